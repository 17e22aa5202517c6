"""What has served its time is forgotten, all of it in one statement."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete

from storage import models
from storage.repositories.session import Session

A, C, D, W = models.Audit, models.JoinCode, models.Delivery, models.WrongCode
DELIVERED = timedelta(days=1)
"""So long a delivery may come again."""
# Built once: see checkins.py.
OLD = delete(A).where(A.at < bindparam("noted_before"))
OLD = OLD.add_cte(
    delete(D).where(D.at < bindparam("delivered_before")).cte("deliveries"),
    delete(C).where(C.expires_at <= bindparam("now")).cte("codes"),
    delete(W).where(W.expires_at <= bindparam("now")).cte("wrong_codes"),
)


class Forgetting(Session):
    """Without anybody's doing."""

    async def forget_old(self, now: datetime, noted_before: datetime) -> None:
        """Deliveries of yesterday, codes that have expired, wrong ones that no longer count, old lines of the trail."""
        moments = {"now": now, "noted_before": noted_before, "delivered_before": now - DELIVERED}
        await self.connection.execute(OLD, moments)
