"""Goals: anybody reads them; whoever leads the organisation or administers Latu writes, changes and closes them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from bot import permission
from bot.checks import check, check_day, check_number, there
from bot.intents import CloseGoal, ReopenGoal, SaveGoal, SeeGoal, SeeGoals, WriteGoal
from bot.model import Account, Earlier, Experiment, Goal, Measure, Unit
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import goals as words
from bot.views.kinds import Form
from bot.views.text import number

SHORT_LIMIT = 100
LONGEST = timedelta(days=3653)
"""How far ahead a goal may reach: beyond the next term of a council."""


class Storage(permission.Storage, Protocol):
    """What goals ask of storage."""

    async def unit(self, unit: int) -> Unit | None: ...
    async def units(self) -> list[Unit]: ...
    async def goals(self) -> list[Goal]: ...
    async def goal(self, goal: int) -> Goal | None: ...
    async def hold_goal(self, goal: int) -> Goal | None: ...
    async def earlier(self, goal: int) -> list[Earlier]: ...
    async def trials_towards(self, goal: int) -> list[Experiment]: ...
    async def write_goal(self, goal: Goal) -> int: ...
    async def change_goal(self, goal: Goal, before: Goal, day: date) -> None: ...
    async def close_goal(self, goal: int, day: date | None) -> None: ...
    async def note(self, account: Account, what: str, details: dict[str, str], now: datetime) -> None: ...


@handles(SeeGoals)
async def see_all(turn: Turn[Storage], intent: SeeGoals) -> Reply:
    """Reading stores nothing."""
    writes = await permission.may(turn, WriteGoal())
    return Reply(show=words.goals_report(await turn.store.goals(), intent.first, writes=writes))


@handles(SeeGoal)
async def see(turn: Turn[Storage], intent: SeeGoal) -> Reply:
    goal = there(await turn.store.goal(intent.goal))
    trials, earlier = await turn.store.trials_towards(goal.id), await turn.store.earlier(goal.id)
    return Reply(show=words.goal_report(goal, trials, earlier, writes=await permission.may(turn, WriteGoal())))


async def written_by(turn: Turn[Storage], number: int | None) -> Goal | None:
    """The goal, held; None for a new one."""
    return None if number is None else there(await turn.store.hold_goal(number))


@handles(WriteGoal)
async def write(turn: Turn[Storage], intent: WriteGoal) -> Reply:
    """The form, with the goal as it is."""
    goal = await written_by(turn, intent.goal)
    return Reply(show=await form(turn, as_written(goal, turn.language) if goal else SaveGoal()))


def as_written(goal: Goal, language: str) -> SaveGoal:
    """The answers that a goal was made of."""
    measure = goal.measure or Measure("")
    baseline, target = ("" if one is None else number(one, language) for one in (measure.baseline, measure.goal))
    unit = goal.unit.id if goal.unit else None
    return SaveGoal(
        goal.id, goal.area, goal.name, measure.name, measure.unit, baseline, target, unit=unit, until=goal.until
    )


@asks(SaveGoal)
async def form(turn: Turn[Storage], intent: SaveGoal) -> Form:
    goal = await written_by(turn, intent.goal)
    return words.goal_form(intent, goal, await turn.store.units())


@handles(SaveGoal)
async def save(turn: Turn[Storage], intent: SaveGoal) -> Reply:
    """A goal that was changed keeps what it was before."""
    before = await written_by(turn, intent.goal)
    goal = await written_goal(turn, intent, before)
    me = await turn.me()
    if before is None:
        number = await turn.store.write_goal(goal)
        await turn.store.note(me, "goal written", {"goal": str(number), "name": goal.name}, turn.now)
        return Reply(show=words.goal_saved(replace(goal, id=number)))
    if replace(goal, closed_on=before.closed_on, ideas=before.ideas, running=before.running) != before:
        await turn.store.change_goal(goal, before, turn.today)
        await note_changes(turn, me, before, goal)
    return Reply(show=words.goal_saved(goal))


async def note_changes(turn: Turn[Storage], me: Account, before: Goal, now: Goal) -> None:
    """Each thing that differs, from what to what."""
    kept = details(now)
    for setting, old in details(before).items():
        if old != kept[setting]:
            changed = {"goal": str(now.id), "name": now.name, "setting": setting, "before": old, "now": kept[setting]}
            await turn.store.note(me, "goal changed", changed, turn.now)


def details(goal: Goal) -> dict[str, str]:
    """By the fields of the form, as the audit trail keeps it, the same in every language; empty where there is none."""
    measure = goal.measure or Measure("")
    return {
        "name": goal.name,
        "area": str(goal.area),
        "unit": goal.unit.name if goal.unit else "",
        "measure": measure.name,
        "measure_unit": measure.unit,
        "baseline": kept_number(measure.baseline),
        "target": kept_number(measure.goal),
        "until": goal.until.isoformat() if goal.until else "",
    }


def kept_number(value: Decimal | None) -> str:
    """A number as the audit trail keeps it, without needless zeros; empty where there is none."""
    return "" if value is None else f"{value.normalize():f}"


async def written_goal(turn: Turn[Storage], intent: SaveGoal, before: Goal | None) -> Goal:
    """The goal as it was written; refused at the field that is missing or wrong."""
    name, measure, unit_of = (" ".join(one.split()) for one in (intent.name, intent.measure, intent.measure_unit))
    check(name, words.NAME_LIMIT, "name", required=True)
    baseline = check_number(intent.baseline, turn.language, "baseline")
    target = check_number(intent.target, turn.language, "target")
    check(measure, SHORT_LIMIT, "measure", required=bool(unit_of) or baseline is not None or target is not None)
    check(unit_of, SHORT_LIMIT, "measure_unit", required=False)
    until = intent.until
    if until and not (before and before.until == until):
        until = check_day(until, turn.today, "until", longest=LONGEST)
    unit = there(await turn.store.unit(intent.unit), "unit") if intent.unit else None
    measured = Measure(measure, unit_of, baseline, target) if measure else None
    return Goal(before.id if before else 0, intent.area, name, unit, measured, until)


@handles(CloseGoal)
async def close(turn: Turn[Storage], intent: CloseGoal) -> Reply:
    """What aims at it already still says so."""
    return await closed(turn, intent.goal, turn.today)


@handles(ReopenGoal)
async def reopen(turn: Turn[Storage], intent: ReopenGoal) -> Reply:
    return await closed(turn, intent.goal, None)


async def closed(turn: Turn[Storage], number: int, day: date | None) -> Reply:
    """Close a goal on a day, or with None open it again; nothing changes when it is so already."""
    goal = there(await turn.store.hold_goal(number))
    if (goal.closed_on is None) != (day is None):
        await turn.store.close_goal(goal.id, day)
        what = "goal closed" if day else "goal opened again"
        await turn.store.note(await turn.me(), what, {"goal": str(goal.id), "name": goal.name}, turn.now)
    return Reply(show=words.goal_closed(goal) if day else words.goal_open(goal))
