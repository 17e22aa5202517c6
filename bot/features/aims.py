"""Which goals an idea aims at, and its trials with it: at most two, chosen by whoever shares or tries it."""

from collections.abc import Collection, Sequence
from typing import Protocol

from bot import permission
from bot.checks import there
from bot.errors import Refusal
from bot.intents import AimAt, ChooseGoals
from bot.model import Goal, Idea, Stage
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import aims as words
from bot.views import refusals
from bot.views.kinds import Button, Form

MOST = 2


class Choosing(People, Protocol):
    """What choosing goals in another form asks of storage."""

    async def goals(self) -> list[Goal]: ...
    async def aim(self, idea: int, goals: Collection[int]) -> None: ...
    async def aims_of(self, idea: int) -> list[Goal]: ...


class Storage(permission.Storage, Choosing, Protocol):
    """What aims ask of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def hold_idea(self, idea: int) -> Idea | None: ...


async def offered(turn: Turn[Choosing]) -> list[Goal]:
    """The goals that one can aim at."""
    return [one for one in await turn.store.goals() if one.closed_on is None]


def chosen(goals: Sequence[Goal], picked: Collection[str]) -> list[int]:
    """The numbers of what was picked among `goals`; refused at the field when it is too much, or not there."""
    known = {str(one.id): one.id for one in goals}
    if len(set(picked)) > MOST:
        raise Refusal(words.at_most_two(), field="goals")
    if not set(picked) <= set(known):
        raise Refusal(refusals.not_found(), field="goals")
    return sorted({known[one] for one in picked})


OVER = {Stage.WITHDRAWN, Stage.MERGED}
"""What aims at nothing of its own any more."""


async def ways(turn: Turn[Storage], idea: Idea) -> tuple[Button, ...]:
    """What More on its card offers."""
    if idea.stage in OVER or not await permission.may(turn, ChooseGoals(idea.id)) or not await offered(turn):
        return ()
    return (words.choose_button(idea.id),)


def aiming(found: Idea | None) -> Idea:
    """The idea; refused when it is not there, or aims at nothing of its own any more."""
    idea = there(found)
    if idea.stage in OVER:
        raise Refusal(refusals.not_open(idea.stage))
    return idea


@handles(ChooseGoals)
async def choose(turn: Turn[Storage], intent: ChooseGoals) -> Reply:
    """The form, with what is chosen already."""
    aims = await turn.store.aims_of(intent.idea)
    return Reply(show=await form(turn, AimAt(intent.idea, tuple(str(one.id) for one in aims))))


@asks(AimAt)
async def form(turn: Turn[Storage], intent: AimAt) -> Form:
    idea = aiming(await turn.store.idea(intent.idea))
    return words.aims_form(intent, idea, await among(turn, idea.id))


async def among(turn: Turn[Storage], idea: int) -> list[Goal]:
    """What can be chosen: the open goals, and closed ones that it aims at already."""
    found = await offered(turn)
    return [*found, *(one for one in await turn.store.aims_of(idea) if one.closed_on)]


@handles(AimAt)
async def aim(turn: Turn[Storage], intent: AimAt) -> Reply:
    idea = aiming(await turn.store.hold_idea(intent.idea))
    await turn.store.aim(idea.id, chosen(await among(turn, idea.id), intent.goals))
    return Reply(show=words.aims_chosen(idea), redraw=(idea.subject,))
