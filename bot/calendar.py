"""Working days and local mornings."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

MORNING = time(9, 0)


@cache
def _free_days(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def working_day(day: date, country: str) -> date:
    """This day, or the next one that is neither a weekend nor a public holiday."""
    while day.weekday() >= 5 or day in _free_days(country):
        day += timedelta(days=1)
    return day


def at_local(day: date, zone: str, at: time = MORNING) -> datetime:
    """A local time of a day; an unknown zone is read as Helsinki's."""
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        place = ZoneInfo("Europe/Helsinki")
    return datetime.combine(day, at, place)
