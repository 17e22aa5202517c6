"""Linked channels, work communities and their people."""

from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Channel, Place, Role, Unit
from storage import models
from storage.repositories.session import Session

C, U, R, A, T = models.Channel, models.Unit, models.Role, models.Account, models.Posting


def _channel(row: Row[Any]) -> Channel:
    place = Place(row.platform, row.home, row.name_there, row.address, name=row.name)
    return Channel(row.id, place, row.language, Unit(row.unit, row.unit_name) if row.unit else None)


def _channels() -> Select[Any]:
    return select(C.__table__, U.name.label("unit_name")).outerjoin(U, U.id == C.unit)


# Built once: see checkins.py.
HERE = _channels().where(
    C.platform == bindparam("platform"), C.home == bindparam("home"), C.name_there == bindparam("name")
)
ROLES = select(R.role, R.account).where(R.unit == bindparam("unit"))


class Channels(Session):
    """What is linked where, and who answers for whom."""

    async def channel(self, place: Place) -> Channel | None:
        """The link of a place, if an admin made one."""
        values = {"platform": place.platform, "home": place.home, "name": place.id}
        row = (await self.connection.execute(HERE, values)).one_or_none()
        return _channel(row) if row else None

    async def channels_for(self, unit: int | None) -> list[Channel]:
        """Where an idea of a unit is shown: its own channels, and those of the whole organisation."""
        rows = await self.connection.execute(_channels().where(or_(C.unit.is_(None), C.unit == unit)).order_by(C.id))
        return [_channel(row) for row in rows]

    async def linked_channels(self) -> list[Channel]:
        """Every channel that shows ideas."""
        return [_channel(row) for row in await self.connection.execute(_channels().order_by(C.id))]

    async def link(self, place: Place, language: str, unit: int | None) -> None:
        """Show ideas here from now on; the copies that hang here speak its language at their next redraw."""
        values = {"address": place.address, "name": place.name, "language": language, "unit": unit}
        key = {"platform": place.platform, "home": place.home, "name_there": place.id}
        statement = upsert(C).values(**key, **values)
        await self.connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
        copies = and_(T.platform == place.platform, T.home == place.home, T.name_there == place.id)
        held = select(T.id).where(copies).order_by(T.id).with_for_update(key_share=True).cte("held")
        await self.connection.execute(update(T).where(T.id == held.c.id).values(language=language))

    async def unlink(self, place: Place) -> bool:
        here = and_(C.platform == place.platform, C.home == place.home, C.name_there == place.id)
        return (await self.connection.execute(delete(C).where(here))).rowcount > 0

    async def unit(self, unit: int) -> Unit | None:
        row = (await self.connection.execute(select(U.id, U.name).where(U.id == unit))).one_or_none()
        return Unit(row.id, row.name) if row else None

    async def units(self) -> list[Unit]:
        rows = await self.connection.execute(select(U.id, U.name))
        return sorted((Unit(row.id, row.name) for row in rows), key=lambda unit: unit.alphabetical)

    async def unit_named(self, name: str) -> Unit:
        """The work community of this name, made if it does not exist; upper and lower case are the same."""
        new = upsert(U).values(name=name).on_conflict_do_nothing()
        await self.connection.execute(new)
        row = (await self.connection.execute(select(U.id, U.name).where(U.folded == func.lower(name)))).one()
        return Unit(row.id, row.name)

    async def give_role(self, unit: int, role: Role, account: int) -> None:
        statement = upsert(R).values(unit=unit, role=role, account=account)
        again = statement.on_conflict_do_update(index_elements=["unit", "role"], set_={"account": account})
        await self.connection.execute(again)

    async def drop_role(self, unit: int, role: Role) -> None:
        await self.connection.execute(delete(R).where(R.unit == unit, R.role == role))

    async def roles(self, unit: int) -> dict[Role, int]:
        """Role → account."""
        rows = await self.connection.execute(ROLES, {"unit": unit})
        return {Role(row.role): row.account for row in rows}

    async def supervised(self, person: int) -> list[Unit]:
        """The work communities that any account of a person supervises."""
        rows = await self.connection.execute(
            select(U.id, U.name)
            .join(R, and_(R.unit == U.id, R.role == Role.SUPERVISOR))
            .join(A, A.id == R.account)
            .where(A.person == person)
            .order_by(U.id)
            .distinct()
        )
        return [Unit(row.id, row.name) for row in rows]
