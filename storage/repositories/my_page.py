"""One's own page: what one follows, and the welcome that is shown once."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, Update, and_, bindparam, exists, or_, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from bot.model import Account, Hears, Idea
from storage import models
from storage.repositories.ideas import idea_of, visible_ideas
from storage.repositories.session import Session

I, A, F, P = models.Idea, models.Account, models.Follow, models.Person  # noqa: E741


@cache
def followed() -> Any:
    """Other people's ideas that a person follows."""
    own = aliased(A)
    theirs = select(own.id).where(own.person == bindparam("of"))
    others = or_(I.author.is_(None), I.author.not_in(theirs))
    return and_(I.id.in_(select(F.idea).where(F.account.in_(theirs))), others)


@cache
def _newest_followed() -> Select[Any]:
    return visible_ideas().where(followed()).order_by(I.id.desc()).limit(bindparam("most"))


@cache
def _hold() -> Select[Any]:
    return select(P.id).where(P.id == bindparam("of")).with_for_update(key_share=True)


@cache
def _welcome() -> ReturningUpdate[Any]:
    other = aliased(A)
    before = exists().where(other.person == A.person, other.id != A.id, other.welcomed_on.is_not(None))
    return (
        update(A)
        .where(A.id == bindparam("account"), A.welcomed_on.is_(None))
        .values(welcomed_on=bindparam("day"))
        .returning(before.label("before"))
    )


@cache
def _hear() -> Update:
    return update(P).where(P.id == bindparam("of")).values(hears=bindparam("much"))


class MyPages(Session):
    """A person's, whichever of their accounts looks at it."""

    async def followed_by(self, person: int, limit: int) -> list[Idea]:
        """Other people's ideas that a person follows, newest first."""
        rows = await self.connection.execute(_newest_followed(), {"of": person, "most": limit})
        return [idea_of(row) for row in rows]

    async def welcome(self, account: Account, day: date) -> bool:
        """Note that the person has been welcomed; False if they were before, in whichever chat.

        Noted of each account that comes: whoever separates their accounts later is not welcomed again.
        """
        await self.connection.execute(_hold(), {"of": account.person.id})
        row = (await self.connection.execute(_welcome(), {"account": account.id, "day": day})).one_or_none()
        return row is not None and not row.before

    async def hear(self, person: int, much: Hears) -> None:
        """How much of the ideas that they share, follow or support somebody wants to be told."""
        await self.connection.execute(_hear(), {"of": person, "much": much})
