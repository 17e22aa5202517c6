"""What has served its time is forgotten, all of it in one statement."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Delete, bindparam, delete

from storage import models
from storage.repositories.departures import WITHIN
from storage.repositories.session import Session

A, C, D, N, W = models.Audit, models.JoinCode, models.Delivery, models.Notification, models.WrongCode
DELIVERED = timedelta(days=1)
"""So long a delivery may come again."""


@cache
def old() -> dict[type[models.Base], ColumnElement[bool]]:
    """Of each table what has served its time."""
    return {
        A: A.at < bindparam("noted_before"),
        D: D.at < bindparam("delivered_before"),
        N: N.at < bindparam("told_before"),
        C: C.expires_at <= bindparam("now"),
        W: W.expires_at <= bindparam("now"),
    }


def times(now: datetime, noted_before: datetime) -> dict[str, datetime]:
    """By which it is told."""
    before = {"noted_before": noted_before, "delivered_before": now - DELIVERED, "told_before": now - WITHIN}
    return {"now": now, **before}


@cache
def _forgotten() -> Delete:
    first, *others = (delete(table).where(which) for table, which in old().items())
    return first.add_cte(*(one.cte() for one in others))


class Forgetting(Session):
    """Without anybody's doing."""

    async def forget_old(self, now: datetime, noted_before: datetime) -> None:
        """Old deliveries, codes and lines of the trail, wrong codes that no longer count, who was told a minute ago."""
        await self.connection.execute(_forgotten(), times(now, noted_before))
