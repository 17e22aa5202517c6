"""Ideas, and the support that people give them."""

from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, delete, exists, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from bot.model import Account, Idea, Person, Stage, Subject, Unit
from storage import models
from storage.repositories.session import Session

I, U, A, P, S = models.Idea, models.Unit, models.Account, models.Person, models.Support  # noqa: E741


def _idea(row: Row[Any]) -> Idea:
    return Idea(
        id=row.id,
        title=row.title,
        about=row.about,
        unit=Unit(row.unit, row.unit_name) if row.unit else None,
        benefits=tuple(row.benefits),
        origin=row.origin,
        author=Person(row.person, row.person_name) if row.author else None,
        stage=Stage(row.stage),
        shared_on=row.shared_on,
        support=row.support,
        lesson=row.lesson,
        credited=row.credited,
        colleague=row.colleague,
    )


def _ideas() -> Select[Any]:
    return (
        select(I.__table__, U.name.label("unit_name"), A.person, P.name.label("person_name"))
        .outerjoin(U, U.id == I.unit)
        .outerjoin(A, A.id == I.author)
        .outerjoin(P, P.id == A.person)
    )


IDEAS = _ideas()
BY_ID = IDEAS.where(I.id == bindparam("idea"))
HELD = BY_ID.with_for_update(of=I, key_share=True)
# Of one person, whichever account gave it.
GIVEN = select(
    exists(
        select(S.idea).join(A, A.id == S.account).where(S.idea == bindparam("idea"), A.person == bindparam("person"))
    )
)
OTHER = aliased(A)
GROWN = (
    update(I)
    .where(I.id == bindparam("idea_id"))
    .where(
        ~exists().where(
            S.idea == I.id,
            S.account == OTHER.id,
            OTHER.person == bindparam("of"),
            OTHER.id != bindparam("by"),
            OTHER.member.is_not(False),
        )
    )
    .values(support=I.support + 1)
)
ACCOUNTS: Any = bindparam("accounts", expanding=True)
NAMED = (
    select(I.id)
    .where(I.author.in_(ACCOUNTS))
    .union(
        select(models.Experiment.idea).where(models.Experiment.owner.in_(ACCOUNTS)),
        select(models.Comment.idea).where(models.Comment.account.in_(ACCOUNTS)),
        select(models.Permit.idea).where(models.Permit.asker.in_(ACCOUNTS) | models.Permit.decided_by.in_(ACCOUNTS)),
    )
)
GIVE = upsert(S).on_conflict_do_nothing().returning(S.idea)


class Ideas(Session):
    """Sharing, finding and supporting."""

    async def share(self, idea: Idea, account: int | None) -> Idea:
        """Store a new idea (its `id` is given here); no account: anonymously."""
        values = {
            "title": idea.title,
            "about": idea.about,
            "unit": idea.unit.id if idea.unit else None,
            "benefits": list(idea.benefits),
            "origin": idea.origin,
            "author": account,
            "stage": idea.stage,
            "shared_on": idea.shared_on,
            "support": 0,
            "credited": idea.credited,
            "colleague": idea.colleague,
        }
        new = (await self.connection.execute(insert(I).values(values).returning(I.id))).scalar_one()
        stored = await self.idea(new)
        if stored is None:
            raise LookupError("an idea that was just stored is not there")
        return stored

    async def idea(self, idea: int) -> Idea | None:
        row = (await self.connection.execute(BY_ID, {"idea": idea})).one_or_none()
        return _idea(row) if row else None

    async def hold_idea(self, idea: int) -> Idea | None:
        """The idea, locked until the end of the transaction: its tally and stage change one after another."""
        row = (await self.connection.execute(HELD, {"idea": idea})).one_or_none()
        return _idea(row) if row else None

    async def ideas_of(self, person: int, limit: int = 20) -> list[Idea]:
        """A person's own named ideas, newest first."""
        rows = await self.connection.execute(IDEAS.where(A.person == person).order_by(I.id.desc()).limit(limit))
        return [_idea(row) for row in rows]

    async def similar(self, title: str, least: float, limit: int) -> list[Idea]:
        """Ideas with a similar title (trigrams), the most similar first; `least` is a similarity from 0 to 1."""
        near = (
            select(I.id, I.title.op("<->")(title).label("distance"))
            .where(I.stage != Stage.WITHDRAWN)
            .order_by("distance")
            .limit(limit)
            .subquery()
        )
        rows = await self.connection.execute(
            IDEAS.join(near, near.c.id == I.id).where(near.c.distance <= 1 - least).order_by(near.c.distance)
        )
        return [_idea(row) for row in rows]

    async def set_stage(self, idea: int, stage: Stage, lesson: str | None = None) -> None:
        values = {"stage": stage} | ({"lesson": lesson} if lesson else {})
        await self.connection.execute(update(I).where(I.id == idea).values(values))

    async def add_support(self, idea: int, account: Account, day: date) -> bool:
        """Store one account's support; False if it was there. Its pointer and then the idea must be held."""
        new = {"idea": idea, "account": account.id, "given_on": day}
        if (await self.connection.execute(GIVE, new)).one_or_none() is None:
            return False
        if account.member is not False:
            counted = {"idea_id": idea, "by": account.id, "of": account.person.id}
            await self.connection.execute(GROWN, counted)
        return True

    async def drop_support(self, idea: int, account: Account) -> bool:
        """Take back what any account of this person gave; False if nothing was there. The idea must be held."""
        own = select(A.id).where(A.person == account.person.id)
        gone = delete(S).where(S.idea == idea, S.account.in_(own)).returning(S.account)
        if not (await self.connection.execute(gone)).all():
            return False
        await self.recount([idea])
        return True

    async def supports(self, idea: int, person: int) -> bool:
        """Whether any account of a person supports an idea; only ever shown to that person."""
        return bool((await self.connection.execute(GIVEN, {"idea": idea, "person": person})).scalar_one())

    async def named(self, accounts: list[int]) -> list[int]:
        """The ideas that accounts share, try, comment on, or asked or answered for: their cards say the name."""
        return sorted((await self.connection.execute(NAMED, {"accounts": accounts})).scalars())

    async def touched(self, accounts: list[int]) -> list[int]:
        """These, and those that accounts support, join or would be helped by: a changed pointer changes their cards."""
        E, J, W = models.Experiment, models.Joining, models.WouldHelp  # noqa: N806
        supported = select(S.idea).where(S.account.in_(accounts))
        joined = select(E.idea).join(J, J.experiment == E.id).where(J.account.in_(accounts))
        helped = select(W.idea).where(W.account.in_(accounts))
        counted = (await self.connection.execute(supported.union(joined, helped))).scalars()
        return sorted({*counted, *await self.named(accounts)})

    async def named_below(self, accounts: list[int]) -> list[Subject]:
        """What hangs below those cards and names or counts accounts: comments, and the trials they run or are in."""
        C, E, J = models.Comment, models.Experiment, models.Joining  # noqa: N806
        comments = select(C.id).where(C.account.in_(accounts)).order_by(C.id)
        joined = select(J.experiment).where(J.account.in_(accounts))
        trials = select(E.id).where(E.owner.in_(accounts)).union(joined)
        found = [Subject("comment", one) for one in (await self.connection.execute(comments)).scalars()]
        return found + [Subject("experiment", one) for one in sorted((await self.connection.execute(trials)).scalars())]

    async def recount(self, ideas: list[int]) -> None:
        """Count distinct persons anew, in the order of numbers so that two recounts cannot block each other."""
        lock = select(I.id).where(I.id.in_(ideas)).order_by(I.id).with_for_update(key_share=True)
        await self.connection.execute(lock)
        persons = (
            select(func.count(A.person.distinct()))
            .join(S, S.account == A.id)
            .where(S.idea == I.id, A.member.is_not(False))
            .scalar_subquery()
        )
        await self.connection.execute(update(I).where(I.id.in_(ideas)).values(support=persons))

    async def new_ideas(self, units: list[int], since: date, until: date) -> list[Idea]:
        """Shared in units from `since` to the day before `until`."""
        span = and_(I.shared_on >= since, I.shared_on < until)
        rows = await self.connection.execute(
            IDEAS.where(I.unit.in_(units), span, I.stage != Stage.WITHDRAWN).order_by(I.id)
        )
        return [_idea(row) for row in rows]

    async def supported_ideas(self, units: list[int], since: date, until: date) -> list[Idea]:
        """Ideas of units that gathered support in that time."""
        given = exists().where(S.idea == I.id, S.given_on >= since, S.given_on < until)
        rows = await self.connection.execute(
            IDEAS.where(I.unit.in_(units), given, I.stage != Stage.WITHDRAWN).order_by(I.support.desc(), I.id)
        )
        return [_idea(row) for row in rows]
