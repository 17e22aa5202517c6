"""The audit trail: settings, roles, channels and decisions."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert

from bot.model import Account
from storage import models
from storage.repositories.session import Session

L = models.Audit
NEW = insert(L)
OLD = delete(L).where(L.at < bindparam("before"))


class Trail(Session):
    """Lines are written, read and forgotten; never changed."""

    async def note(self, account: Account | None, what: str, details: dict[str, str], now: datetime) -> None:
        """One line; without an account, of what a platform told."""
        who = account.id if account else None
        await self.connection.execute(NEW, {"at": now, "account": who, "what": what, "details": details})

    async def forget_audit(self, before: datetime) -> None:
        """Lines that are older."""
        await self.connection.execute(OLD, {"before": before})
