"""An admin adds, renames, moves and closes work communities; what is closed keeps its history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from bot.checks import check, there
from bot.errors import Refusal
from bot.intents import CloseUnit, ReopenUnit, SaveUnit, SeeUnits, WriteUnit
from bot.meanwhile import marked, overtaken
from bot.model import BETWEEN, LANGUAGES, Account, Unit
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import units as words
from bot.views.kinds import Form


class Changing(Protocol):
    """What changing the tree asks of storage."""

    async def hold_units(self) -> None: ...
    async def add_unit(self, name: str, names: Mapping[str, str], parent: int | None) -> int: ...
    async def change_unit(self, unit: int, name: str, names: Mapping[str, str], parent: int | None) -> None: ...
    async def close_unit(self, unit: int, day: date | None) -> None: ...


class Storage(People, Changing, Protocol):
    """What work communities ask of storage."""

    async def all_units(self) -> list[Unit]: ...
    async def unit_called(self, name: str) -> Unit | None: ...
    async def units_below(self, units: list[int]) -> list[int]: ...
    async def note(self, account: Account | None, what: str, details: dict[str, str], now: datetime) -> None: ...


@handles(SeeUnits)
async def see(turn: Turn[Storage], intent: SeeUnits) -> Reply:
    units = sorted(await turn.store.all_units(), key=lambda unit: unit.closed_on is not None)
    return Reply(show=words.units_report(units, intent.first))


async def one(turn: Turn[Storage], number: int | None) -> Unit:
    """A work community with what it lies below; refused when it is not there."""
    return there(next((unit for unit in await turn.store.all_units() if unit.id == number), None))


@handles(WriteUnit)
async def write(turn: Turn[Storage], intent: WriteUnit) -> Reply:
    """The form, with its names; the only one stands in the organisation's language."""
    return Reply(show=await form(turn, await filled(turn, intent.unit)))


async def filled(turn: Turn[Storage], number: int | None) -> SaveUnit:
    """A work community as it is; without a number, a new one."""
    if number is None:
        return SaveUnit()
    unit = await one(turn, number)
    names = unit.names or {turn.organisation.language: unit.name}
    fi, sv, en = (names.get(one, "") for one in LANGUAGES)
    return SaveUnit(unit.id, fi, sv, en, unit.parent.id if unit.parent else None)


@asks(SaveUnit)
async def form(turn: Turn[Storage], intent: SaveUnit) -> Form:
    """All but itself and what lies below it can be chosen."""
    own = await turn.store.units_below([intent.unit]) if intent.unit else []
    others = [unit for unit in await turn.store.all_units() if unit.id not in own and unit.closed_on is None]
    return marked(words.unit_form(intent, others), intent, await filled(turn, intent.unit))


@handles(SaveUnit)
async def save(turn: Turn[Storage], intent: SaveUnit) -> Reply:
    """One after another: no name is given twice, and nothing is moved below itself, by two admins at once."""
    await turn.store.hold_units()
    if overtaken(intent, await filled(turn, intent.unit)):
        return Reply(show=await form(turn, intent))
    me = await turn.me()
    names = await checked(turn, intent)
    if intent.parent is not None:
        above = await one(turn, intent.parent)
        if above.closed_on or (intent.unit and above.id in await turn.store.units_below([intent.unit])):
            raise Refusal(words.in_a_circle(), field="parent")
    name = main_name(names, turn.organisation.language)
    if intent.unit is None:
        number = await turn.store.add_unit(name, names, intent.parent)
        await turn.store.note(me, "unit added", {"unit": name}, turn.now)
    else:
        before = await one(turn, intent.unit)
        number = before.id
        await turn.store.change_unit(number, name, names, intent.parent)
        await note_changes(turn, me, before, await one(turn, number))
    return Reply(show=words.unit_saved(await one(turn, number)))


async def checked(turn: Turn[Storage], intent: SaveUnit) -> dict[str, str]:
    """Language → name; each may be somebody's only once."""
    names = {}
    for language in LANGUAGES:
        text: str = getattr(intent, language)
        check(text, words.NAME_LIMIT, language, required=False)
        if name := " ".join(text.split()):
            if BETWEEN in name:
                raise Refusal(words.no_semicolon(), field=language)
            names[str(language)] = name
            other = await turn.store.unit_called(name)
            if other and other.id != intent.unit:
                raise Refusal(words.name_taken(other), field=language)
    if not names:
        raise Refusal(words.no_name(), field=turn.organisation.language)
    return names


def main_name(names: Mapping[str, str], language: str) -> str:
    """What is shown where a reader's own language has no name."""
    return names.get(language) or next(names[one] for one in LANGUAGES if one in names)


async def note_changes(turn: Turn[Storage], me: Account | None, before: Unit, now: Unit) -> None:
    """Names and place, each from what to what; on the server nobody is named."""
    for language in LANGUAGES:
        old, new = before.names.get(language, ""), now.names.get(language, "")
        if old != new:
            details = {"unit": now.name, "language": str(language), "before": old, "now": new}
            await turn.store.note(me, "unit renamed", details, turn.now)
    if before.parent != now.parent:
        details = {"unit": now.name, "before": _name(before.parent), "now": _name(now.parent)}
        await turn.store.note(me, "unit moved", details, turn.now)


def _name(unit: Unit | None) -> str:
    return unit.name if unit else ""


@handles(CloseUnit)
async def close(turn: Turn[Storage], intent: CloseUnit) -> Reply:
    await turn.store.hold_units()
    me, unit = await turn.me(), await one(turn, intent.unit)
    if [below for below in await turn.store.all_units() if below.parent == unit and below.closed_on is None]:
        raise Refusal(words.some_below())
    await turn.store.close_unit(unit.id, turn.today)
    await turn.store.note(me, "unit closed", {"unit": unit.name}, turn.now)
    return Reply(show=words.unit_closed(unit))


@handles(ReopenUnit)
async def reopen(turn: Turn[Storage], intent: ReopenUnit) -> Reply:
    """What it lay below may be closed by now: then it is at the top until somebody moves it."""
    me, unit = await turn.me(), await one(turn, intent.unit)
    await turn.store.close_unit(unit.id, None)
    await turn.store.note(me, "unit reopened", {"unit": unit.name}, turn.now)
    return Reply(show=words.unit_reopened(unit))
