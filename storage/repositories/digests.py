"""Weekly digests: one row for each supervisor and week."""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from storage import models
from storage.repositories.session import Session

D = models.Digest


class Digests(Session):
    """Planned ahead, claimed once."""

    async def plan_digest(self, account: int, monday: date, due_at: datetime) -> None:
        """A digest that waits for its moment; planning it again changes nothing."""
        new = upsert(D).values(account=account, monday=monday, due_at=due_at)
        await self.connection.execute(new.on_conflict_do_nothing())

    async def claim_digests(self, now: datetime, limit: int) -> list[tuple[int, int, date]]:
        """(digest, account, its day) of digests whose moment has come, each claimed once."""
        due = select(D.id).where(D.sent_at.is_(None), D.due_at <= now).order_by(D.due_at).limit(limit)
        claimed = update(D).where(D.id.in_(due.with_for_update(skip_locked=True))).values(sent_at=now)
        rows = await self.connection.execute(claimed.returning(D.id, D.account, D.monday))
        return [(row.id, row.account, row.monday) for row in rows]

    async def digest(self, digest: int) -> tuple[int, date] | None:
        """(account, its day)."""
        row = (await self.connection.execute(select(D.account, D.monday).where(D.id == digest))).one_or_none()
        return (row.account, row.monday) if row else None
