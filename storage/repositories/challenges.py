"""Challenges, and the ideas that answer them."""

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, exists, func, insert, select, update

from bot.model import OPEN, Account, Challenge, Idea, Person, Stage
from storage import models
from storage.repositories.ideas import idea_of, visible_ideas
from storage.repositories.session import Session

C, I, E, A, P = (  # noqa: E741
    models.Challenge,
    models.Idea,
    models.Experiment,
    models.Account,
    models.Person,
)


def _challenge(row: Row[Any]) -> Challenge:
    return Challenge(
        id=row.id,
        question=row.question,
        about=row.about,
        asker=Person(row.person, row.person_name),
        account=row.asker,
        asked_on=row.asked_on,
        ends_on=row.ends_on,
        ended_on=row.ended_on,
        answers=row.answers,
        tried=row.tried,
    )


@cache
def _challenges() -> Select[Any]:
    answering = and_(I.challenge == C.id, I.stage != Stage.WITHDRAWN)
    answers = select(func.count()).where(answering).scalar_subquery()
    tried = select(func.count()).where(answering, exists().where(E.idea == I.id)).scalar_subquery()
    return (
        select(C.__table__, A.person, P.name.label("person_name"))
        .add_columns(answers.label("answers"), tried.label("tried"))
        .join(A, A.id == C.asker)
        .join(P, P.id == A.person)
    )


@cache
def _by_id() -> Select[Any]:
    return _challenges().where(C.id == bindparam("challenge"))


@cache
def _held() -> Select[Any]:
    return _by_id().with_for_update(of=C, key_share=True)


@cache
def _without_reply() -> Select[Any]:
    return (
        visible_ideas()
        .where(I.challenge == bindparam("challenge"), I.stage.in_(OPEN), I.answered_on.is_(None))
        .order_by(I.id)
    )


class Challenges(Session):
    """Asked, answered, over."""

    async def ask_challenge(
        self, question: str, about: str, asker: Account, asked_on: date, ends_on: date, due_at: datetime
    ) -> int:
        """Keep a challenge; answers with its number."""
        values = {
            "question": question,
            "about": about,
            "asker": asker.id,
            "asked_on": asked_on,
            "ends_on": ends_on,
            "due_at": due_at,
        }
        return (await self.connection.execute(insert(C).values(values).returning(C.id))).scalar_one()

    async def challenge(self, challenge: int) -> Challenge | None:
        row = (await self.connection.execute(_by_id(), {"challenge": challenge})).one_or_none()
        return _challenge(row) if row else None

    async def hold_challenge(self, challenge: int) -> Challenge | None:
        """The challenge, locked: it ends once."""
        row = (await self.connection.execute(_held(), {"challenge": challenge})).one_or_none()
        return _challenge(row) if row else None

    async def challenges(self, over: int) -> list[Challenge]:
        """Those that can be answered, the one that ends first on top; and so many of the latest that are `over`."""
        now = await self.connection.execute(_challenges().where(C.ended_on.is_(None)).order_by(C.ends_on, C.id))
        ended = _challenges().where(C.ended_on.is_not(None)).order_by(C.ended_on.desc(), C.id.desc()).limit(over)
        return [_challenge(row) for row in (*now, *await self.connection.execute(ended))]

    async def claim_challenges(self, now: datetime, limit: int) -> list[Challenge]:
        """Those whose time is over, locked until the end: whoever comes second does not see them."""
        due = select(C.id).where(C.due_at <= now).order_by(C.due_at, C.id).limit(limit)
        numbers = list((await self.connection.execute(due.with_for_update(skip_locked=True))).scalars())
        if not numbers:
            return []
        rows = await self.connection.execute(_challenges().where(C.id.in_(numbers)).order_by(C.id))
        return [_challenge(row) for row in rows]

    async def prolong_challenge(self, challenge: int, ends_on: date, due_at: datetime) -> None:
        await self.connection.execute(update(C).where(C.id == challenge).values(ends_on=ends_on, due_at=due_at))

    async def end_challenge(self, challenge: int, day: date) -> None:
        await self.connection.execute(update(C).where(C.id == challenge).values(ended_on=day, due_at=None))

    async def answers_without_reply(self, challenge: int) -> list[Idea]:
        """Ideas that answer it and that nobody has answered, decided about or tries, oldest first."""
        return [idea_of(row) for row in await self.connection.execute(_without_reply(), {"challenge": challenge})]
