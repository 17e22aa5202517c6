"""Permission cards, and the questions about trials outside them: claimed once, answered once."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, Select, and_, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from bot.model import Account, PermissionCard, Permit, PermitState, Person, Plan, Promise, Role
from storage import models
from storage.repositories.session import Session
from storage.repositories.units import NAMES, unit_of
from storage.repositories.visible import VISIBLE

K, Q, I, U, A, P = (  # noqa: E741
    models.PermissionCard,
    models.Permit,
    models.Idea,
    models.Unit,
    models.Account,
    models.Person,
)
L = models.ScheduledPost


@cache
def _plan() -> TypeAdapter[Plan]:
    return TypeAdapter(Plan)


def _permit(row: Row[Any]) -> Permit:
    return Permit(
        id=row.id,
        idea=row.idea,
        title=row.title,
        unit=unit_of(row),
        plan=_plan().validate_python(row.plan),
        asker=Person(row.person, row.person_name),
        account=row.asker,
        asked_on=row.asked_on,
        answer_by=row.answer_by,
        state=PermitState(row.state),
        step=Role(row.step),
        by=Person(row.by_person, row.by_name) if row.by_person else None,
        reason=row.reason,
        review_on=row.review_on,
        weekly=row.weekly,
    )


@cache
def _permits() -> Select[Any]:
    by, named = aliased(A), aliased(P)
    return (
        select(Q.__table__, I.title, I.unit, *NAMES, A.person, P.name.label("person_name"))
        .add_columns(by.person.label("by_person"), named.name.label("by_name"))
        .join(I, I.id == Q.idea)
        .outerjoin(U, U.id == I.unit)
        .join(A, A.id == Q.asker)
        .join(P, P.id == A.person)
        .outerjoin(by, by.id == Q.decided_by)
        .outerjoin(named, named.id == by.person)
    )


class Permissions(Session):
    """What may be tried without asking, and what is asked."""

    async def permission_card(self, unit: int) -> PermissionCard | None:
        query = select(K.__table__, *NAMES).join(U, U.id == K.unit).where(K.unit == unit)
        row = (await self.connection.execute(query)).one_or_none()
        theirs = unit_of(row) if row else None
        return PermissionCard(theirs, row.cost, row.words, row.days) if row and theirs else None

    async def write_permission_card(self, unit: int, cost: Decimal | None, words: str, days: int) -> None:
        values = {"cost": cost, "words": words, "days": days}
        new = upsert(K).values(unit=unit, **values)
        await self.connection.execute(new.on_conflict_do_update(index_elements=["unit"], set_=values))

    async def drop_permission_card(self, unit: int) -> bool:
        return (await self.connection.execute(delete(K).where(K.unit == unit))).rowcount > 0

    async def ask_permit(self, idea: int, plan: Plan, asker: Account, asked_on: date, promise: Promise) -> int:
        """Keep a question; answers with its number."""
        values = {
            "idea": idea,
            "plan": _plan().dump_python(plan, mode="json"),
            "asker": asker.id,
            "asked_on": asked_on,
            "state": PermitState.WAITING,
            "reason": "",
        } | asdict(promise)
        return (await self.connection.execute(insert(Q).values(values).returning(Q.id))).scalar_one()

    async def permit(self, permit: int) -> Permit | None:
        row = (await self.connection.execute(_permits().where(Q.id == permit))).one_or_none()
        return _permit(row) if row else None

    async def hold_permit(self, permit: int) -> Permit | None:
        """The question, locked: of two answers at once the second one finds it answered."""
        await self.connection.execute(select(Q.id).where(Q.id == permit).with_for_update(key_share=True))
        return await self.permit(permit)

    async def open_permit_of(self, idea: int) -> Permit | None:
        """The question about an idea that waits, or comes back on its review date."""
        still = Q.state.in_([PermitState.WAITING, PermitState.DECLINED])
        query = _permits().where(Q.idea == idea, still).order_by(Q.id.desc()).limit(1)
        row = (await self.connection.execute(query)).one_or_none()
        return _permit(row) if row else None

    async def claim_permits(self, now: datetime, limit: int) -> list[Permit]:
        """Questions whose moment has come, locked until the end: whoever comes second does not see them.

        Those about a hidden idea wait.
        """
        due = select(Q.id).join(I, I.id == Q.idea).where(Q.due_at.is_not(None), Q.due_at <= now, VISIBLE)
        locked = due.order_by(Q.due_at, Q.id).limit(limit).with_for_update(of=Q, skip_locked=True)
        numbers = list((await self.connection.execute(locked)).scalars())
        if not numbers:
            return []
        rows = await self.connection.execute(_permits().where(Q.id.in_(numbers)).order_by(Q.due_at, Q.id))
        return [_permit(row) for row in rows]

    async def ask_next(self, permit: int, promise: Promise) -> None:
        """It waits for an answer again; the reason of an earlier no stays."""
        values = {"state": PermitState.WAITING} | asdict(promise)
        await self.connection.execute(update(Q).where(Q.id == permit).values(values))

    async def rest_permit(self, permit: int, due_at: datetime | None) -> None:
        """Take the same step of a question at `due_at`; None: never."""
        await self.connection.execute(update(Q).where(Q.id == permit).values(due_at=due_at))

    async def close_permit(
        self,
        permit: int,
        state: PermitState,
        by: Account | None = None,
        reason: str = "",
        review: tuple[date, datetime] | None = None,
        plan: Plan | None = None,
    ) -> None:
        """An answer, or a question that was taken back; letters that still wait for an hour leave no more.

        `plan` is what has started.
        """
        day, due_at = review or (None, None)
        values = {"state": state, "decided_by": by.id if by else None, "reason": reason, "review_on": day}
        if plan:
            values["plan"] = _plan().dump_python(plan, mode="json")
        again = {"step": Role.SUPERVISOR, "due_at": due_at}
        await self.connection.execute(update(Q).where(Q.id == permit).values(values | again))
        waiting = and_(L.subject_kind == "permit", L.subject_id == permit)
        await self.connection.execute(delete(L).where(waiting))
