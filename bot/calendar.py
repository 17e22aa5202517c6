"""Working days and local mornings."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from bot.model import Account, Organisation

MORNING = time(9, 0)


@cache
def _free_days(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def working_day(day: date, country: str) -> date:
    """This day, or the next one that is neither a weekend nor a public holiday."""
    while day.weekday() >= 5 or day in _free_days(country):
        day += timedelta(days=1)
    return day


def zone_of(account: Account, organisation: Organisation) -> ZoneInfo:
    """An account's own time zone; the organisation's if there is none, or one that this machine does not know."""
    try:
        return ZoneInfo(account.time_zone or organisation.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(organisation.time_zone)


def at_local(day: date, zone: ZoneInfo, at: time = MORNING) -> datetime:
    """When a local time of a day comes: the first, if it comes twice; an hour later, if it never comes."""
    return datetime.combine(day, at, zone).astimezone(UTC)
