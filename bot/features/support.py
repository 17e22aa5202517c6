"""Support (kannatus): one for each person and idea, whichever chat it is given in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.errors import Refusal
from bot.intents import Support, TakeBack
from bot.model import Account, Idea, Stage
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

    async def hold_pointers(self, accounts: Collection[Account]) -> set[int]: ...
    async def hold_ideas(self, ideas: Collection[int]) -> dict[int, Idea]: ...
    async def give_supports(
        self, given: Sequence[tuple[int, Account]], day: date
    ) -> Mapping[tuple[int, int], tuple[bool, bool]]: ...


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


async def open_to(store: Together, presses: Sequence[tuple[Support, Account]]) -> list[Idea | None]:
    """The idea of each of several who press at the same moment, held; None where one is to be answered alone."""
    stay = await store.hold_pointers([me for _, me in presses])
    ideas = await store.hold_ideas({intent.idea for intent, me in presses if me.id in stay})
    found = [ideas.get(intent.idea) if me.id in stay else None for intent, me in presses]
    return [
        idea if idea and may_see(idea, me) and idea.stage not in CLOSED else None
        for idea, (_, me) in zip(found, presses, strict=True)
    ]


async def support_each(store: Together, presses: Sequence[tuple[Idea, Account]], day: date) -> list[Reply]:
    """Each person once; of the ideas that are open to them."""
    told = await store.give_supports([(idea.id, me) for idea, me in presses], day)
    return [supported(idea, *told[idea.id, me.id]) for idea, me in presses]


@handles(TakeBack)
async def take_back(turn: Turn[Storage], intent: TakeBack) -> Reply:
    """Whatever this person gave, from any of their chats; also when the idea is closed."""
    me, idea = await held(turn, intent.idea)
    taken = await turn.store.drop_support(idea.id, me)
    return Reply(show=words.took_back(), redraw=(idea.subject,) if taken else ())
