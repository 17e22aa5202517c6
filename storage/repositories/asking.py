"""At the door: who asks, where, and whether for the first time, with one question."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import DateTime, LargeBinary, bindparam, cast, exists, literal, or_, select
from sqlalchemy.dialects.postgresql import insert

from bot.model import Asking, Place
from storage import models
from storage.repositories.accounts import Accounts, account_of, by_place
from storage.repositories.organisation import labelled

C, D = models.Channel, models.Delivery


@cache
def _asked() -> Any:
    key, at = cast(bindparam("delivered"), LargeBinary()), bindparam("at", type_=DateTime(timezone=True))
    told = insert(D).from_select(["key", "at"], select(key, at).where(key.is_not(None)))
    new = told.on_conflict_do_nothing().returning(D.at).cte("new")
    here = (C.platform == bindparam("platform"), C.home == bindparam("home"), C.name_there == bindparam("channel"))
    spoken = select(C.language).where(*here).scalar_subquery().label("spoken")
    first = or_(key.is_(None), exists(select(literal(1)).select_from(new))).label("first")
    return by_place().add_columns(spoken, first)


class Askings(Accounts):
    """What every request asks first."""

    async def asking(self, own: Place, place: Place | None, delivery: bytes | None, now: datetime) -> Asking:
        """The keyed hash of a delivery is kept a day, and handled once."""
        who = {"platform": own.platform, "home": own.home, "name_there": own.id}
        where = {"channel": place.id if place else None, "delivered": delivery, "at": now}
        row = (await self.connection.execute(_asked(), who | where)).one()
        self._keep(labelled(row))
        return Asking(account_of(row) if row.id is not None else None, row.spoken, row.first)
