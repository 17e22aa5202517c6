"""Support: one for each account and idea, counted once for each person."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, bindparam, delete, exists, literal, select

from bot.model import Account, Idea
from storage import models
from storage.repositories.accounts import Accounts, pointer
from storage.repositories.giving import given, row_of
from storage.repositories.groups import merged, successors
from storage.repositories.ideas import Ideas, goes_on, idea_of
from storage.repositories.many import packed

I, A, S = models.Idea, models.Account, models.Support  # noqa: E741
IDEA = bindparam("of_idea", type_=BigInteger())


@cache
def _supports() -> Any:
    """By any of the person's accounts, also what was merged into the idea or what that was merged into."""
    group = select(merged(select(successors([IDEA]).c.id)).c.id)
    theirs = select(S.idea).join(A, A.id == S.account).where(A.person == bindparam("person"), S.idea.in_(group))
    return select(exists(theirs))


@cache
def _give() -> Any:
    told, grown = given()
    return select(told).add_cte(grown)


@cache
def _held() -> Any:
    """The pointer is held before the idea, which is held last of all."""
    whose = pointer().cte("pointer")
    held = (whose.c.person.label("points_to"), whose.c.member.label("is_member"))
    return goes_on().add_columns(*held).join(whose, literal(True))


class Supports(Ideas, Accounts):
    """Giving and taking back."""

    async def hold_both(self, account: Account, idea: int) -> tuple[Account, Idea | None]:
        """An account as it is now, whose pointer stays until the end, and then what an idea goes on as, held too."""
        row = (await self.connection.execute(_held(), {"account": account.id, "idea": idea})).one_or_none()
        # Nearly always nobody has just joined it, and nothing has been merged.
        if row and (row.points_to, row.is_member) == (account.person.id, account.member):
            return account, idea_of(row)
        return await self.hold_pointer(account), await self.hold_successor(idea)

    async def give_support(self, idea: int, account: Account, day: date) -> tuple[bool, bool]:
        """Store one account's support: whether its person supported the idea already, and whether this one is new.

        Its pointer and then the idea must be held.
        """
        rows = packed([row_of(idea, account, day)])
        row = (await self.connection.execute(_give(), {"given": rows, "at": None})).one()
        return row.already, row.given

    async def supports(self, idea: int, person: int) -> bool:
        """Whether somebody supports it."""
        return bool((await self.connection.execute(_supports(), {"of_idea": idea, "person": person})).scalar_one())

    async def drop_support(self, idea: int, account: Account) -> bool:
        """Take back what any account of this person gave to it and to what was merged into it; False if nothing was
        there. The idea must be held.
        """
        own = select(A.id).where(A.person == account.person.id)
        group = select(merged([idea]).c.id)
        gone = delete(S).where(S.idea.in_(group), S.account.in_(own)).returning(S.idea)
        taken = set((await self.connection.execute(gone)).scalars())
        if taken:
            await self.recount(sorted(taken))
        return bool(taken)
