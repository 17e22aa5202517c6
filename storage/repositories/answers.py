"""Promised answers: whose day has passed, claimed once; and what was answered."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Delete, and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import OPEN, Account, Change, Role
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.history import change_of, changes
from storage.repositories.session import Session

I, A, H, L, N = models.Idea, models.Account, models.Change, models.ScheduledPost, models.Promised  # noqa: E741
TOLD = ("overdue", "awaited")
"""What is told of a promise whose day has passed."""


@cache
def _answer_of() -> Any:
    return changes().where(H.idea == bindparam("number"), H.answer.is_not(None)).order_by(H.id.desc()).limit(1)


@cache
def _settled() -> Delete:
    return delete(N).where(
        N.due_at <= bindparam("now"),
        exists().where(I.id == N.idea, or_(I.stage.not_in(OPEN), I.answered_on.is_not(None))),
    )


class Answers(Session):
    """A row for each idea that somebody is still to be told about."""

    async def await_answer(self, idea: int, step: Role, due_at: datetime) -> None:
        """Note who is told at `due_at`, if there is no answer by then."""
        values = {"step": step, "due_at": due_at}
        new = upsert(N).values(idea=idea, **values)
        await self.connection.execute(new.on_conflict_do_update(index_elements=["idea"], set_=values))

    async def claim_awaited(self, now: datetime, limit: int) -> Sequence[tuple[int, Role]]:
        """Those whose moment has come, locked until the end; what has been answered or tried is owed no more."""
        await self.connection.execute(_settled(), {"now": now})
        due = select(N.idea, N.step).where(N.due_at <= now).order_by(N.due_at, N.idea).limit(limit)
        rows = await self.connection.execute(due.with_for_update(skip_locked=True))
        return [(row.idea, Role(row.step)) for row in rows]

    async def tell_no_more(self, idea: int) -> None:
        """Nobody more is told that an idea awaits its answer."""
        await self.connection.execute(delete(N).where(N.idea == idea))

    async def keep_promise(self, idea: int, day: date) -> None:
        """It is answered: nobody is told any more, and letters that wait for an hour do not leave."""
        await self.connection.execute(update(I).where(I.id == idea).values(answered_on=day))
        await self.tell_no_more(idea)
        waiting = and_(L.subject_kind.in_(TOLD), L.subject_id == idea)
        await self.connection.execute(delete(L).where(waiting))

    async def answer_of(self, idea: int) -> Change | None:
        """The latest answer to an idea."""
        row = (await self.connection.execute(_answer_of(), {"number": idea})).one_or_none()
        return change_of(row) if row else None

    async def accounts_with(self, email_keys: Collection[str]) -> list[Account]:
        """One account for each member with one of these e-mails."""
        first = select(func.min(A.id)).where(A.email_key.in_(email_keys), A.member.is_(True)).group_by(A.person)
        rows = await self.connection.execute(accounts().where(A.id.in_(first)).order_by(A.id))
        return [account_of(row) for row in rows]
