"""Trials, and who joined them."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, any_, bindparam, delete, exists, func, insert, select, update
from sqlalchemy.orm import aliased

from bot.model import Account, Cadence, Decision, Effect, Experiment, Measure, Person, Plan, Stage
from storage import models
from storage.repositories.checkins import latest_answers
from storage.repositories.many import numbers
from storage.repositories.session import Session
from storage.repositories.units import NAMES, unit_of
from storage.repositories.visible import VISIBLE

E, C, I, A, P, U = (  # noqa: E741
    models.Experiment,
    models.CheckIn,
    models.Idea,
    models.Account,
    models.Person,
    models.Unit,
)
J = models.Joining


def _plan(row: Row[Any]) -> Plan:
    measure = Measure(row.measure, row.measure_unit, row.baseline, row.goal) if row.measure else None
    return Plan(
        what=row.what,
        why=row.why,
        measure=measure,
        ends_on=row.ends_on,
        stop_if=row.stop_if,
        affected=row.affected,
        cadence=Cadence(row.cadence),
        cooperation=row.cooperation,
        quick=row.quick,
    )


def _effect(row: Row[Any]) -> Effect | None:
    return (
        None if row.effect is None else Effect(row.effect, bool(row.effect_or_more), bool(row.effect_time), row.worse)
    )


def _values(plan: Plan) -> dict[str, Any]:
    measure = plan.measure or Measure("")
    return {
        "what": plan.what,
        "why": plan.why,
        "measure": measure.name,
        "measure_unit": measure.unit,
        "baseline": measure.baseline,
        "goal": measure.goal,
        "stop_if": plan.stop_if,
        "affected": plan.affected,
        "cadence": plan.cadence,
        "cooperation": plan.cooperation,
        "quick": plan.quick,
        "ends_on": plan.ends_on,
    }


@cache
def _experiments() -> Select[Any]:
    joiner = aliased(A)
    joined = (
        select(func.count(joiner.person.distinct()))
        .join(J, J.account == joiner.id)
        .where(J.experiment == E.id, joiner.member.is_not(False))
        .scalar_subquery()
    )
    other = aliased(A)
    still = exists().where(other.person == A.person, other.member.is_not(False))
    return (
        select(E.__table__, I.title, I.stage, I.unit, *NAMES, A.person, P.name.label("person_name"))
        .add_columns(joined.label("joined"), _round().label("round"), (~still).label("left"))
        .join(I, I.id == E.idea)
        .outerjoin(U, U.id == I.unit)
        .join(A, A.id == E.owner)
        .join(P, P.id == A.person)
    )


def _round() -> Any:
    """The trials of one idea follow each other: each is a new round of the one before."""
    earlier = aliased(E)
    return select(func.count()).where(earlier.idea == E.idea, earlier.id <= E.id).scalar_subquery()


@cache
def visible_trials() -> Select[Any]:
    """Every list of trials of several ideas starts from these."""
    return _experiments().where(VISIBLE)


@cache
def _these() -> Select[Any]:
    return _experiments().where(E.id == any_(numbers("these")))


@cache
def _of_idea() -> Select[Any]:
    return _experiments().where(E.idea == bindparam("number")).order_by(E.id.desc())


class Experiments(Session):
    """Starting, joining and deciding."""

    async def start(self, idea: int, plan: Plan, owner: Account, starts_on: date, before: int | None = None) -> int:
        """Store a trial; answers with its number. `before`: the round that it continues."""
        values = _values(plan) | {"idea": idea, "owner": owner.id, "starts_on": starts_on, "before": before}
        return (await self.connection.execute(insert(E).values(values).returning(E.id))).scalar_one()

    async def experiment(self, experiment: int) -> Experiment | None:
        return (await self.experiments([experiment])).get(experiment)

    async def experiments(self, these: Sequence[int]) -> dict[int, Experiment]:
        """Those that are there, by their numbers."""
        return {one.id: one for one in await self._all(_these(), {"these": list(these)})}

    async def hold_experiment(self, experiment: int) -> Experiment | None:
        """The trial, locked: two answers or decisions at once come one after the other."""
        await self.connection.execute(select(E.id).where(E.id == experiment).with_for_update(key_share=True))
        return await self.experiment(experiment)

    async def experiments_of(self, idea: int) -> list[Experiment]:
        """All trials of an idea, newest first."""
        return await self._all(_of_idea(), {"number": idea})

    async def decide(self, experiment: int, decision: Decision, effect: Effect | None = None) -> None:
        """The end of a trial: nothing more is asked about it."""
        values: dict[str, object] = {"decision": decision}
        if effect:
            values |= {"effect": effect.amount, "effect_or_more": effect.or_more}
            values |= {"effect_time": effect.time, "worse": effect.worse}
        await self.connection.execute(update(E).where(E.id == experiment).values(values))
        await self.connection.execute(delete(C).where(C.experiment == experiment, C.asked_on.is_(None)))
        asked = and_(C.experiment == experiment, C.due_at.is_not(None))
        await self.connection.execute(update(C).where(asked).values(due_at=None))

    async def owner_of(self, experiment: int) -> int | None:
        """The owner's account."""
        return (await self.connection.execute(select(E.owner).where(E.id == experiment))).scalar_one_or_none()

    async def _all(self, query: Select[Any], values: dict[str, Any] | None = None) -> list[Experiment]:
        rows = (await self.connection.execute(query, values)).all()
        latest = await latest_answers(self.connection, [row.id for row in rows]) if rows else {}
        return [
            Experiment(
                id=row.id,
                idea=row.idea,
                title=row.title,
                unit=unit_of(row),
                plan=_plan(row),
                owner=Person(row.person, row.person_name),
                starts_on=row.starts_on,
                decision=Decision(row.decision) if row.decision else None,
                latest=latest.get(row.id),
                joined=row.joined,
                round=row.round,
                left=row.left,
                withdrawn=row.stage == Stage.WITHDRAWN,
                effect=_effect(row),
            )
            for row in rows
        ]
