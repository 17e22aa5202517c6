"""When a trial is asked about: by its cadence, halfway, and at its end; always on working days."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.calendar import working_day
from bot.model import Cadence, Question

HALFWAY_FROM = timedelta(days=4)
"""Shorter trials are asked about only at the end."""
APART = timedelta(days=3)
"""A check-in so close to the mid-review or the end is left out."""
STEPS = {
    Cadence.WEEKLY: relativedelta(weeks=1),
    Cadence.TWO_WEEKS: relativedelta(weeks=2),
    Cadence.MONTHLY: relativedelta(months=1),
}


def questions(starts_on: date, ends_on: date, cadence: Cadence, country: str) -> list[tuple[Question, date]]:
    """All questions of a trial, in their order; the last one is its end."""
    end = working_day(ends_on, country)
    half = working_day(starts_on + (ends_on - starts_on) / 2, country)
    fixed = [(Question.END, end)]
    if ends_on - starts_on >= HALFWAY_FROM and half < end:
        fixed.insert(0, (Question.MID, half))
    found = [*fixed]
    if step := STEPS.get(cadence):
        count = 1
        while (day := working_day(starts_on + step * count, country)) < end:
            if all(abs(day - other) >= APART for _, other in fixed):
                found.append((Question.CHECK_IN, day))
            count += 1
    return sorted(found, key=lambda one: one[1])


def following(starts_on: date, ends_on: date, cadence: Cadence, country: str, *, after: date) -> tuple[Question, date]:
    """The first question after a day; the last one, even if its day has passed, when no other is left."""
    planned = questions(starts_on, ends_on, cadence, country)
    return next((one for one in planned if one[1] > after), planned[-1])
