"""Working days, local mornings, and the hours in which people may be written to unasked."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.model import Account, Organisation
from bot.views.text import Moment, local

MORNING = time(9, 0)
DAY = timedelta(days=1)


@cache
def _free_days(country: str) -> Container[date]:
    import holidays  # Three megabytes, for whoever promises a day or waits for a morning.

    return holidays.country_holidays(country)


def working_day(day: date, country: str) -> date:
    """This day, or the next one that is neither a weekend nor a public holiday."""
    while day.weekday() >= 5 or day in _free_days(country):
        day += DAY
    return day


def working_days_later(day: date, count: int, country: str) -> date:
    """So many working days after a day."""
    for _ in range(count):
        day = working_day(day + DAY, country)
    return day


def zone_of(account: Account, organisation: Organisation) -> ZoneInfo:
    """An account's own time zone; the organisation's if there is none, or one that this machine does not know."""
    try:
        return ZoneInfo(account.time_zone or organisation.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(organisation.time_zone)


def read_by(account: Account, organisation: Organisation, moment: datetime) -> Moment:
    """A moment as somebody is told of it."""
    return local(moment, zone_of(account, organisation), ZoneInfo(organisation.time_zone))


def at_local(day: date, zone: ZoneInfo, at: time = MORNING) -> datetime:
    """When a local time of a day comes: the first, if it comes twice; an hour later, if it never comes."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def today_for(account: Account, organisation: Organisation, now: datetime) -> date:
    """The day that it is where an account is."""
    return now.astimezone(zone_of(account, organisation)).date()


def working_morning(account: Account, organisation: Organisation, day: date) -> datetime:
    """The morning of a day where an account is, or of the next working day."""
    return at_local(working_day(day, organisation.country), zone_of(account, organisation))


def open_at(account: Account, organisation: Organisation, now: datetime) -> datetime:
    """When somebody may be written to unasked: now, or their own morning after quiet hours, free days and a pause."""
    zone = zone_of(account, organisation)
    local = now.astimezone(zone)
    day = local.date() if local.time() < organisation.quiet_from else local.date() + DAY
    if account.paused_until and day <= account.paused_until:
        day = account.paused_until + DAY
    day = working_day(day, organisation.country)
    if day == local.date() and local.time() >= organisation.quiet_until:
        return now
    return at_local(day, zone, max(MORNING, organisation.quiet_until))


def after_pause(account: Account, organisation: Organisation, last: date) -> datetime:
    """Until when a pause that lasts to the end of this day puts off what is told unasked."""
    day = working_day(last + DAY, organisation.country)
    return at_local(day, zone_of(account, organisation), max(MORNING, organisation.quiet_until))
