"""Weekly digests: one row for each supervisor and week."""

from datetime import date, datetime

from sqlalchemy import and_, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Digest, Role
from storage import models
from storage.repositories.session import Session

A, D, R = models.Account, models.Digest, models.Role


class Digests(Session):
    """Planned ahead, claimed once."""

    async def plan_digest(self, account: int, since: date, monday: date, due_at: datetime) -> None:
        """A digest that waits for its moment; planning it again changes nothing."""
        new = upsert(D).values(account=account, since=since, monday=monday, due_at=due_at)
        await self.connection.execute(new.on_conflict_do_nothing())

    async def claim_digests(self, now: datetime, limit: int) -> list[Digest]:
        """Digests whose moment has come, each claimed once."""
        due = select(D.id).where(D.sent_at.is_(None), D.due_at <= now).order_by(D.due_at).limit(limit)
        claimed = update(D).where(D.id.in_(due.with_for_update(skip_locked=True))).values(sent_at=now)
        rows = await self.connection.execute(claimed.returning(D.id, D.account, D.since, D.monday))
        return [Digest(row.id, row.account, row.since, row.monday) for row in rows]

    async def digest(self, digest: int) -> Digest | None:
        query = select(D.id, D.account, D.since, D.monday).where(D.id == digest)
        row = (await self.connection.execute(query)).one_or_none()
        return Digest(row.id, row.account, row.since, row.monday) if row else None

    async def first_supervisor(self, person: int) -> int | None:
        """The one account of a person, of those that supervise, which gets the digest of them all."""
        supervising = and_(R.account == A.id, R.role == Role.SUPERVISOR)
        query = select(func.min(A.id)).join(R, supervising).where(A.person == person)
        return (await self.connection.execute(query)).scalar_one()
