"""Presses of Support that arrive together: what one of them asks, asked for all at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Row,
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

from bot.model import Account, Idea, Pressing, Request, Stage
from storage import models
from storage.models.organisation import ONLY
from storage.repositories.accounts import ACCOUNTS, account_of
from storage.repositories.groups import merged
from storage.repositories.ideas import IDEAS, idea_of
from storage.repositories.many import one_of_those, packed, rows_of
from storage.repositories.organisation import LABELLED, Chosen, O

A, C, D, I, S = models.Account, models.Channel, models.Delivery, models.Idea, models.Support  # noqa: E741
PREFIX = "idea_"
ASKED: dict[str, TypeEngine[Any]] = {
    "number": BigInteger(),
    "idea": BigInteger(),
    "platform": Text(),
    "home": Text(),
    "name_there": Text(),
    "channel": Text(),
}
GIVEN: dict[str, TypeEngine[Any]] = {
    "idea": BigInteger(),
    "account": BigInteger(),
    "person": BigInteger(),
    "day": Date(),
    "key": Text(),
}


def _pressing() -> Any:
    """Accounts are held before ideas, each in the order of their numbers: counting them holds them all."""
    asks = rows_of("asks", ASKED).alias("asks")
    own = (A.platform == asks.c.platform, A.home == asks.c.home, A.name_there == asks.c.name_there)
    asked = aliased(A)
    known = select(asked.id).where(asked.platform == asks.c.platform, asked.home == asks.c.home)
    known = known.where(asked.name_there == asks.c.name_there)
    here = (C.platform == asks.c.platform, C.home == asks.c.home, C.name_there == asks.c.channel)
    spoken = select(C.language).where(*here).scalar_subquery().label("spoken")
    asking = ACCOUNTS.add_columns(asks.c.number, asks.c.idea.label("pressed"), spoken)
    asking = asking.join(asks, own[0] & own[1] & own[2]).where(one_of_those(A.id, asks, known)).order_by(A.id)
    people = asking.with_for_update(of=A, read=True).cte("people")
    all_held = select(func.count()).select_from(people).scalar_subquery() > 0
    open_ideas = IDEAS.where(all_held, I.id.in_(select(people.c.pressed)), I.stage != Stage.MERGED).order_by(I.id)
    ideas = open_ideas.with_for_update(of=I, key_share=True).cte("ideas")
    found = [column.label(f"{PREFIX}{column.name}") for column in ideas.c]
    pressing = select(people, *LABELLED, *found).outerjoin(ideas, ideas.c.id == people.c.pressed)
    return pressing.outerjoin(O, O.id == ONLY)


def _give() -> Any:
    """Everything sees what was there before, as for one: of a person, by any account, also to what was merged."""
    rows = rows_of("given", GIVEN)
    key = func.decode(rows.c.key, "hex").label("key")
    asked = select(rows.c.idea, rows.c.account, rows.c.person, rows.c.day, key).cte("asked")
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
    columns = (is_first.label("first"), is_new.label("given"), had.c.ever.is_(True).label("already"), had.c.counted)
    told = select(asked.c.idea, asked.c.account, *columns).join(had, true()).cte("told")
    more = select(told.c.idea, func.count().label("count")).where(told.c.given, told.c.counted.is_not(True))
    more_cte = more.group_by(told.c.idea).cte("more")
    count = select(more_cte.c.count).where(more_cte.c.idea == I.id).scalar_subquery()
    these = I.id == any_(func.array(select(more_cte.c.idea).scalar_subquery()))
    grown = update(I).where(these).values(support=I.support + count).returning(I.id).cte("grown")
    return select(told).add_cte(grown)


# Built once, like those of one click.
PRESSING = _pressing()
GIVE = _give()


class Presses(Chosen):
    """As Askings and Supports do it for one."""

    async def pressing(self, presses: Sequence[tuple[Request, int]]) -> dict[int, Pressing]:
        """Known accounts of requests and the ideas that they press for, by their place in the sequence.

        Both stay as they are until the end: accounts in the order of their numbers, and then ideas in that of theirs.
        """
        asks = [
            {
                "number": number,
                "idea": idea,
                "platform": one.caller.own.platform,
                "home": one.caller.own.home,
                "name_there": one.caller.own.id,
                "channel": one.place.id if one.place else None,
            }
            for number, (one, idea) in enumerate(presses)
        ]
        rows = (await self.connection.execute(PRESSING, {"asks": packed(asks)})).all()
        for row in rows[:1]:
            self._keep(row)
        return {row.number: Pressing(account_of(row), row.spoken, _idea(row)) for row in rows}

    async def give_supports(
        self, given: Sequence[tuple[int, Account, bytes | None]], day: date, at: datetime
    ) -> Mapping[tuple[int, int], tuple[bool, bool] | None]:
        """By idea and account: whether the person supported it already, and whether this support is new.

        None where its delivery has been handled before. One for each person; accounts and ideas must be held.
        """
        rows = [
            {
                "idea": idea,
                "account": account.id,
                "person": account.person.id,
                "day": day,
                "key": key.hex() if key else None,
            }
            for idea, account, key in given
        ]
        told = await self.connection.execute(GIVE, {"given": packed(rows), "at": at})
        return {(row.idea, row.account): (row.already, row.given) if row.first else None for row in told}


def _idea(row: Row[Any]) -> Idea | None:
    columns = {name.removeprefix(PREFIX): value for name, value in row._mapping.items() if name.startswith(PREFIX)}
    idea: Any = SimpleNamespace(**columns)
    return idea_of(idea) if idea.id is not None else None
