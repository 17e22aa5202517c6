"""Who does what for a work community."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, delete, exists, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import ANSWERING, Account, Handover, Role, Unit
from bot.turn import ASKED_AGAIN, KNOWN_FOR
from storage import models
from storage.jobs import Queue
from storage.repositories.accounts import account_of, accounts, looking_up
from storage.repositories.many import claimed
from storage.repositories.units import NAMES, nearest, unit_of

U, R, A, H = models.Unit, models.Role, models.Account, models.Handover


@cache
def _roles() -> Any:
    there = R.unit.in_(select(nearest(_this()).c.unit))
    roles = select(R.role, R.account).join(A, A.id == R.account)
    return roles.where(there, R.role.in_(ANSWERING), A.member.is_not(False))


def _this() -> Select[Any]:
    return select(bindparam("unit", type_=BigInteger).label("unit"))


@cache
def _consulted(role: Role) -> Select[Any]:
    """From its own nearest work community."""
    there = R.unit.in_(select(nearest(_this(), [role]).c.unit))
    return accounts().join(R, R.account == A.id).where(R.role == role, there, A.member.is_(True)).order_by(A.id)


@cache
def _held() -> Any:
    return select(R.unit, R.role, *NAMES).join(U, U.id == R.unit)


@cache
def unheard_of() -> Select[int]:
    """Whoever has a role and was not looked up lately, nor asked about; nobody to whom nothing leads."""
    stale = or_(A.looked_up_at.is_(None), A.looked_up_at < bindparam("since"))
    quiet = or_(A.asked_at.is_(None), A.asked_at < bindparam("asked_before"))
    return select(A.id).where(stale, quiet, A.member.is_(True), A.address != "", exists().where(R.account == A.id))


@cache
def _asked_about() -> Any:
    due = unheard_of().order_by(A.id).limit(bindparam("most"))
    asked = update(A).where(A.id.in_(claimed(due))).values(asked_at=bindparam("now"))
    return asked.returning(A.id, A.platform, A.home)


class Roles(Queue):
    """Who answers for whom, and who is told."""

    async def give_role(self, unit: int, role: Role, account: int) -> None:
        """Give a role to one account more, or where one holds it, instead of whoever had it."""
        if role in ANSWERING:
            await self.drop_role(unit, role)
        await self.connection.execute(upsert(R).values(unit=unit, role=role, account=account).on_conflict_do_nothing())

    async def drop_role(self, unit: int, role: Role, account: int | None = None) -> None:
        """Take a role from one account, or from everybody."""
        one = R.account == account if account is not None else R.account.is_not(None)
        await self.connection.execute(delete(R).where(R.unit == unit, R.role == role, one))

    async def roles(self, unit: int) -> dict[Role, int]:
        """Role → account, of those who answer for a work community; where nobody does, of the nearest above it."""
        rows = await self.connection.execute(_roles(), {"unit": unit})
        return {Role(row.role): row.account for row in rows}

    async def hold_roles(self, unit: int) -> None:
        """Whoever else names people there, or leaves, waits until the end: or the second would name nobody."""
        await self.connection.execute(select(U.id).where(U.id == unit).with_for_update(key_share=True))

    async def holders(self, unit: int) -> list[tuple[Role, Account]]:
        """Everybody who does something for a unit."""
        query = accounts().add_columns(R.role).join(R, R.account == A.id).where(R.unit == unit)
        rows = await self.connection.execute(query.order_by(R.role, A.id))
        return [(Role(row.role), account_of(row)) for row in rows]

    async def consulted(self, unit: int) -> list[Account]:
        """HR and the shop stewards of a work community; where one of the two is not named, of the nearest above it."""
        found = [await self.connection.execute(_consulted(role), {"unit": unit}) for role in (Role.HR, Role.STEWARD)]
        return [account_of(row) for rows in found for row in rows]

    async def held_by(self, account: int) -> list[tuple[Unit, Role]]:
        """What an account does, and for whom."""
        rows = await self.connection.execute(_held().where(R.account == account).order_by(R.unit, R.role))
        return [(unit, Role(row.role)) for row in rows if (unit := unit_of(row))]

    async def look_up_unheard_of(self, now: datetime, limit: int) -> None:
        """Have them looked up again, all in two statements."""
        moments = {"now": now, "since": now - KNOWN_FOR, "asked_before": now - ASKED_AGAIN, "most": limit}
        rows = (await self.connection.execute(_asked_about(), moments)).all()
        await self.defer_each([looking_up(*row) for row in rows])

    async def role_passed(self, unit: int, role: Role, account: int | None) -> int:
        """Keep that a role has changed hands, or is empty now; answers with the number of the handover."""
        new = insert(H).values(unit=unit, role=role, account=account).returning(H.id)
        return int((await self.connection.execute(new)).scalar_one())

    async def handover(self, number: int) -> Handover | None:
        query = select(H.id, H.role, H.account, H.unit, *NAMES).join(U, U.id == H.unit)
        row = (await self.connection.execute(query.where(H.id == number))).one_or_none()
        unit = unit_of(row) if row else None
        return Handover(row.id, unit, Role(row.role), row.account) if row and unit else None

    async def had_holder(self, unit: int, role: Role) -> bool:
        """Whether somebody has left this role before."""
        query = select(exists().where(H.unit == unit, H.role == role))
        return bool((await self.connection.execute(query)).scalar_one())
