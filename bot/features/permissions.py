"""The permission card of a work community: anybody sees it; its supervisor, deputy or an admin writes it."""

from datetime import datetime
from decimal import Decimal
from typing import Protocol

from bot import permission
from bot.checks import check, check_number, check_whole, there
from bot.errors import Refusal
from bot.intents import EditPermissionCard, RemovePermissionCard, SavePermissionCard, SeePermissionCard
from bot.meanwhile import marked, overtaken
from bot.model import Account, PermissionCard, Unit
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import permissions as words
from bot.views.kinds import Form
from bot.views.text import number

WORDS_LIMIT = 500
DAYS = 5
"""Working days in which a question is answered, unless a card promises otherwise."""
MOST_DAYS = 30


class Storage(permission.Storage, Protocol):
    """What permission cards ask of storage."""

    async def unit(self, unit: int) -> Unit | None: ...
    async def units(self) -> list[Unit]: ...
    async def answers_for(self, person: int) -> list[Unit]: ...
    async def permission_card(self, unit: int) -> PermissionCard | None: ...
    async def write_permission_card(self, unit: int, cost: Decimal | None, words: str, days: int) -> None: ...
    async def drop_permission_card(self, unit: int) -> bool: ...
    async def note(self, account: Account, what: str, details: dict[str, str], now: datetime) -> None: ...


@handles(SeePermissionCard)
async def see(turn: Turn[Storage], intent: SeePermissionCard) -> Reply:
    """Of the channel's work community; elsewhere of one's own, or of one that is chosen. Reading stores nothing."""
    unit = there(await turn.store.unit(intent.unit)) if intent.unit else await turn.unit_here()
    if unit is None:
        own = await turn.store.answers_for(turn.account.person.id) if turn.account else []
        units = own or await turn.store.units()
        if not units:
            return Reply(show=words.no_units())
        if len(units) > 1:
            return Reply(show=words.cards_report(units, intent.first))
        unit = units[0]
    card = await turn.store.permission_card(unit.id)
    return Reply(show=words.card_report(unit, card, edits=await permission.may(turn, EditPermissionCard(unit.id))))


@handles(EditPermissionCard)
async def edit(turn: Turn[Storage], intent: EditPermissionCard) -> Reply:
    """The form, with the card as it is."""
    return Reply(show=await shown(turn, intent.unit, None))


def filled(turn: Turn[Storage], unit: Unit, card: PermissionCard | None) -> SavePermissionCard:
    """The card as it is."""
    if card is None:
        return SavePermissionCard(unit.id, days=str(DAYS))
    cost = "" if card.cost is None else number(card.cost, turn.language)
    return SavePermissionCard(unit.id, cost, card.words, str(card.days))


@asks(SavePermissionCard)
async def form(turn: Turn[Storage], intent: SavePermissionCard) -> Form:
    return await shown(turn, intent.unit, intent)


async def shown(turn: Turn[Storage], number: int, intent: SavePermissionCard | None) -> Form:
    unit = there(await turn.store.unit(number))
    card = await turn.store.permission_card(unit.id)
    now = filled(turn, unit, card)
    return marked(words.card_form(intent or now, unit, written=card is not None), intent or now, now)


@handles(SavePermissionCard)
async def save(turn: Turn[Storage], intent: SavePermissionCard) -> Reply:
    cost = check_number(intent.cost, turn.language, "cost")
    if cost is not None and cost < 0:
        raise Refusal(words.not_below_zero(), field="cost")
    check(intent.words, WORDS_LIMIT, "words", required=False)
    days = check_whole(intent.days, turn.language, "days", 1, MOST_DAYS)
    unit = there(await turn.store.unit(intent.unit))
    if overtaken(intent, filled(turn, unit, await turn.store.permission_card(unit.id))):
        return Reply(show=await form(turn, intent))
    await turn.store.write_permission_card(unit.id, cost, intent.words.strip(), days)
    details = {"unit": unit.name, "cost": "" if cost is None else str(cost), "days": str(days)}
    await turn.store.note(await turn.me(), "permission card", details, turn.now)
    return Reply(show=words.saved(unit))


@handles(RemovePermissionCard)
async def remove(turn: Turn[Storage], intent: RemovePermissionCard) -> Reply:
    """Questions that wait are answered all the same."""
    unit = there(await turn.store.unit(intent.unit))
    if await turn.store.drop_permission_card(unit.id):
        await turn.store.note(await turn.me(), "permission card removed", {"unit": unit.name}, turn.now)
    return Reply(show=words.removed(unit))
