"""Presses of Support that arrive together: what one of them asks, asked for all at once."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnClause,
    Text,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.orm import aliased
from sqlalchemy.types import TypeEngine

from bot.model import Giving, Home, Pressing, Request, Stage
from storage import models
from storage.models.organisation import ONLY
from storage.repositories.accounts import account_of, accounts
from storage.repositories.giving import given, row_of
from storage.repositories.ideas import idea_of, ideas
from storage.repositories.many import one_of_those, packed, rows_of
from storage.repositories.organisation import CHOSEN, Chosen, O
from storage.repositories.postings import Postings, packed_clicks, redrawn
from storage.repositories.session import Prepared, prepared

A, C, I = models.Account, models.Channel, models.Idea  # noqa: E741
ASKED: dict[str, TypeEngine[Any]] = {
    "number": BigInteger(),
    "idea": BigInteger(),
    "platform": Text(),
    "home": Text(),
    "name_there": Text(),
    "channel": Text(),
}


@cache
def _pressing() -> Prepared:
    """Accounts are held before ideas, each in the order of their numbers: counting them holds them all."""
    asks = rows_of("asks", ASKED).alias("asks")
    own = (A.platform == asks.c.platform, A.home == asks.c.home, A.name_there == asks.c.name_there)
    asked = aliased(A)
    known = select(asked.id).where(asked.platform == asks.c.platform, asked.home == asks.c.home)
    known = known.where(asked.name_there == asks.c.name_there)
    here = (C.platform == asks.c.platform, C.home == asks.c.home, C.name_there == asks.c.channel)
    spoken = select(C.language).where(*here).scalar_subquery().label("spoken")
    asking = accounts().add_columns(asks.c.number, asks.c.idea.label("pressed"), spoken)
    asking = asking.join(asks, own[0] & own[1] & own[2]).where(one_of_those(A.id, asks, known)).order_by(A.id)
    people = asking.with_for_update(of=A, read=True).cte("people")
    all_held = select(func.count()).select_from(people).scalar_subquery() > 0
    open_ideas = ideas().where(all_held, I.id.in_(select(people.c.pressed)), I.stage != Stage.MERGED).order_by(I.id)
    held = open_ideas.with_for_update(of=I, key_share=True).cte("ideas")
    whole: list[ColumnClause[Any]] = [literal_column(f"{one.name}.*") for one in (people, held)]
    pressing = select(*whole, *CHOSEN).select_from(people).outerjoin(held, held.c.id == people.c.pressed)
    names = (people.c.keys(), held.c.keys(), [one.name for one in CHOSEN])
    return prepared(pressing.outerjoin(O, O.id == ONLY), *names)


@cache
def _press() -> Prepared:
    """What is given, and the copies that are due for it, each as one list."""
    told, grown = given()
    idea = select(literal("idea").label("kind"), told.c.idea.label("number")).where(told.c.given)
    copies = redrawn(idea.distinct().cte("subjects")).cte("copies")
    lists = [select(func.json_agg(one.table_valued())).scalar_subquery().label(one.name) for one in (told, copies)]
    return prepared(select(*lists).add_cte(grown), ("told", "copies"))


class Presses(Chosen, Postings):
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
        rows = await self.rows(_pressing(), {"asks": packed(asks)})
        for _, _, chosen in rows[:1]:
            self._keep(vars(chosen))
        return {
            who.number: Pressing(account_of(who), who.spoken, idea_of(idea) if idea.id is not None else None)
            for who, idea, _ in rows
        }

    async def give_supports(
        self, presses: Sequence[Giving], day: date, at: datetime
    ) -> tuple[list[tuple[bool, bool] | None], set[Home]]:
        """Of each, whether the person supported the idea already and whether this support is new; None where its
        delivery has been handled before.

        Copies of what is new are due: with it come the homes that have something to send. One for each person.
        """
        rows = packed([row_of(one.idea.id, one.account, day, one.delivery) for one in presses])
        values = {"given": rows, "at": at, "clicks": packed_clicks([one.request for one in presses])}
        [[row]] = await self.rows(_press(), values)
        told = {(one["idea"], one["account"]): one for one in row.told}
        each = [told[one.idea.id, one.account.id] for one in presses]
        return [(one["already"], one["given"]) if one["first"] else None for one in each], self._due(row.copies or ())
