"""Comments, and what a card shows of what people say."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, literal, select, update

from bot.model import Account, Comment, Person, Signals
from storage import models
from storage.repositories.groups import grouped
from storage.repositories.would_help import WouldHelp

C, A, P, M, G = models.Comment, models.Account, models.Person, models.Aim, models.Goal
LATEST = 2
"""So many comments a card shows."""
I, Q = models.Idea, models.Challenge  # noqa: E741


@cache
def _aims() -> Any:
    """What an idea aims at and answers."""
    return (
        select(G.name, literal(True).label("goal"), G.id)
        .join(M, M.goal == G.id)
        .where(M.idea == bindparam("idea"))
        .union_all(
            select(Q.question, literal(False), Q.id).join(I, I.challenge == Q.id).where(I.id == bindparam("idea"))
        )
        .order_by("id")
    )


def _comment(row: Row[Any]) -> Comment:
    text = "" if row.hidden else row.text
    return Comment(row.id, row.idea, Person(row.person, row.name), text, row.written_on, row.hidden, row.edited_on)


def _comments() -> Select[Any]:
    return select(C.__table__, A.person, P.name).join(A, A.id == C.account).join(P, P.id == A.person)


@cache
def _together() -> Select[Any]:
    return _comments().where(C.idea.in_(grouped())).limit(bindparam("most"))


@cache
def _said() -> Select[Any]:
    return _together().order_by(C.id.desc())


@cache
def _before() -> Select[Any]:
    return _said().where(C.id < bindparam("before"))


@cache
def _last() -> Select[Any]:
    total = select(func.count()).where(C.idea.in_(grouped())).scalar_subquery().label("total")
    return _together().add_columns(total).order_by(C.hidden, C.id.desc())


class Comments(WouldHelp):
    """Writing and reading them."""

    async def add_comment(self, idea: int, account: Account, text: str, day: date) -> Comment:
        values = {"idea": idea, "account": account.id, "text": text, "written_on": day, "hidden": False}
        new = (await self.connection.execute(insert(C).values(values).returning(C.id))).scalar_one()
        return Comment(new, idea, account.person, text, day)

    async def comment(self, comment: int) -> Comment | None:
        row = (await self.connection.execute(_comments().where(C.id == comment))).one_or_none()
        return _comment(row) if row else None

    async def edit_comment(self, comment: int, text: str, day: date) -> None:
        """Its author's own words, changed on a day."""
        await self.connection.execute(update(C).where(C.id == comment).values(text=text, edited_on=day))

    async def comments(self, idea: int, limit: int, before: int | None = None) -> list[Comment]:
        """Newest first, also of what was merged into the idea; only those older than the comment `before`."""
        values = {"these": [idea], "most": limit, "before": before}
        said = _said() if before is None else _before()
        return [_comment(row) for row in await self.connection.execute(said, values)]

    async def signals(self, idea: int) -> Signals:
        """What the idea's card shows of what people say; what is hidden is only counted."""
        rows = (await self.connection.execute(_last(), {"these": [idea], "most": LATEST})).all()
        latest = tuple(_comment(row) for row in reversed(rows) if not row.hidden)
        aims = (await self.connection.execute(_aims(), {"idea": idea})).all()
        return Signals(
            units=tuple(await self.helped_units(idea)),
            comments=rows[0].total if rows else 0,
            latest=latest,
            goals=tuple(one.name for one in aims if one.goal),
            challenge=next((one.name for one in aims if not one.goal), ""),
        )
