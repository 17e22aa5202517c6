"""Would help us too (hyödyttäisi meitäkin): the work communities that an idea would help; so spreading begins."""

from typing import Protocol

from bot.checks import there
from bot.errors import Refusal
from bot.features.aside import Successors, shown_on
from bot.intents import OpenWouldHelp, SayWouldHelp, TakeUnitBack
from bot.model import CLOSED, Account, Idea, Unit
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import refusals
from bot.views import would_help as words
from bot.views.common import unanswered
from bot.views.kinds import Form
from bot.visibility import seen


class Storage(Successors, Protocol):
    """What it asks of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def unit(self, unit: int) -> Unit | None: ...
    async def units(self) -> list[Unit]: ...
    async def units_around(self, person: int) -> list[Unit]: ...
    async def say_would_help(self, idea: int, unit: int, account: Account) -> bool: ...
    async def take_unit_back(self, idea: int, unit: int, person: int) -> bool: ...


async def open_idea(turn: Turn[Storage], number: int) -> Idea:
    """The idea; refused when nobody can use it any more."""
    idea = seen(await turn.store.idea(number), turn.account)
    if idea.stage in CLOSED:
        raise Refusal(refusals.closed())
    return idea


@handles(OpenWouldHelp)
async def open_form(turn: Turn[Storage], intent: OpenWouldHelp) -> Reply:
    """Chosen already: the work community of the channel, the asker's own as far as it is known, or the only one."""
    idea, first = await open_idea(turn, intent.idea), await turn.unit_here()
    around = await turn.store.units_around(turn.account.person.id) if turn.account else []
    likely = [unit for unit in (first, *around) if unit and unit != idea.unit]
    others = [unit for unit in await turn.store.units() if unit != idea.unit]
    if not likely and len(others) == 1:
        likely = others
    return Reply(show=await form(turn, SayWouldHelp(idea.id, likely[0].id if likely else None)))


@asks(SayWouldHelp)
async def form(turn: Turn[Storage], intent: SayWouldHelp) -> Form:
    """All but the idea's own, that of the channel first."""
    idea, first = await open_idea(turn, intent.idea), await turn.unit_here()
    others = [unit for unit in await turn.store.units() if unit != idea.unit]
    if not others:
        raise Refusal(words.no_other())
    return words.would_help_form(intent, idea, sorted(others, key=lambda unit: unit != first))


@handles(SayWouldHelp)
async def say(turn: Turn[Storage], intent: SayWouldHelp) -> Reply:
    """The card names the work community; who said so is kept for the news of what becomes of the idea."""
    if intent.unit is None:
        raise Refusal(unanswered(), field="unit")
    idea = await open_idea(turn, intent.idea)
    unit = there(await turn.store.unit(intent.unit), "unit")
    if unit == idea.unit:
        raise Refusal(words.own_unit(), field="unit")
    new = await turn.store.say_would_help(idea.id, unit.id, await turn.me())
    return Reply(show=words.unit_on_card(idea, unit), redraw=await shown_on(turn, idea) if new else ())


@handles(TakeUnitBack)
async def take_back(turn: Turn[Storage], intent: TakeUnitBack) -> Reply:
    """What this person said, from any of their chats; what others said of the same work community stays."""
    idea = there(await turn.store.idea(intent.idea))
    unit = there(await turn.store.unit(intent.unit))
    me = await turn.me()
    gone = await turn.store.take_unit_back(idea.id, unit.id, me.person.id)
    return Reply(show=words.unit_taken_back(unit), redraw=await shown_on(turn, idea) if gone else ())
