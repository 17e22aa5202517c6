"""The work communities that ideas would help too, and who said so."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, literal, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Account, Unit
from storage import models
from storage.repositories.groups import grouped
from storage.repositories.session import Session
from storage.repositories.units import NAMES, alphabetical, unit_of

W, U, A, I, R = models.WouldHelp, models.Unit, models.Account, models.Idea, models.Role  # noqa: E741


@cache
def helped() -> Any:
    """The work communities that say that an idea would help them."""
    own = select(I.unit).where(I.id == bindparam("idea")).scalar_subquery()
    return (
        select(U.id.label("unit"), *NAMES)
        .join(W, W.unit == U.id)
        .join(A, A.id == W.account)
        .where(W.idea.in_(grouped()), A.member.is_not(False), U.id.is_distinct_from(own))
        .distinct()
    )


class WouldHelp(Session):
    """Each person says it once of a work community; the card names the work community once."""

    async def say_would_help(self, idea: int, unit: int, account: Account) -> bool:
        """Keep that an idea would help a work community; False if this account said so before."""
        new = upsert(W).values(idea=idea, unit=unit, account=account.id).on_conflict_do_nothing().returning(W.idea)
        return (await self.connection.execute(new)).one_or_none() is not None

    async def take_unit_back(self, idea: int, unit: int, person: int) -> bool:
        """Take back what a person said of an idea and of what was merged into it; False if nothing was there."""
        own = select(A.id).where(A.person == person)
        gone = delete(W).where(W.idea.in_(grouped()), W.unit == unit, W.account.in_(own)).returning(W.account)
        return bool((await self.connection.execute(gone, {"these": [idea]})).all())

    async def helped_units(self, idea: int) -> list[Unit]:
        """The work communities that an idea, or what was merged into it, would help, by their names; never its own.

        What was said by who is no member does not count.
        """
        rows = await self.connection.execute(helped(), {"these": [idea], "idea": idea})
        return alphabetical(rows)

    async def units_around(self, person: int) -> list[Unit]:
        """Where a person probably works: said before, a role of theirs, an idea that they shared with their name."""
        said = select(W.unit, literal(0).label("rank")).join(A, A.id == W.account).where(A.person == person)
        named = select(R.unit, literal(1)).join(A, A.id == R.account).where(A.person == person)
        shared = select(I.unit, literal(2)).join(A, A.id == I.author).where(A.person == person)
        near = said.union(named, shared).subquery()
        query = select(U.id.label("unit"), *NAMES).join(near, near.c.unit == U.id).order_by(near.c.rank, U.id)
        return [unit for row in await self.connection.execute(query) if (unit := unit_of(row))]
