"""Comments, and what a card shows of what people say."""

from datetime import date
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, literal, select

from bot.model import Account, Comment, Person, Signals
from storage import models
from storage.repositories.would_help import WouldHelp

C, A, P, M, G = models.Comment, models.Account, models.Person, models.Aim, models.Goal
LATEST = 2
"""So many comments a card shows."""
I, Q = models.Idea, models.Challenge  # noqa: E741
AIMS = (
    select(G.name, literal(True).label("goal"), G.id)
    .join(M, M.goal == G.id)
    .where(M.idea == bindparam("idea"))
    .union_all(select(Q.question, literal(False), Q.id).join(I, I.challenge == Q.id).where(I.id == bindparam("idea")))
    .order_by("id")
)
"""What an idea aims at and answers."""


def _comment(row: Row[Any]) -> Comment:
    return Comment(row.id, row.idea, Person(row.person, row.name), row.text, row.written_on)


def _comments() -> Select[Any]:
    return select(C.__table__, A.person, P.name).join(A, A.id == C.account).join(P, P.id == A.person)


class Comments(WouldHelp):
    """Writing and reading them."""

    async def add_comment(self, idea: int, account: Account, text: str, day: date) -> Comment:
        values = {"idea": idea, "account": account.id, "text": text, "written_on": day}
        new = (await self.connection.execute(insert(C).values(values).returning(C.id))).scalar_one()
        return Comment(new, idea, account.person, text, day)

    async def comment(self, comment: int) -> Comment | None:
        row = (await self.connection.execute(_comments().where(C.id == comment))).one_or_none()
        return _comment(row) if row else None

    async def comments(self, idea: int, limit: int, before: int | None = None) -> list[Comment]:
        """Newest first; only those older than the comment `before`."""
        query = _comments().where(C.idea == idea).order_by(C.id.desc()).limit(limit)
        if before is not None:
            query = query.where(C.id < before)
        return [_comment(row) for row in await self.connection.execute(query)]

    async def signals(self, idea: int) -> Signals:
        """What the idea's card shows of what people say."""
        total = select(func.count()).where(C.idea == idea).scalar_subquery()
        newest = _comments().add_columns(total.label("total")).where(C.idea == idea)
        rows = (await self.connection.execute(newest.order_by(C.id.desc()).limit(LATEST))).all()
        latest = tuple(_comment(row) for row in reversed(rows))
        aims = (await self.connection.execute(AIMS, {"idea": idea})).all()
        return Signals(
            units=tuple(await self.helped_units(idea)),
            comments=rows[0].total if rows else 0,
            latest=latest,
            goals=tuple(one.name for one in aims if one.goal),
            challenge=next((one.name for one in aims if not one.goal), ""),
        )
