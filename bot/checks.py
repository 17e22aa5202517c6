"""What a request names must be there, and a form's answers right; the first that is not is refused at its field."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TypeVar

from babel.numbers import NumberFormatError, parse_decimal

from bot.errors import Refusal
from bot.views import refusals
from bot.views.common import unanswered
from bot.views.text import LOCALES

T = TypeVar("T")
LONGEST = timedelta(days=366)
"""How far ahead a day may lie."""
MOST = Decimal("1e12")
"""No measure, cost or count of a work community is larger."""
WRITTEN = re.compile(r"[-+]?[\d.,]{1,30}")
HOUR = re.compile(r"(?:klo|kl\.?)?\s*([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?", re.IGNORECASE)
"""`8`, `8.30`, `08:30`, `klo 8.30`."""
FIGURES = 30


def there(found: T | None, field: str | None = None) -> T:
    """What was asked for; refused when it is not there, at the `field` in which it was chosen."""
    if found is None:
        raise Refusal(refusals.not_found(), field=field)
    return found


def check(text: str, limit: int, field: str, *, required: bool) -> None:
    """Refuse at the field what is missing or longer than `limit` characters."""
    if required and not text.strip():
        raise Refusal(refusals.missing(), field=field)
    if len(text) > limit:
        raise Refusal(refusals.too_long(len(text) - limit), field=field)


def check_day(day: date | None, today: date, field: str, *, longest: timedelta = LONGEST) -> date:
    """A day after today, usually at most a year ahead."""
    if day is None:
        raise Refusal(unanswered(), field=field)
    if day <= today:
        raise Refusal(refusals.past(today + timedelta(days=1)), field=field)
    if day > today + longest:
        raise Refusal(refusals.too_far(today + longest), field=field)
    return day


def check_number(text: str, language: str, field: str) -> Decimal | None:
    """A number as people of the language write it, `1 500,5` or `1,500.5`; None when nothing is written.

    Strictly: an English `1,5` is refused, not read as 15.
    """
    bare = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if not bare:
        return None
    if not WRITTEN.fullmatch(bare):
        raise Refusal(refusals.no_number(), field=field)
    try:
        number = parse_decimal(bare, locale=LOCALES[language], strict=True)
    except NumberFormatError as error:
        raise Refusal(refusals.no_number(), field=field) from error
    if abs(number) >= MOST:
        raise Refusal(refusals.no_number(), field=field)
    return number


def check_whole(text: str, language: str, field: str, first: int, last: int) -> int:
    """A whole number from `first` to `last`."""
    check(text, FIGURES, field, required=True)
    found = check_number(text, language, field)
    if found is None or found != int(found) or not first <= found <= last:
        raise Refusal(refusals.whole_number(first, last), field=field)
    return int(found)


def check_time(text: str, field: str) -> time:
    """A time of day, as people of any of the languages write it."""
    check(text, FIGURES, field, required=True)
    found = HOUR.fullmatch(text.strip())
    if found is None:
        raise Refusal(refusals.no_time(), field=field)
    return time(int(found[1]), int(found[2] or 0))
