"""Of which kinds something may be due: asked in one statement, for most minutes have nothing."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, or_, select

from bot.turn import ASKED_AGAIN, KNOWN_FOR
from storage import models
from storage.repositories.channels import untold_of
from storage.repositories.digests import unplanned
from storage.repositories.forgetting import old, times
from storage.repositories.roles import unheard_of
from storage.repositories.session import Session
from storage.repositories.steering import leaders

D, L = models.Digest, models.OverviewLetter
NOW: Any = bindparam("now")


def _passed(moment: Any, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(moment <= NOW, *more)


@cache
def waiting() -> dict[str, ColumnElement[bool]]:
    """By the kind of what may be due."""
    return {
        "checkins": _passed(models.CheckIn.due_at),
        "permits": _passed(models.Permit.due_at),
        "reviews": _passed(models.Review.due_at),
        "promises": _passed(models.Promised.due_at),
        "challenges": _passed(models.Challenge.due_at),
        "letters": _passed(models.ScheduledPost.due_at),
        "readers": exists().select_from(unplanned()),
        "digests": _passed(D.due_at, D.sent_at.is_(None)),
        "leaders": leaders().exists(),
        "overviews": _passed(L.due_at, L.sent_at.is_(None)),
        "hidings": _passed(models.Hiding.due_at),
        "accounts": unheard_of().exists(),
        "channels": untold_of().exists(),
        "old": or_(*(exists().where(one) for one in old().values())),
    }


@cache
def _which() -> Any:
    return select(*(one.label(kind) for kind, one in waiting().items()))


class Dues(Session):
    """Whoever claims asks again, and more exactly: what is hidden waits, and another bot may have been quicker."""

    async def due(self, now: datetime, admins: Collection[str], noted_before: datetime) -> frozenset[str]:
        """The kinds of which something may be due."""
        lately = {"since": now - KNOWN_FOR, "asked_before": now - ASKED_AGAIN}
        moments = {**times(now, noted_before), **lately, "keys": list(admins)}
        row = (await self.connection.execute(_which(), moments)).one()
        return frozenset(kind for kind, waits in row._mapping.items() if waits)
