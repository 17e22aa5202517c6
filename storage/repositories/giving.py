"""Giving support, to one idea or to many at once: one statement while the ideas are held."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Text,
    any_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased
from sqlalchemy.types import TypeEngine

from bot.model import Account
from storage import models
from storage.repositories.groups import merged
from storage.repositories.many import rows_of

A, D, I, S = models.Account, models.Delivery, models.Idea, models.Support  # noqa: E741
GIVEN: dict[str, TypeEngine[Any]] = {
    "idea": BigInteger(),
    "account": BigInteger(),
    "person": BigInteger(),
    "counts": Boolean(),
    "day": Date(),
    "key": Text(),
}


def row_of(idea: int, account: Account, day: date, key: bytes | None = None) -> Mapping[str, object]:
    """One row of the value `given`; the key is that of a delivery which is handled once."""
    who = {"account": account.id, "person": account.person.id, "counts": account.member is not False}
    return {"idea": idea, **who, "day": day, "key": key.hex() if key else None}


def given() -> tuple[CTE, CTE]:
    """`told` of each row of the value `given`, and the ideas that have `grown`.

    Everything sees what was there before: of a person, by any account, also to what was merged into the idea.
    """
    rows = rows_of("given", GIVEN)
    key = func.decode(rows.c.key, "hex").label("key")
    asked = select(rows.c.idea, rows.c.account, rows.c.person, rows.c.counts, rows.c.day, key).cte("asked")
    keys = select(asked.c.key, bindparam("at", type_=DateTime(timezone=True))).where(asked.c.key.is_not(None))
    handled = upsert(D).from_select(["key", "at"], keys.distinct().order_by(asked.c.key))
    new_keys = handled.on_conflict_do_nothing().returning(D.key).cte("new_keys")
    is_first = or_(asked.c.key.is_(None), asked.c.key.in_(select(new_keys.c.key)))
    new = select(asked.c.idea, asked.c.account, asked.c.day).where(is_first)
    given = upsert(S).from_select(["idea", "account", "given_on"], new)
    stored = given.on_conflict_do_nothing().returning(S.idea, S.account).cte("stored")
    is_new = exists().where(stored.c.idea == asked.c.idea, stored.c.account == asked.c.account)
    group, other = merged(select(asked.c.idea)), aliased(A)
    theirs = select(func.bool_or(true()).label("ever"), func.bool_or(other.member.is_not(False)).label("counted"))
    theirs = theirs.join(S, S.account == other.id).join(group, group.c.id == S.idea)
    had = theirs.where(group.c.top == asked.c.idea, other.person == asked.c.person).lateral("had")
    counts = (asked.c.counts & had.c.counted.is_not(True)).label("counts")
    columns = (is_first.label("first"), is_new.label("given"), had.c.ever.is_(True).label("already"), counts)
    told = select(asked.c.idea, asked.c.account, *columns).join(had, true()).cte("told")
    more = select(told.c.idea, func.count().label("count")).where(told.c.given, told.c.counts)
    more_cte = more.group_by(told.c.idea).cte("more")
    count = select(more_cte.c.count).where(more_cte.c.idea == I.id).scalar_subquery()
    these = I.id == any_(func.array(select(more_cte.c.idea).scalar_subquery()))
    grown = update(I).where(these).values(support=I.support + count).returning(I.id).cte("grown")
    return told, grown
