"""Trials, and the check-ins that ask about them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from bot.model import Account, Answer, CheckIn, Decision, Experiment, Person
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.session import Session

E, C, I, A, P = models.Experiment, models.CheckIn, models.Idea, models.Account, models.Person  # noqa: E741


def _checkin(row: Any) -> CheckIn:
    answer = Answer(row.answer) if row.answer else None
    asked = row.asked_at is not None
    return CheckIn(row.id, row.experiment, row.due_on, row.ending, answer, row.observation, row.answered_on, asked)


def _experiments() -> Select[Any]:
    return (
        select(E.__table__, I.title, A.person, P.name.label("person_name"))
        .join(I, I.id == E.idea)
        .join(A, A.id == E.owner)
        .join(P, P.id == A.person)
    )


class Experiments(Session):
    """Starting, asking, answering and deciding."""

    async def start(self, idea: int, what: str, owner: Account, starts_on: date, ends_on: date) -> int:
        """Store a trial; answers with its number."""
        values = {"idea": idea, "what": what, "owner": owner.id, "starts_on": starts_on, "ends_on": ends_on}
        return (await self.connection.execute(insert(E).values(values).returning(E.id))).scalar_one()

    async def ask_on(self, experiment: int, due_on: date, due_at: datetime, *, ending: bool) -> None:
        """A question that waits for its moment."""
        values = {"experiment": experiment, "due_on": due_on, "due_at": due_at, "ending": ending, "observation": ""}
        await self.connection.execute(insert(C).values(values))

    async def experiment(self, experiment: int) -> Experiment | None:
        found = await self._all(_experiments().where(E.id == experiment))
        return found[0] if found else None

    async def hold_experiment(self, experiment: int) -> Experiment | None:
        """The trial, locked: two answers or decisions at once come one after the other."""
        await self.connection.execute(select(E.id).where(E.id == experiment).with_for_update(key_share=True))
        return await self.experiment(experiment)

    async def experiments_of(self, idea: int) -> list[Experiment]:
        """All trials of an idea, newest first."""
        return await self._all(_experiments().where(E.idea == idea).order_by(E.id.desc()))

    async def running(self, units: list[int]) -> list[Experiment]:
        """Undecided trials of ideas of these units, the one that ends first on top."""
        undecided = _experiments().where(I.unit.in_(units), E.decision.is_(None))
        return await self._all(undecided.order_by(E.ends_on, E.id))

    async def decide(self, experiment: int, decision: Decision) -> None:
        """The end of a trial; questions that have not been asked yet are not asked any more."""
        await self.connection.execute(update(E).where(E.id == experiment).values(decision=decision))
        await self.connection.execute(delete(C).where(C.experiment == experiment, C.asked_at.is_(None)))

    async def checkin(self, checkin: int) -> CheckIn | None:
        row = (await self.connection.execute(select(C.__table__).where(C.id == checkin))).one_or_none()
        return _checkin(row) if row else None

    async def answer(self, checkin: int, answer: Answer, observation: str, day: date) -> None:
        values = {"answer": answer, "observation": observation, "answered_on": day}
        await self.connection.execute(update(C).where(C.id == checkin).values(values))

    async def claim_checkins(self, now: datetime, limit: int) -> list[tuple[CheckIn, Account]]:
        """Questions whose moment has come, and whom to ask; each is claimed once, by whichever bot is first."""
        due = select(C.id).where(C.asked_at.is_(None), C.due_at <= now).order_by(C.due_at).limit(limit)
        claimed = update(C).where(C.id.in_(due.with_for_update(skip_locked=True))).values(asked_at=now)
        rows = (await self.connection.execute(claimed.returning(C.__table__))).all()
        trials = [row.experiment for row in rows]
        owners = await self.connection.execute(
            accounts().add_columns(E.id.label("trial")).join(E, E.owner == A.id).where(E.id.in_(trials))
        )
        owner = {row.trial: account_of(row) for row in owners}
        return [(_checkin(row), owner[row.experiment]) for row in rows]

    async def _all(self, query: Select[Any]) -> list[Experiment]:
        rows = (await self.connection.execute(query)).all()
        latest = (
            select(C.__table__)
            .where(C.experiment.in_([row.id for row in rows]), C.answer.is_not(None))
            .order_by(C.experiment, C.due_on.desc())
            .ext(distinct_on(C.experiment))
        )
        answered = {row.experiment: _checkin(row) for row in await self.connection.execute(latest)}
        return [
            Experiment(
                id=row.id,
                idea=row.idea,
                title=row.title,
                what=row.what,
                owner=Person(row.person, row.person_name),
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                decision=Decision(row.decision) if row.decision else None,
                latest=answered.get(row.id),
            )
            for row in rows
        ]
