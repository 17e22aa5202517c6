"""What people report: one complaint for each thing, whose reports are nobody's to see."""

from typing import Any

from sqlalchemy import Select, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Account, Complaint, ComplaintState, Subject
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.session import Session

N, V, A = models.Complaint, models.Report, models.Account
LATEST = 5
"""So many are quoted."""


class Reports(Session):
    """Each person reports a thing once, from whichever chat."""

    async def has_reported(self, thing: Subject, person: int) -> bool:
        query = select(func.count()).select_from(V).join(N, N.id == V.complaint).join(A, A.id == V.account)
        query = query.where(_of(thing), A.person == person)
        return bool((await self.connection.execute(query)).scalar_one())

    async def report(self, thing: Subject, idea: int, account: Account, sort: str, why: str) -> tuple[Complaint, bool]:
        """Store one; answers also whether the complaint is new, or had been dealt with before."""
        new = upsert(N).values(kind=thing.kind, number=thing.id, idea=idea, state=ComplaintState.WAITING)
        made = (await self.connection.execute(new.on_conflict_do_nothing().returning(N.id))).scalar_one_or_none()
        before = (await self.connection.execute(select(N.id, N.state).where(_of(thing)).with_for_update())).one()
        if before.state != ComplaintState.WAITING:
            await self.set_complaint(before.id, ComplaintState.WAITING)
        values = {"complaint": before.id, "account": account.id, "sort": sort, "why": why, "told": False}
        await self.connection.execute(upsert(V).values(values).on_conflict_do_nothing())
        found = await self.complaint(before.id)
        if found is None:
            raise LookupError("a complaint that was just stored is not there")
        return found, made is not None or before.state != ComplaintState.WAITING

    async def complaint(self, complaint: int) -> Complaint | None:
        return await self._complaint(select(N.__table__).where(N.id == complaint))

    async def hold_complaint(self, complaint: int) -> Complaint | None:
        """A complaint, locked: of two answers at once the second one finds it dealt with."""
        return await self._complaint(select(N.__table__).where(N.id == complaint).with_for_update())

    async def complaint_about(self, thing: Subject) -> Complaint | None:
        return await self._complaint(select(N.__table__).where(_of(thing)).with_for_update())

    async def _complaint(self, query: Select[Any]) -> Complaint | None:
        row = (await self.connection.execute(query)).one_or_none()
        if row is None:
            return None
        said = select(V.sort, V.why, func.count().over().label("total")).where(V.complaint == row.id)
        rows = (await self.connection.execute(said.order_by(V.id.desc()).limit(LATEST))).all()
        told = tuple((one.sort, one.why) for one in reversed(rows))
        count = rows[0].total if rows else 0
        return Complaint(row.id, Subject(row.kind, row.number), row.idea, ComplaintState(row.state), count, told)

    async def set_complaint(self, complaint: int, state: ComplaintState) -> None:
        await self.connection.execute(update(N).where(N.id == complaint).values(state=state))

    async def tell_reporters(self, complaint: int) -> list[tuple[Account, int]]:
        """Whoever has not heard yet what became of it, each with the number of their report; they count as told."""
        waiting = update(V).where(V.complaint == complaint, V.told.is_(False)).values(told=True)
        rows = (await self.connection.execute(waiting.returning(V.id, V.account))).all()
        people = await self.connection.execute(accounts().where(A.id.in_([row.account for row in rows])))
        found = {row.id: account_of(row) for row in people}
        return [(found[row.account], row.id) for row in rows]

    async def complaint_of_report(self, report: int) -> Complaint | None:
        one = select(V.complaint).where(V.id == report).scalar_subquery()
        return await self._complaint(select(N.__table__).where(N.id == one))


def _of(thing: Subject) -> Any:
    return and_(N.kind == thing.kind, N.number == thing.id)
