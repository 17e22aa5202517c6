"""Goals, and what aims at them."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, any_, bindparam, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from bot.model import Area, Earlier, Experiment, Goal, Measure, Stage
from storage import models
from storage.repositories.experiments import Experiments, visible_trials
from storage.repositories.many import numbers
from storage.repositories.units import NAMES, unit_of
from storage.repositories.visible import VISIBLE

G, B, M, U, I, E = (  # noqa: E741
    models.Goal,
    models.EarlierGoal,
    models.Aim,
    models.Unit,
    models.Idea,
    models.Experiment,
)
COUNTS = and_(VISIBLE, I.stage != Stage.MERGED)
"""What is hidden or withdrawn counts for no goal; what an idea was merged into counts by itself."""


def _goal(row: Row[Any], number: int, closed_on: date | None = None, ideas: int = 0, running: int = 0) -> Goal:
    return Goal(
        id=number,
        area=Area(row.area),
        name=row.name,
        unit=unit_of(row),
        measure=Measure(row.measure, row.measure_unit, row.baseline, row.target) if row.measure else None,
        until=row.until,
        closed_on=closed_on,
        ideas=ideas,
        running=running,
    )


def goal_of(row: Row[Any]) -> Goal:
    """One row of `_goals`."""
    return _goal(row, row.id, row.closed_on, row.ideas, row.running)


def _written(goal: Goal) -> dict[str, Any]:
    measure = goal.measure or Measure("")
    return {
        "area": goal.area,
        "name": goal.name,
        "unit": goal.unit.id if goal.unit else None,
        "measure": measure.name,
        "measure_unit": measure.unit,
        "baseline": measure.baseline,
        "target": measure.goal,
        "until": goal.until,
    }


@cache
def _goals() -> Select[Any]:
    """Goals with what aims at them."""
    aiming = and_(M.goal == G.id, I.id == M.idea, COUNTS)
    ideas = select(func.count()).select_from(M).join(I, I.id == M.idea).where(aiming).scalar_subquery()
    under_way = select(func.count(E.id)).join(I, I.id == E.idea).join(M, M.idea == I.id).where(aiming, RUNNING)
    counted = (ideas.label("ideas"), under_way.scalar_subquery().label("running"))
    return select(G.__table__, *NAMES, *counted).outerjoin(U, U.id == G.unit)


RUNNING = and_(E.decision.is_(None), ~E.quick)
ORDER = (G.unit.is_not(None), U.name, G.id)


@cache
def _by_id() -> Select[Any]:
    return _goals().where(G.id == bindparam("goal"))


@cache
def _held() -> Select[Any]:
    return _by_id().with_for_update(of=G, key_share=True)


@cache
def _of_idea() -> Select[Any]:
    return _goals().join(M, M.goal == G.id).where(M.idea == bindparam("idea")).order_by(*ORDER)


@cache
def _towards() -> Select[Any]:
    later = aliased(E)
    return (
        visible_trials()
        .join(M, M.idea == I.id)
        .where(M.goal == bindparam("number"), COUNTS, ~E.quick, ~exists().where(later.before == E.id))
        .order_by(E.decision.is_not(None), E.ends_on, E.id)
    )


@cache
def _without_trials() -> Select[Any]:
    theirs = or_(G.unit.is_(None), G.unit == any_(numbers("units")))
    tried = select(M.goal).join(I, I.id == M.idea).join(E, E.idea == I.id).where(COUNTS, RUNNING)
    return (
        select(G.__table__, *NAMES)
        .outerjoin(U, U.id == G.unit)
        .where(G.closed_on.is_(None), theirs, G.id.not_in(tried))
        .order_by(*ORDER)
    )


class Goals(Experiments):
    """Written, changed, closed; and aimed at."""

    async def goals(self) -> list[Goal]:
        """All of them, those of the whole organisation first."""
        return [goal_of(row) for row in await self.connection.execute(_goals().order_by(*ORDER))]

    async def goal(self, goal: int) -> Goal | None:
        row = (await self.connection.execute(_by_id(), {"goal": goal})).one_or_none()
        return goal_of(row) if row else None

    async def hold_goal(self, goal: int) -> Goal | None:
        """The goal, locked: of two changes at once the second one keeps what the first one wrote."""
        row = (await self.connection.execute(_held(), {"goal": goal})).one_or_none()
        return goal_of(row) if row else None

    async def goals_without_trials(self, units: Collection[int]) -> list[Goal]:
        """Open goals of these work communities and of the whole organisation that no trial aims at now.

        How many ideas aim at them is not counted.
        """
        rows = await self.connection.execute(_without_trials(), {"units": list(units)})
        return [_goal(row, row.id) for row in rows]

    async def write_goal(self, goal: Goal) -> int:
        """Store a new one; answers with its number."""
        return (await self.connection.execute(insert(G).values(_written(goal)).returning(G.id))).scalar_one()

    async def change_goal(self, goal: Goal, before: Goal, day: date) -> None:
        """Write a goal anew, and keep what it was before. It must be held."""
        await self.connection.execute(update(G).where(G.id == goal.id).values(_written(goal)))
        await self.connection.execute(insert(B).values(_written(before) | {"goal": goal.id, "changed_on": day}))

    async def close_goal(self, goal: int, day: date | None) -> None:
        """Close a goal on a day; None: it is open again."""
        await self.connection.execute(update(G).where(G.id == goal).values(closed_on=day))

    async def earlier(self, goal: int) -> list[Earlier]:
        """What a goal was, newest first."""
        query = select(B.__table__, *NAMES).outerjoin(U, U.id == B.unit)
        rows = await self.connection.execute(query.where(B.goal == goal).order_by(B.id.desc()))
        return [Earlier(row.changed_on, _goal(row, goal)) for row in rows]

    async def trials_towards(self, goal: int) -> list[Experiment]:
        """The latest rounds of trials of ideas that aim at it, those under way first."""
        return await self._all(_towards(), {"number": goal})

    async def aims_of(self, idea: int) -> list[Goal]:
        """The goals that an idea aims at, closed ones too."""
        return [goal_of(row) for row in await self.connection.execute(_of_idea(), {"idea": idea})]

    async def aim(self, idea: int, goals: Collection[int]) -> None:
        """From now on an idea aims at these. It must be held."""
        await self.connection.execute(delete(M).where(M.idea == idea))
        if goals:
            await self.connection.execute(insert(M), [{"idea": idea, "goal": one} for one in goals])
