"""The questions about trials: planned one after the other, claimed once, answered."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Insert,
    Row,
    Select,
    Text,
    Update,
    all_,
    any_,
    bindparam,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlalchemy.types import TypeEngine

from bot.model import Account, Answer, Cadence, CheckIn, Due, Question, Step
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.many import numbers, packed, rows_of
from storage.repositories.session import Session
from storage.repositories.visible import VISIBLE

C, E, I, A, H = models.CheckIn, models.Experiment, models.Idea, models.Account, models.HelpOffer  # noqa: E741


def _checkin(row: Row[Any]) -> CheckIn:
    again = row.due_at is not None and row.asked_on is not None and row.step == Step.ASK
    return CheckIn(
        id=row.id,
        experiment=row.experiment,
        due_on=row.due_on,
        kind=Question(row.kind),
        step=Step(row.step),
        asked_on=row.asked_on,
        answer=Answer(row.answer) if row.answer else None,
        value=row.value,
        observation=row.observation,
        answered_on=row.answered_on,
        latest=row.latest,
        postponed_to=row.due_on if again else None,
    )


def _checkins() -> Select[Any]:
    later = aliased(C)
    asked = exists().where(later.experiment == C.experiment, later.id > C.id, later.asked_on.is_not(None))
    return select(C.__table__, (~asked).label("latest"))


@cache
def _these() -> Select[Any]:
    return _checkins().where(C.id == any_(numbers("these")))


@cache
def _latest() -> Select[Any]:
    return (
        _checkins()
        .where(C.experiment == any_(numbers("experiments")), C.answer.is_not(None))
        .order_by(C.experiment, C.id.desc())
        .ext(distinct_on(C.experiment))
    )


@cache
def _claim() -> Select[Any]:
    later = aliased(C)
    return (
        select(C.id)
        .join(E, E.id == C.experiment)
        .join(I, I.id == E.idea)
        .where(VISIBLE, C.due_at.is_not(None), C.due_at <= bindparam("now"))
        .where(~exists().where(later.experiment == C.experiment, later.id > C.id, later.due_at <= bindparam("now")))
        .order_by(C.due_at, C.id)
        .limit(bindparam("most"))
        .with_for_update(of=C, skip_locked=True)
    )


@cache
def _due() -> Select[Any]:
    return (
        _checkins()
        .add_columns(E.starts_on, E.ends_on, E.cadence, E.owner, I.unit)
        .join(E, E.id == C.experiment)
        .join(I, I.id == E.idea)
        .where(C.id == any_(numbers("these")))
        .order_by(C.due_at, C.id)
    )


@cache
def _owners() -> Select[Any]:
    return accounts().where(A.id == any_(numbers("owners")))


@cache
def _ask() -> Insert:
    columns: dict[str, TypeEngine[Any]] = {
        "experiment": BigInteger(),
        "kind": Text(),
        "due_on": Date(),
        "due_at": DateTime(timezone=True),
        "step": Text(),
        "observation": Text(),
    }
    new = rows_of("questions", columns)
    return upsert(C).from_select(new.c.keys(), select(*new.c)).on_conflict_do_nothing()


@cache
def _step() -> Update:
    columns: dict[str, TypeEngine[Any]] = {
        "id": BigInteger(),
        "step": Text(),
        "due_at": DateTime(timezone=True),
        "asked_on": Date(),
        "kind": Text(),
    }
    new = rows_of("steps", columns).c
    changes = {"step": new.step, "due_at": new.due_at, "asked_on": new.asked_on, "kind": new.kind}
    return update(C).where(C.id == new.id).values(changes)


@cache
def _before() -> Select[Any]:
    before = aliased(C)
    return (
        select(func.max(before.id))
        .join(C, C.experiment == before.experiment)
        .where(C.id == any_(numbers("these")), before.id < C.id, before.asked_on.is_not(None))
        .group_by(C.id)
    )


@cache
def _silence() -> Update:
    return (
        update(C)
        .where(C.experiment == any_(numbers("experiments")), C.id != all_(numbers("but")))
        .where(C.asked_on.is_not(None), C.due_at.is_not(None))
        .values(due_at=None)
    )


async def latest_answers(connection: AsyncConnection, experiments: list[int]) -> dict[int, CheckIn]:
    """The latest answered question of each trial."""
    rows = await connection.execute(_latest(), {"experiments": experiments})
    return {row.experiment: _checkin(row) for row in rows}


class CheckIns(Session):
    """Due things are rows: `due_at` says when a question's next step is taken."""

    async def ask_on(self, experiment: int, kind: Question, due_on: date, due_at: datetime) -> None:
        """A question that waits for its moment; one for each trial and day."""
        await self.ask_all([(experiment, kind, due_on, due_at)])

    async def ask_all(self, questions: Sequence[tuple[int, Question, date, datetime]]) -> None:
        """Questions that wait for their moment."""
        rows = [
            {"experiment": one, "kind": kind, "due_on": on, "due_at": at, "step": Step.ASK, "observation": ""}
            for one, kind, on, at in questions
        ]
        if rows:
            await self.connection.execute(_ask(), {"questions": packed(rows)})

    async def checkin(self, checkin: int) -> CheckIn | None:
        return (await self.checkins([checkin])).get(checkin)

    async def checkins(self, these: Sequence[int]) -> dict[int, CheckIn]:
        """Those that are there, by their numbers."""
        rows = await self.connection.execute(_these(), {"these": list(these)})
        return {row.id: _checkin(row) for row in rows}

    async def last_asked(self, experiment: int) -> CheckIn | None:
        """The newest question about a trial that somebody was asked."""
        asked = _checkins().where(C.experiment == experiment, C.asked_on.is_not(None))
        row = (await self.connection.execute(asked.order_by(C.id.desc()).limit(1))).one_or_none()
        return _checkin(row) if row else None

    async def course(self, experiment: int) -> list[CheckIn]:
        """The answered questions of a trial, oldest first."""
        query = _checkins().where(C.experiment == experiment, C.answer.is_not(None)).order_by(C.id)
        return [_checkin(row) for row in await self.connection.execute(query)]

    async def answer(
        self, checkin: int, answer: Answer, value: Decimal | None, observation: str, day: date, *, waits: bool
    ) -> None:
        """Keep an answer; unless it `waits` for more, nothing more is due with this question."""
        values: dict[str, Any] = {"answer": answer, "value": value, "observation": observation, "answered_on": day}
        if not waits:
            values["due_at"] = None
        await self.connection.execute(update(C).where(C.id == checkin).values(values))

    async def postpone(self, checkin: int, due_on: date, due_at: datetime) -> None:
        """Ask again then; if another question comes that day, that one is enough."""
        other = aliased(C)
        own = select(C.experiment).where(C.id == checkin).scalar_subquery()
        taken = exists().where(other.experiment == own, other.due_on == due_on, other.id != checkin)
        again = {"step": Step.ASK, "due_on": due_on, "due_at": due_at}
        await self.connection.execute(update(C).where(C.id == checkin, ~taken).values(again))
        await self.connection.execute(update(C).where(C.id == checkin, taken).values(due_at=None))

    async def claim_checkins(self, now: datetime, limit: int) -> list[Due]:
        """Questions whose moment has come, locked until the end: whoever comes second does not see them.

        Of one trial only the last: once it is asked, the others wait for nothing more. Those of a hidden idea wait.
        """
        claimed = await self.connection.execute(_claim(), {"now": now, "most": limit})
        these = list(claimed.scalars())
        if not these:
            return []
        rows = (await self.connection.execute(_due(), {"these": these})).all()
        people = await self.connection.execute(_owners(), {"owners": list({row.owner for row in rows})})
        owners = {row.id: account_of(row) for row in people}
        return [
            Due(_checkin(row), row.starts_on, row.ends_on, Cadence(row.cadence), row.unit, owners[row.owner])
            for row in rows
        ]

    async def take_steps(self, steps: Sequence[tuple[CheckIn, datetime | None]]) -> None:
        """What comes next with each question, and when; None: nothing more."""
        rows = [
            {"id": one.id, "step": one.step, "due_at": at, "asked_on": one.asked_on, "kind": one.kind}
            for one, at in steps
        ]
        if rows:
            await self.connection.execute(_step(), {"steps": packed(rows)})

    async def silence(self, experiments: Sequence[int], but: Sequence[int]) -> None:
        """A new question has been asked: the older ones wait for nothing more."""
        await self.connection.execute(_silence(), {"experiments": list(experiments), "but": list(but)})

    async def asked_before(self, these: Sequence[int]) -> list[int]:
        """The question about the same trial that was asked last before each of these."""
        return list((await self.connection.execute(_before(), {"these": list(these)})).scalars())

    async def offer_help(self, checkin: int, account: Account, words: str) -> int:
        """Keep an answer to a call for help; answers with its number."""
        values = {"checkin": checkin, "account": account.id, "text": words}
        return (await self.connection.execute(insert(H).values(values).returning(H.id))).scalar_one()

    async def help_offer(self, offer: int) -> tuple[int, int, str] | None:
        """The question, the helper's account, and what they said."""
        row = (await self.connection.execute(select(H.checkin, H.account, H.text).where(H.id == offer))).one_or_none()
        return (row.checkin, row.account, row.text) if row else None
