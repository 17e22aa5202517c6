"""Support (kannatus): one for each person and idea, whichever chat it is given in."""

from datetime import date
from typing import Protocol

from bot.errors import Refusal
from bot.intents import Support, TakeBack
from bot.model import Account, Idea, Stage
from bot.replies import Reply
from bot.turn import People, Turn, handles
from bot.views import ideas as words
from bot.views import refusals
from bot.visibility import seen

CLOSED = {Stage.STOPPED, Stage.DECLINED}


class Storage(People, Protocol):
    """What support asks of storage."""

    async def hold_pointer(self, account: Account) -> Account: ...
    async def hold_successor(self, idea: int) -> Idea | None: ...
    async def give_support(self, idea: int, account: Account, day: date) -> tuple[bool, bool]: ...
    async def drop_support(self, idea: int, account: Account) -> bool: ...


async def held_idea(turn: Turn[Storage], number: int) -> Idea:
    """The idea, or the one that it continues in, held; refused when it is not there."""
    idea = await turn.store.hold_successor(number)
    if idea is None:
        raise Refusal(refusals.not_found())
    return idea


@handles(Support)
async def support(turn: Turn[Storage], intent: Support) -> Reply:
    """The button only gives: pressing again, from whichever chat, changes nothing and says so."""
    me = await turn.store.hold_pointer(await turn.me())
    idea = seen(await held_idea(turn, intent.idea), me)
    if idea.stage in CLOSED:
        raise Refusal(refusals.not_open(idea.stage))
    already, given = await turn.store.give_support(idea.id, me, turn.today)
    merged = idea.id != intent.idea
    return Reply(show=words.supported(idea, already=already, merged=merged), redraw=(idea.subject,) if given else ())


@handles(TakeBack)
async def take_back(turn: Turn[Storage], intent: TakeBack) -> Reply:
    """Whatever this person gave, from any of their chats; also when the idea is closed."""
    me = await turn.store.hold_pointer(await turn.me())
    idea = await held_idea(turn, intent.idea)
    taken = await turn.store.drop_support(idea.id, me)
    return Reply(show=words.took_back(), redraw=(idea.subject,) if taken else ())
