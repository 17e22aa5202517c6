"""The leadership's sheets: work communities, goals, open decisions and trials, never people."""

from collections.abc import Iterable

from bot.intents import LeavePack, TakePack
from bot.model import Attempt, Colour, Experiment, Goal, Overview, quarter_of
from bot.views.goals import AREAS
from bot.views.kinds import Cell, File, Notice, Table
from bot.views.stages import OUTCOMES
from bot.views.steering import pack_button, reason_of
from bot.views.text import Text, listed, plain, say, say_in

COLOURS = {
    Colour.GREEN: say_in("label", "Green"),
    Colour.YELLOW: say_in("label", "Yellow"),
    Colour.RED: say_in("label", "Red"),
}
UNDER_WAY, WAITING, NOT_ASKED = say("Under way"), say("Waiting for a decision"), say("Ended")
STATES = (UNDER_WAY, WAITING, *OUTCOMES.values(), NOT_ASKED)
"""In the order of the sheet; a quick trial may end without a decision."""


def pack(overview: Overview, attempts: Iterable[Attempt]) -> File:
    """Named by its quarter; drawn on the day on which it leaves."""
    quarter = quarter_of(overview.day)
    return File(
        name=f"latu-{quarter.year}-q{quarter.month // 3 + 1}.xlsx",
        text=say("Sheets for the steering group, {date}", date=overview.day),
        of=(communities(overview), goals(overview.goals), decisions(overview.waiting), trials(overview, attempts)),
        takes=TakePack(quarter),
        leaves=LeavePack(),
        lost=pack_lost(),
    )


def communities(overview: Overview) -> Table:
    """Every work community with its light in words, and the numbers that it comes from."""
    columns = (
        say("Work community"),
        say("Traffic light"),
        say("Reason"),
        say("Trials under way"),
        say("Tried in a year"),
        say("Waiting for a decision"),
        say("Aiming at a goal"),
        say("Ideas shared with others"),
    )
    rows = tuple(
        (
            one.unit,
            COLOURS[light.colour],
            reason_of(one, light.reason),
            one.live,
            one.tried,
            one.undecided,
            one.aimed,
            one.shared,
        )
        for one, light in overview.lights
    )
    return Table(say("Traffic lights"), columns, rows)


def goals(every: Iterable[Goal]) -> Table:
    """Open goals, and what aims at them."""
    columns = (
        say_in("label", "Goal"),
        say("Area of results"),
        say("Work community"),
        say("Until when"),
        say("Ideas"),
        say("Trials under way"),
    )
    return Table(say_in("title", "Goals"), columns, tuple(goal_row(one) for one in every))


def goal_row(goal: Goal) -> tuple[Cell, ...]:
    whose = goal.unit or say("The whole organisation")
    return (plain(goal.name), AREAS[goal.area], whose, goal.until, goal.ideas, goal.running)


def decisions(waiting: Iterable[Experiment]) -> Table:
    """All that wait, the longest first."""
    columns = (say_in("label", "Trial"), say("Work community"), say("Waiting since"))
    return Table(say("Open decisions"), columns, tuple((plain(one.title), one.unit, one.ends_on) for one in waiting))


def trials(overview: Overview, attempts: Iterable[Attempt]) -> Table:
    """Trials of a year by their state, in each the earliest first."""
    columns = (
        say_in("label", "Trial"),
        say_in("label", "State"),
        say("Work community"),
        say_in("title", "Goals"),
        say("Begun"),
        say("Until when"),
    )
    known = [(state_of(one, overview), one) for one in attempts]
    ordered = sorted(known, key=lambda one: STATES.index(one[0]))
    return Table(say_in("title", "Trials"), columns, tuple(trial_row(state, one) for state, one in ordered))


def state_of(attempt: Attempt, overview: Overview) -> Text:
    if attempt.decision:
        return OUTCOMES[attempt.decision]
    if attempt.ends_on >= overview.day:
        return UNDER_WAY
    return NOT_ASKED if attempt.quick else WAITING


def trial_row(state: Text, attempt: Attempt) -> tuple[Cell, ...]:
    aims = listed(attempt.goals) if attempt.goals else None
    return (plain(attempt.title), state, attempt.unit, aims, attempt.starts_on, attempt.ends_on)


def pack_coming() -> Notice:
    return Notice(say("The sheets are on their way to your own chat with Latu."), "done")


def pack_left() -> Notice:
    """In the place of the offer."""
    return Notice(say("The file was not saved. You can fetch it again any time."), "info", (pack_button(),))


def pack_old() -> Notice:
    """The same, of an offer that was made in an earlier quarter."""
    return Notice(say("These sheets are from an earlier quarter. Fetch new ones."), "info", (pack_button(),))


def pack_lost() -> Notice:
    """The same, when its place was not there any more, or did not answer."""
    return Notice(say("The file could not be saved. Fetch the sheets again."), "refused", (pack_button(),))
