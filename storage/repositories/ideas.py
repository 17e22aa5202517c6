"""Ideas."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Double,
    Integer,
    Row,
    Select,
    Text,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm import aliased

from bot.model import Idea, Person, Stage, Subject
from storage import models
from storage.repositories.groups import THESE, merged, successors
from storage.repositories.session import Session
from storage.repositories.units import NAMES, unit_of
from storage.repositories.visible import VISIBLE

ALIKE = "%"
"""pg_trgm's operator: a similarity of 0.3 at least, found by the index."""
I, U, A, P, S = models.Idea, models.Unit, models.Account, models.Person, models.Support  # noqa: E741


def idea_of(row: Row[Any]) -> Idea:
    """One row of `ideas`."""
    return Idea(
        id=row.id,
        title=row.title,
        about=row.about,
        unit=unit_of(row),
        benefits=tuple(row.benefits),
        origin=row.origin,
        author=Person(row.person, row.person_name) if row.author else None,
        stage=Stage(row.stage),
        shared_on=row.shared_on,
        support=row.support,
        lesson=row.lesson,
        credited=row.credited,
        colleague=row.colleague,
        before=Stage(row.before) if row.before else None,
        back_on=row.back_on,
        merged_into=row.merged_into,
        hidden=row.hidden,
        answer_by=row.answer_by,
        answered_on=row.answered_on,
        challenge=row.challenge,
        edited_on=row.edited_on,
        link=row.link,
    )


def whole_of(row: Row[Any]) -> Idea:
    """One row of `_by_id`, with the writer of its message."""
    found = idea_of(row)
    return replace(found, writer=Person(row.writer_person, row.writer_name)) if row.writer else found


@cache
def ideas() -> Select[Any]:
    """Ideas with their authors and work communities: for one that is asked for by its number."""
    return (
        select(I.__table__, *NAMES, A.person, P.name.label("person_name"))
        .outerjoin(U, U.id == I.unit)
        .outerjoin(A, A.id == I.author)
        .outerjoin(P, P.id == A.person)
    )


@cache
def visible_ideas() -> Select[Any]:
    """Every list of ideas starts from these."""
    return ideas().where(VISIBLE)


@cache
def _one() -> Select[Any]:
    return ideas().where(I.id == bindparam("idea"))


@cache
def _by_id() -> Select[Any]:
    writer, called = aliased(A), aliased(P)
    return (
        _one()
        .add_columns(writer.person.label("writer_person"), called.name.label("writer_name"))
        .outerjoin(writer, writer.id == I.writer)
        .outerjoin(called, called.id == writer.person)
    )


@cache
def _held() -> Select[Any]:
    return _one().with_for_update(of=I, key_share=True)


@cache
def goes_on() -> Select[Any]:
    """The idea, held, unless it was merged into another."""
    return _one().where(I.stage != Stage.MERGED).with_for_update(of=I, key_share=True)


@cache
def _last() -> Select[Any]:
    way = successors(THESE).c
    return ideas().where(I.id == select(way.id).where(way.on.is_(None)).scalar_subquery())


@cache
def _last_held() -> Select[Any]:
    return _last().with_for_update(of=I, key_share=True)


ACCOUNTS: Any = bindparam("accounts", expanding=True)


@cache
def _named() -> CompoundSelect[Any]:
    E, C, Q = models.Experiment, models.Comment, models.Permit  # noqa: N806
    written = select(I.id).where(I.author.in_(ACCOUNTS) | I.writer.in_(ACCOUNTS))
    return written.union(
        select(E.idea).where(E.owner.in_(ACCOUNTS)),
        select(C.idea).where(C.account.in_(ACCOUNTS)),
        select(Q.idea).where(Q.asker.in_(ACCOUNTS) | Q.decided_by.in_(ACCOUNTS)),
    )


@cache
def _named_below() -> Any:
    C, E, J, H = models.Comment, models.Experiment, models.Joining, models.Challenge  # noqa: N806
    joined = select(J.experiment).where(J.account.in_(ACCOUNTS))
    comments = select(literal("comment").label("kind"), C.id.label("id")).where(C.account.in_(ACCOUNTS))
    asked = select(literal("challenge"), H.id).where(H.asker.in_(ACCOUNTS))
    trials = select(literal("experiment"), E.id).where(E.owner.in_(ACCOUNTS) | E.id.in_(joined))
    return comments.union_all(asked, trials).order_by("kind", "id")


@cache
def _similar() -> Select[Any]:
    """Titles are compared once beside the index, which costs most of it: many come near.

    The planner sees no title, as it compares hundreds to guess for one that it sees; it sees how few are left.
    """
    like = select(bindparam("like", type_=Text())).scalar_subquery()
    found = select(I.id, func.similarity(I.title, like).label("alike"))
    found = found.where(VISIBLE, I.stage != Stage.MERGED, I.title.bool_op(ALIKE)(like))
    near = found.cte("near").prefix_with("materialized")
    best = select(near).where(near.c.alike >= bindparam("least", type_=Double()))
    best_few = (
        best.order_by(near.c.alike.desc(), near.c.id)
        .limit(bindparam("most", type_=Integer(), literal_execute=True))
        .subquery()
    )
    return visible_ideas().join(best_few, best_few.c.id == I.id).order_by(best_few.c.alike.desc(), I.id)


class Ideas(Session):
    """Sharing and finding."""

    async def share(self, idea: Idea, account: int | None, writer: int | None = None) -> Idea:
        """Store a new idea (its `id` is given here); no account: anonymously. `writer`: of its message."""
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
            "hidden": False,
            "answer_by": idea.answer_by,
            "challenge": idea.challenge,
            "writer": writer,
            "link": idea.link,
        }
        new = (await self.connection.execute(insert(I).values(values).returning(I.id))).scalar_one()
        stored = await self.idea(new)
        if stored is None:
            raise LookupError("an idea that was just stored is not there")
        return stored

    async def idea(self, idea: int) -> Idea | None:
        row = (await self.connection.execute(_by_id(), {"idea": idea})).one_or_none()
        return whole_of(row) if row else None

    async def hold_idea(self, idea: int) -> Idea | None:
        """The idea, locked until the end of the transaction: its tally and stage change one after another."""
        row = (await self.connection.execute(_held(), {"idea": idea})).one_or_none()
        return idea_of(row) if row else None

    async def hold_successor(self, idea: int) -> Idea | None:
        """What an idea was merged into in the end, or the idea itself, locked as `hold_idea` does."""
        while True:
            found = (await self.connection.execute(_last_held(), {"these": [idea]})).one_or_none()
            if found is None or found.stage != Stage.MERGED:
                return idea_of(found) if found else None

    async def hold_lineage(self, numbers: Collection[int]) -> set[int]:
        """Ideas and all that they have been merged into, in the order of numbers so that two cannot block each other.

        A pointer changes only while its idea is held, so those that are held lead nowhere new.
        """
        held: set[int] = set()
        while wanted := await self._lineage(numbers) - held:
            lock = select(I.id).where(I.id.in_(wanted)).order_by(I.id).with_for_update(key_share=True)
            await self.connection.execute(lock)
            held |= wanted
        return held

    async def successor(self, idea: int) -> Idea | None:
        """What an idea was merged into in the end, or the idea itself."""
        row = (await self.connection.execute(_last(), {"these": [idea]})).one_or_none()
        return idea_of(row) if row else None

    async def lineage(self, idea: int) -> list[int]:
        """An idea, and all that it has been merged into."""
        return sorted(await self._lineage([idea]))

    async def ideas_of(self, person: int, limit: int = 20) -> list[Idea]:
        """A person's own named ideas, newest first."""
        own = visible_ideas().where(A.person == person)
        rows = await self.connection.execute(own.order_by(I.id.desc()).limit(limit))
        return [idea_of(row) for row in rows]

    async def similar(self, title: str, least: float, limit: int) -> list[Idea]:
        """Ideas with a similar title (trigrams), the most similar first; `least` is a similarity from 0.3 to 1."""
        rows = await self.connection.execute(_similar(), {"like": title, "least": least, "most": limit})
        return [idea_of(row) for row in rows]

    async def edit_idea(self, idea: int, title: str, about: str, day: date) -> None:
        """Its author's own words, changed on a day."""
        await self.connection.execute(update(I).where(I.id == idea).values(title=title, about=about, edited_on=day))

    async def set_stage(self, idea: int, stage: Stage, lesson: str | None = None) -> None:
        values = {"stage": stage} | ({"lesson": lesson} if lesson else {})
        await self.connection.execute(update(I).where(I.id == idea).values(values))

    async def named(self, accounts: list[int]) -> list[int]:
        """The ideas that accounts share, try, comment on, or asked or answered for: their cards say the name.

        And those that these continue in.
        """
        own = (await self.connection.execute(_named(), {"accounts": accounts})).scalars().all()
        return sorted(await self._lineage(own)) if own else []

    async def touched(self, accounts: list[int]) -> list[int]:
        """These, and those that accounts support, join or would be helped by: a pointer changes their cards."""
        E, J, W = models.Experiment, models.Joining, models.WouldHelp  # noqa: N806
        supported = select(S.idea).where(S.account.in_(accounts))
        joined = select(E.idea).join(J, J.experiment == E.id).where(J.account.in_(accounts))
        helped = select(W.idea).where(W.account.in_(accounts))
        counted = (await self.connection.execute(supported.union(joined, helped))).scalars()
        return sorted({*counted, *await self.named(accounts)})

    async def named_below(self, accounts: list[int]) -> list[Subject]:
        """What else names or counts accounts: comments, challenges they asked, and the trials they run or are in."""
        rows = await self.connection.execute(_named_below(), {"accounts": accounts})
        return [Subject(*row) for row in rows]

    async def recount(self, numbers: Collection[int]) -> list[int]:
        """Count distinct persons anew, also of what the ideas were merged into; answers with all that were counted."""
        held = await self.hold_lineage(numbers)
        group = merged(held)
        persons = (
            select(func.count(A.person.distinct()))
            .join(S, S.account == A.id)
            .join(group, group.c.id == S.idea)
            .where(group.c.top == I.id, A.member.is_not(False))
            .scalar_subquery()
        )
        await self.connection.execute(update(I).where(I.id.in_(held)).values(support=persons))
        return sorted(held)

    async def _lineage(self, numbers: Collection[int]) -> set[int]:
        return set((await self.connection.execute(select(successors(numbers).c.id))).scalars())
