"""Support (kannatus): one for each person and idea, whichever chat it is given in."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.errors import Refusal
from bot.intents import Support, TakeBack
from bot.model import Account, Giving, Home, Idea, Stage
from bot.replies import Reply
from bot.turn import People, Turn, handles
from bot.views import ideas as words
from bot.views import refusals
from bot.visibility import may_see, seen

CLOSED = {Stage.STOPPED, Stage.DECLINED}


class Storage(People, Protocol):
    """What support asks of storage."""

    async def hold_both(self, account: Account, idea: int) -> tuple[Account, Idea | None]: ...
    async def give_support(self, idea: int, account: Account, day: date) -> tuple[bool, bool]: ...
    async def drop_support(self, idea: int, account: Account) -> bool: ...


class Together(Protocol):
    """What it asks for several at once."""

    async def give_supports(
        self, presses: Sequence[Giving], day: date, at: datetime
    ) -> tuple[list[tuple[bool, bool] | None], set[Home]]: ...


async def held(turn: Turn[Storage], number: int) -> tuple[Account, Idea]:
    """Who asks, and the idea, or the one that it continues in; refused when it is not there."""
    me, idea = await turn.store.hold_both(await turn.me(), number)
    if idea is None:
        raise Refusal(refusals.not_found())
    return me, idea


@handles(Support)
async def support(turn: Turn[Storage], intent: Support) -> Reply:
    """The button only gives: pressing again, from whichever chat, changes nothing and says so."""
    me, idea = await held(turn, intent.idea)
    idea = seen(idea, me)
    if idea.stage in CLOSED:
        raise Refusal(refusals.not_open(idea.stage))
    already, given = await turn.store.give_support(idea.id, me, turn.today)
    return supported(idea, already, given, merged=idea.id != intent.idea)


def supported(idea: Idea, already: bool, given: bool, *, merged: bool = False) -> Reply:
    """The private answer; what is new to the idea shows on its cards."""
    return Reply(show=words.supported(idea, already=already, merged=merged), redraw=(idea.subject,) if given else ())


def open_to(idea: Idea | None, me: Account) -> Idea | None:
    """The idea, if whoever presses may see it and it may be supported."""
    return idea if idea and may_see(idea, me) and idea.stage not in CLOSED else None


async def support_each(
    store: Together, presses: Sequence[Giving], day: date, at: datetime
) -> tuple[list[Reply], set[Home]]:
    """Each person once; of ideas that are open to them, and nothing of what comes again.

    The copies of what is new are due already: with the answers come the homes that have something new to send.
    """
    told, homes = await store.give_supports(presses, day, at)
    return [supported(one.idea, *what) if what else Reply() for one, what in zip(presses, told, strict=True)], homes


@handles(TakeBack)
async def take_back(turn: Turn[Storage], intent: TakeBack) -> Reply:
    """Whatever this person gave, from any of their chats; also when the idea is closed."""
    me, idea = await held(turn, intent.idea)
    taken = await turn.store.drop_support(idea.id, me)
    return Reply(show=words.took_back(), redraw=(idea.subject,) if taken else ())
