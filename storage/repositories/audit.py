"""The audit trail: settings, roles, channels and decisions."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Insert, Select, insert, select

from bot.model import Account, Noted, Person
from storage import models
from storage.repositories.session import Session
from storage.repositories.visible import VISIBLE

L, A, P, I, E, Q, C = (  # noqa: E741
    models.Audit,
    models.Account,
    models.Person,
    models.Idea,
    models.Experiment,
    models.Permit,
    models.Comment,
)


@cache
def _new() -> Insert:
    return insert(L)


@cache
def _lines() -> Select[Any]:
    lines = select(L.__table__, A.person, P.name).outerjoin(A, A.id == L.account).outerjoin(P, P.id == A.person)
    return lines.order_by(L.id.desc())


@cache
def _titles() -> dict[str, tuple[Any, Any]]:
    """What a line may be about, by the name of its detail."""
    return {
        "idea": (I.id, select(I.id, I.title).where(VISIBLE)),
        "experiment": (E.id, select(E.id, I.title).join(I, I.id == E.idea).where(VISIBLE)),
        "permit": (Q.id, select(Q.id, I.title).join(I, I.id == Q.idea).where(VISIBLE)),
        "comment": (C.id, select(C.id, I.title).join(I, I.id == C.idea).where(VISIBLE)),
    }


class Trail(Session):
    """Lines are written, read and forgotten; never changed."""

    async def note(self, account: Account | None, what: str, details: dict[str, str], now: datetime) -> None:
        """One line; without an account, of what a platform told."""
        who = account.id if account else None
        await self.connection.execute(_new(), {"at": now, "account": who, "what": what, "details": details})

    async def trail(self, before: int | None, limit: int) -> list[Noted]:
        """The newest lines, or those before one, with the names that belong to them now."""
        query = _lines().limit(limit) if before is None else _lines().where(L.id < before).limit(limit)
        rows = (await self.connection.execute(query)).all()
        titles = {about: await self._titles(about, [row.details for row in rows]) for about in _titles()}
        people = await self._people([row.details for row in rows])
        return [
            Noted(
                id=row.id,
                at=row.at,
                by=Person(row.person, row.name) if row.person else None,
                what=row.what,
                details=row.details,
                title=next((found.get(row.details[one]) for one, found in titles.items() if one in row.details), None),
                whom=people.get(row.details.get("account", "")),
            )
            for row in rows
        ]

    async def _titles(self, about: str, details: Iterable[dict[str, str]]) -> dict[str, str]:
        if not (numbers := _numbers(about, details)):
            return {}
        number, query = _titles()[about]
        rows = await self.connection.execute(query.where(number.in_(numbers)))
        return {str(row.id): row.title for row in rows}

    async def _people(self, details: Iterable[dict[str, str]]) -> dict[str, Person]:
        if not (numbers := _numbers("account", details)):
            return {}
        query = select(A.id, A.person, P.name).join(P, P.id == A.person).where(A.id.in_(numbers))
        return {str(row.id): Person(row.person, row.name) for row in await self.connection.execute(query)}


def _numbers(name: str, details: Iterable[dict[str, str]]) -> set[int]:
    return {int(one[name]) for one in details if one.get(name, "").isdecimal()}
