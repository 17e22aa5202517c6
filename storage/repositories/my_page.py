"""One's own page: what one follows, and the welcome that is shown once."""

from datetime import date

from sqlalchemy import and_, bindparam, exists, or_, select, update
from sqlalchemy.orm import aliased

from bot.model import Account, Hears, Idea
from storage import models
from storage.repositories.ideas import VISIBLE_IDEAS, idea_of
from storage.repositories.session import Session

I, A, F, P = models.Idea, models.Account, models.Follow, models.Person  # noqa: E741
OWN, OTHER = aliased(A), aliased(A)
THEIRS = select(OWN.id).where(OWN.person == bindparam("of"))
FOLLOWED = and_(I.id.in_(select(F.idea).where(F.account.in_(THEIRS))), or_(I.author.is_(None), I.author.not_in(THEIRS)))
"""Other people's ideas that a person follows."""
NEWEST_FOLLOWED = VISIBLE_IDEAS.where(FOLLOWED).order_by(I.id.desc()).limit(bindparam("most"))
HOLD = select(P.id).where(P.id == bindparam("of")).with_for_update(key_share=True)
BEFORE = exists().where(OTHER.person == A.person, OTHER.id != A.id, OTHER.welcomed_on.is_not(None))
WELCOME = (
    update(A)
    .where(A.id == bindparam("account"), A.welcomed_on.is_(None))
    .values(welcomed_on=bindparam("day"))
    .returning(BEFORE.label("before"))
)
HEAR = update(P).where(P.id == bindparam("of")).values(hears=bindparam("much"))


class MyPages(Session):
    """A person's, whichever of their accounts looks at it."""

    async def followed_by(self, person: int, limit: int) -> list[Idea]:
        """Other people's ideas that a person follows, newest first."""
        rows = await self.connection.execute(NEWEST_FOLLOWED, {"of": person, "most": limit})
        return [idea_of(row) for row in rows]

    async def welcome(self, account: Account, day: date) -> bool:
        """Note that the person has been welcomed; False if they were before, in whichever chat.

        Noted of each account that comes: whoever separates their accounts later is not welcomed again.
        """
        await self.connection.execute(HOLD, {"of": account.person.id})
        row = (await self.connection.execute(WELCOME, {"account": account.id, "day": day})).one_or_none()
        return row is not None and not row.before

    async def hear(self, person: int, much: Hears) -> None:
        """How much of the ideas that they share, follow or support somebody wants to be told."""
        await self.connection.execute(HEAR, {"of": person, "much": much})
