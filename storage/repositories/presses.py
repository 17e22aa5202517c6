"""Presses of Support that arrive together: what one of them asks, asked for all at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, LargeBinary, Text, any_, bindparam, exists, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased
from sqlalchemy.types import TypeEngine

from bot.model import Account, Idea, Request, Stage
from storage import models
from storage.models.organisation import ONLY
from storage.repositories.accounts import ACCOUNTS, account_of
from storage.repositories.groups import merged
from storage.repositories.ideas import IDEAS, idea_of
from storage.repositories.many import numbers, packed, rows_of
from storage.repositories.organisation import LABELLED, Chosen, O

A, C, D, I, S = models.Account, models.Channel, models.Delivery, models.Idea, models.Support  # noqa: E741
Given = tuple[int, Account]
"""An idea, and who supports it."""


ASKED: dict[str, TypeEngine[Any]] = {
    "number": BigInteger(),
    "platform": Text(),
    "home": Text(),
    "name_there": Text(),
    "channel": Text(),
}


def _askers() -> Any:
    asks = rows_of("asks", ASKED).alias("asks")
    own = (A.platform == asks.c.platform, A.home == asks.c.home, A.name_there == asks.c.name_there)
    here = (C.platform == asks.c.platform, C.home == asks.c.home, C.name_there == asks.c.channel)
    spoken = select(C.language).where(*here).scalar_subquery().label("spoken")
    asked = ACCOUNTS.add_columns(asks.c.number, spoken, *LABELLED).join(asks, own[0] & own[1] & own[2])
    return asked.outerjoin(O, O.id == ONLY)


def _give() -> Any:
    """Everything sees what was there before, as for one: of a person, by any account, also to what was merged."""
    rows = rows_of("given", {"idea": BigInteger(), "account": BigInteger(), "person": BigInteger(), "day": Date()})
    asked = select(rows.c.idea, rows.c.account, rows.c.person, rows.c.day).cte("asked")
    group = merged(select(asked.c.idea))
    other = aliased(A)
    theirs = select(S.idea).join(other, other.id == S.account).join(group, group.c.id == S.idea)
    theirs = theirs.where(group.c.top == asked.c.idea, other.person == asked.c.person)
    new = upsert(S).from_select(["idea", "account", "given_on"], select(asked.c.idea, asked.c.account, asked.c.day))
    stored = new.on_conflict_do_nothing().returning(S.idea, S.account).cte("stored")
    is_new = exists().where(stored.c.idea == asked.c.idea, stored.c.account == asked.c.account)
    more = (
        select(asked.c.idea, func.count().label("count"))
        .where(is_new, ~exists(theirs.where(other.member.is_not(False))))
        .group_by(asked.c.idea)
        .cte("more")
    )
    grown = update(I).where(I.id == more.c.idea).values(support=I.support + more.c.count).returning(I.id).cte("grown")
    told = select(asked.c.idea, asked.c.account, exists(theirs).label("already"), is_new.label("given"))
    return told.add_cte(grown)


ASKERS = _askers()
POINTERS = select(A.id, A.person, A.member).where(A.id == any_(numbers("accounts"))).order_by(A.id)
POINTERS = POINTERS.with_for_update(read=True)
HELD = IDEAS.where(I.id == any_(numbers("ideas")), I.stage != Stage.MERGED).order_by(I.id)
HELD = HELD.with_for_update(of=I, key_share=True)
KEYS = func.unnest(bindparam("keys", type_=ARRAY(LargeBinary())))
HANDLED = upsert(D).from_select(["key", "at"], select(KEYS, bindparam("at", type_=D.__table__.c.at.type)))
FIRST = HANDLED.on_conflict_do_nothing().returning(D.key)
GIVE = _give()


class Presses(Chosen):
    """As Askings, Accounts, Ideas and Supports do it for one."""

    async def askers(self, requests: Sequence[Request]) -> dict[int, tuple[Account, str | None]]:
        """The known accounts of requests, by their place in the sequence, and the language of the channel there."""
        asks = [
            {
                "number": number,
                "platform": one.caller.own.platform,
                "home": one.caller.own.home,
                "name_there": one.caller.own.id,
                "channel": one.place.id if one.place else None,
            }
            for number, one in enumerate(requests)
        ]
        rows = (await self.connection.execute(ASKERS, {"asks": packed(asks)})).all()
        for row in rows[:1]:
            self._keep(row)
        return {row.number: (account_of(row), row.spoken) for row in rows}

    async def hold_pointers(self, accounts: Collection[Account]) -> set[int]:
        """Those whose pointer is still what it was; it stays so until the end."""
        held = await self.connection.execute(POINTERS, {"accounts": [one.id for one in accounts]})
        now = {row.id: (row.person, row.member) for row in held}
        return {one.id for one in accounts if now.get(one.id) == (one.person.id, one.member)}

    async def hold_ideas(self, ideas: Collection[int]) -> dict[int, Idea]:
        """Those that have not been merged into others, locked in the order of their numbers."""
        rows = await self.connection.execute(HELD, {"ideas": sorted(ideas)})
        return {row.id: idea_of(row) for row in rows}

    async def first_times(self, keys: Collection[bytes], now: datetime) -> set[bytes]:
        """Which deliveries have not been handled before."""
        if not keys:
            return set()
        return set((await self.connection.execute(FIRST, {"keys": list(keys), "at": now})).scalars())

    async def give_supports(self, given: Sequence[Given], day: date) -> Mapping[tuple[int, int], tuple[bool, bool]]:
        """By idea and account: whether the person supported it already, and whether this support is new.

        One for each person; pointers and then ideas must be held.
        """
        rows = [
            {"idea": idea, "account": account.id, "person": account.person.id, "day": day} for idea, account in given
        ]
        told = await self.connection.execute(GIVE, {"given": packed(rows)})
        return {(row.idea, row.account): (row.already, row.given) for row in told}
