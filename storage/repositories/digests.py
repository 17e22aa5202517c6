"""Weekly digests: one row for each reader and week, planned ahead and claimed once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, any_, bindparam, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from bot.model import Digest, Reader, Rhythm, Unit
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.many import claimed, numbers
from storage.repositories.session import Session
from storage.repositories.units import NAMES, responsible, within

A, D, R, U, K = models.Account, models.Digest, models.Role, models.Unit, models.DigestChoice


def _digest(row: Any) -> Digest:
    return Digest(row.id, row.account, row.monday, row.since, row.until, row.quiet_since)


def _rhythm(row: Row[Any]) -> Rhythm:
    if row.weekday is None:
        return Rhythm()
    return Rhythm(row.weekday, row.at, row.private or row.channel is None, row.channel, row.stopped)


def _responsible() -> Any:
    """Everybody who gets a digest of a work community."""
    query = select(A.person, A.id.label("account"), R.unit).join(R, R.account == A.id)
    return query.where(A.member.is_not(False), responsible()).distinct()


COLUMNS = (D.id, D.account, D.monday, D.since, D.until, D.quiet_since)


@cache
def _these() -> Any:
    return select(*COLUMNS).where(D.id == any_(numbers("these"))).order_by(D.id)


@cache
def _units() -> Select[Any]:
    same = aliased(A)
    theirs = A.person.in_(select(same.person).where(same.id == any_(numbers("accounts"))))
    held = _responsible().where(theirs).cte("held")
    tree = within(select(held.c.unit.label("top"), held.c.unit))
    units = select(held.c.person, held.c.account, U.id.label("unit"), *NAMES)
    return units.join(tree, tree.c.top == held.c.unit).join(U, U.id == tree.c.unit)


CHOICE = (K.weekday, K.at, K.private, K.channel, K.stopped)


@cache
def _readers() -> Select[Any]:
    return accounts().add_columns(*CHOICE).outerjoin(K, K.person == A.person).where(A.id == any_(numbers("accounts")))


@cache
def unplanned() -> Any:
    """Readers for whom no digest waits."""
    own = aliased(A)
    waiting = exists().where(D.account == own.id, own.person == A.person, D.sent_at.is_(None))
    return _responsible().where(~waiting).subquery()


@cache
def _unplanned_first() -> Select[Any]:
    them = unplanned().c
    return select(func.min(them.account)).group_by(them.person).limit(bindparam("most"))


@cache
def _told_of() -> Select[Any]:
    """Where the reader of a digest does something now."""
    same, own = aliased(A), aliased(A)
    units = select(func.array_agg(R.unit.distinct())).join(same, same.id == R.account)
    return units.join(own, own.person == same.person).where(own.id == D.account).correlate(D)


@cache
def _last_week() -> Select[date | None]:
    latest = select(func.max(D.monday)).join(A, A.id == D.account)
    return latest.where(A.person == bindparam("person"), D.sent_at.is_not(None))


@cache
def _next() -> Any:
    return select(*COLUMNS).join(A, A.id == D.account).where(A.person == bindparam("person"), D.sent_at.is_(None))


class Digests(Session):
    """Who gets one, when, and which has been taken."""

    async def plan_digests(self, planned: Sequence[tuple[Digest, datetime]]) -> None:
        """Digests that wait for their moment; planning one again changes nothing."""
        rows = [
            {
                "account": one.account,
                "monday": one.monday,
                "since": one.since,
                "until": one.until,
                "quiet_since": one.quiet_since,
                "due_at": due_at,
            }
            for one, due_at in planned
        ]
        if rows:
            await self.connection.execute(upsert(D).on_conflict_do_nothing(), rows)

    async def claim_digests(self, now: datetime, limit: int) -> list[Digest]:
        """Digests whose moment has come, each claimed once."""
        due = select(D.id).where(D.sent_at.is_(None), D.due_at <= now).order_by(D.due_at).limit(limit)
        sent = update(D).where(D.id.in_(claimed(due))).values(sent_at=now, units=_told_of().scalar_subquery())
        return [_digest(row) for row in await self.connection.execute(sent.returning(*COLUMNS))]

    async def digests(self, these: Sequence[int]) -> list[Digest]:
        return [_digest(row) for row in await self.connection.execute(_these(), {"these": list(these)})]

    async def digest_readers(self, numbers: Sequence[int]) -> dict[int, Reader]:
        """Those of the accounts that digests go to: of each person, the first one that has a task."""
        theirs: defaultdict[int, dict[int, Unit]] = defaultdict(dict)
        first: dict[int, int] = {}
        for row in await self.connection.execute(_units(), {"accounts": numbers}):
            theirs[row.person][row.unit] = Unit(row.unit, row.unit_name, row.unit_names)
            first[row.person] = min(row.account, first.get(row.person, row.account))
        chosen = sorted(set(first.values()) & set(numbers))
        rows = await self.connection.execute(_readers(), {"accounts": chosen})
        return {row.id: Reader(account_of(row), _sorted(theirs[row.person]), _rhythm(row)) for row in rows}

    async def digest_reader(self, person: int) -> Reader | None:
        """The reader that a person is, if they have a task."""
        accounts_of = select(A.id).where(A.person == person)
        found = await self.digest_readers(list((await self.connection.execute(accounts_of)).scalars()))
        return next(iter(found.values()), None)

    async def unplanned_readers(self, limit: int) -> list[Reader]:
        """Readers for whom no digest waits: they have just got their first task, or have one again."""
        found = (await self.connection.execute(_unplanned_first(), {"most": limit})).scalars().all()
        return list((await self.digest_readers(found)).values()) if found else []

    async def next_digest(self, person: int) -> Digest | None:
        """The one that waits for its moment, held."""
        rows = await self.connection.execute(_next().order_by(D.id).with_for_update(of=D), {"person": person})
        row = rows.first()
        return _digest(row) if row else None

    async def last_week(self, person: int) -> date | None:
        """The Monday of the latest week whose digest has been taken."""
        return (await self.connection.execute(_last_week(), {"person": person})).scalar_one()

    async def move_digest(self, digest: Digest, due_at: datetime) -> None:
        """Another week, day or time for one that waits."""
        values = {"monday": digest.monday, "until": digest.until, "since": digest.since, "due_at": due_at}
        await self.connection.execute(update(D).where(D.id == digest.id).values(values))

    async def choose_digest(self, person: int, rhythm: Rhythm) -> None:
        """When and where a person wants it."""
        values = {
            "weekday": rhythm.weekday,
            "at": rhythm.at,
            "private": rhythm.private,
            "channel": rhythm.channel,
            "stopped": rhythm.stopped,
        }
        new = upsert(K).values(person=person, **values)
        await self.connection.execute(new.on_conflict_do_update(index_elements=["person"], set_=values))


def _sorted(units: dict[int, Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units.values(), key=lambda unit: unit.alphabetical))
