"""An admin chooses what holds for the whole organisation; every bot sees it in its next turn."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.checks import check, check_number, check_time, check_whole
from bot.errors import Refusal
from bot.intents import OpenOrganisation, SaveOrganisation
from bot.meanwhile import marked, overtaken
from bot.model import Account
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import organisation as words
from bot.views.kinds import Form

MIDNIGHT, NOON, ONE, LAST = time(0, 0), time(12, 0), time(13, 0), time(23, 59)
"""Quiet hours end in the forenoon and begin in the afternoon: some hour of every working day is left."""
ZONE_LIMIT, LADDER_LIMIT = 60, 200
RUNGS = range(2, 13)
MOST = {"answer_days": 60, "audit_years": 50, "hidden_days": 365}


class Storage(People, Protocol):
    """What the organisation's settings ask of storage."""

    async def choose(self, changed: Mapping[str, object]) -> None: ...
    async def name_units_in(self, language: str) -> None: ...
    async def note(self, account: Account, what: str, details: dict[str, str], now: datetime) -> None: ...


@handles(OpenOrganisation)
async def open_organisation(turn: Turn[Storage], intent: OpenOrganisation) -> Reply:
    """The form, with what holds now."""
    del intent
    return Reply(show=await form(turn, words.filled(turn.organisation, turn.language)))


@asks(SaveOrganisation)
async def form(turn: Turn[Storage], intent: SaveOrganisation) -> Form:
    now = words.filled(turn.organisation, turn.language)
    return marked(words.organisation_form(intent), intent, now)


@handles(SaveOrganisation)
async def save(turn: Turn[Storage], intent: SaveOrganisation) -> Reply:
    """Only what differs is kept; the audit trail has each from what to what."""
    me = await turn.me()
    asked = checked(turn, intent)
    changed = {name: value for name, value in asked.items() if value != getattr(turn.organisation, name)}
    if not changed:
        return Reply(show=words.nothing_changed())
    if overtaken(intent, words.filled(turn.organisation, turn.language)):
        return Reply(show=await form(turn, intent))
    await turn.store.choose(changed)
    if "language" in changed:
        await turn.store.name_units_in(intent.language)
    for name, value in changed.items():
        details = {"setting": name, "before": told(getattr(turn.organisation, name)), "now": told(value)}
        await turn.store.note(me, "organisation", details, turn.now)
    return Reply(show=words.organisation_saved())


def checked(turn: Turn[Storage], intent: SaveOrganisation) -> dict[str, Any]:
    """Every value by its name in `Organisation`; the first that cannot be is refused at its field."""
    whole = {name: check_whole(getattr(intent, name), turn.language, name, 1, most) for name, most in MOST.items()}
    return {
        "language": str(intent.language),
        "time_zone": zone(intent.time_zone),
        "country": country(intent.country),
        "quiet_from": between(intent.quiet_from, "quiet_from", ONE, LAST),
        "quiet_until": between(intent.quiet_until, "quiet_until", MIDNIGHT, NOON),
        "baskets": ladder(intent.baskets, turn.language),
    } | whole


def zone(text: str) -> str:
    """The key of a time zone, such as Europe/Helsinki; refused at its field when there is no such zone."""
    check(text, ZONE_LIMIT, "time_zone", required=True)
    try:
        return ZoneInfo(text.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal(words.no_such_zone(), field="time_zone") from error


def country(code: str) -> str:
    """The code of a country in the list; refused at its field otherwise."""
    if code not in words.COUNTRIES:
        raise Refusal(words.no_such_country(), field="country")
    return code


def between(text: str, field: str, first: time, last: time) -> time:
    """A time of day from `first` to `last`; refused at the field otherwise."""
    found = check_time(text, field)
    if not first <= found <= last:
        raise Refusal(words.hour_between(first, last), field=field)
    return found


def ladder(text: str, language: str) -> tuple[int, ...]:
    """Whole rising amounts above zero, written with semicolons between them; refused at the field otherwise."""
    check(text, LADDER_LIMIT, "baskets", required=True)
    found = [check_number(one, language, "baskets") for one in text.split(";") if one.strip()]
    amounts = tuple(int(one) for one in found if one is not None and one == int(one) > 0)
    if len(amounts) < len(found) or len(amounts) not in RUNGS or list(amounts) != sorted(set(amounts)):
        raise Refusal(words.no_ladder(), field="baskets")
    return amounts


def told(value: object) -> str:
    """A setting as the audit trail keeps it, the same in every language."""
    if isinstance(value, tuple):
        return ";".join(str(one) for one in value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
