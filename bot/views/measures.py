"""The words of a trial's measure: its values as facts, and as a picture with the same in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.model import CheckIn, Measure
from bot.views.kinds import Chart, Fact, Level, Picture
from bot.views.text import Text, listed_apart, plain, say, say_in


def amount(value: Decimal, unit: str) -> Text:
    """A value of the measure."""
    return say("{value} {unit}", value=value, unit=unit) if unit else say("{value}", value=value)


def values(course: list[CheckIn]) -> tuple[tuple[date, Decimal], ...]:
    """The days on which the measure was read, and what it was."""
    return tuple((one.answered_on, one.value) for one in course if one.value is not None and one.answered_on)


def measured(measure: Measure, course: list[CheckIn]) -> list[Fact]:
    """The measure and its values, oldest first."""
    found = [Fact(say("How we notice"), plain(measure.name))]
    if measure.baseline is not None:
        found.append(Fact(say_in("label", "At the start"), amount(measure.baseline, measure.unit)))
    if points := values(course):
        found.append(Fact(say_in("label", "Values"), dated(points, measure.unit)))
    if measure.goal is not None:
        found.append(Fact(say_in("label", "Goal"), amount(measure.goal, measure.unit)))
    return found


def dated(points: Sequence[tuple[date, Decimal]], unit: str) -> Text:
    """Every value with its day; at least one."""
    return listed_apart([say("{date}: {value}", date=day, value=amount(value, unit)) for day, value in points])


def pictured(measure: Measure, course: list[CheckIn]) -> Picture | None:
    """The values as a line chart, once there is one."""
    points = values(course)
    if not points:
        return None
    start, goal = measure.baseline, measure.goal
    chart = Chart(
        title=say("{measure} ({unit})", measure=measure.name, unit=measure.unit)
        if measure.unit
        else plain(measure.name),
        points=points,
        start=None if start is None else Level(say("At the start {baseline}", baseline=start), start),
        goal=None if goal is None else Level(say("Goal {goal}", goal=goal), goal),
    )
    return Picture(chart, say("{summary} {points}.", summary=told(measure, points[-1][1]), points=dated(points, "")))


def told(measure: Measure, now: Decimal) -> Text:
    """What a line chart shows, in one breath."""
    name, value = measure.name, amount(now, measure.unit)
    baseline = None if measure.baseline is None else amount(measure.baseline, measure.unit)
    goal = None if measure.goal is None else amount(measure.goal, measure.unit)
    if baseline and goal:
        return say(
            "Line chart: {measure}. At the start {baseline}, now {value}, goal {goal}.",
            measure=name,
            baseline=baseline,
            value=value,
            goal=goal,
        )
    if baseline:
        return say(
            "Line chart: {measure}. At the start {baseline}, now {value}.", measure=name, baseline=baseline, value=value
        )
    if goal:
        return say("Line chart: {measure}. Now {value}, goal {goal}.", measure=name, value=value, goal=goal)
    return say("Line chart: {measure}. Now {value}.", measure=name, value=value)
