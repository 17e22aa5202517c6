"""What has served its time is forgotten, all of it in one statement."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Delete, bindparam, delete

from storage import models
from storage.repositories.departures import WITHIN
from storage.repositories.session import Session

A, C, D, N, W = models.Audit, models.JoinCode, models.Delivery, models.Notification, models.WrongCode
DELIVERED = timedelta(days=1)
"""So long a delivery may come again."""


@cache
def _old() -> Delete:
    old = delete(A).where(A.at < bindparam("noted_before"))
    return old.add_cte(
        delete(D).where(D.at < bindparam("delivered_before")).cte("deliveries"),
        delete(N).where(N.at < bindparam("told_before")).cte("notifications"),
        delete(C).where(C.expires_at <= bindparam("now")).cte("codes"),
        delete(W).where(W.expires_at <= bindparam("now")).cte("wrong_codes"),
    )


class Forgetting(Session):
    """Without anybody's doing."""

    async def forget_old(self, now: datetime, noted_before: datetime) -> None:
        """Old deliveries, codes and lines of the trail, wrong codes that no longer count, who was told a minute ago."""
        before = {"noted_before": noted_before, "delivered_before": now - DELIVERED, "told_before": now - WITHIN}
        await self.connection.execute(_old(), {"now": now, **before})
