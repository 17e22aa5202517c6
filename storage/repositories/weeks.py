"""What happened in a few days, for many digests at once: each question is asked once, however many they are."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Row,
    Select,
    Subquery,
    any_,
    bindparam,
    cast,
    false,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)

from bot.model import Decided, Moved, Pace, Stage, Tried
from storage import models
from storage.repositories.many import numbers
from storage.repositories.session import Session
from storage.repositories.visible import VISIBLE
from storage.repositories.waiting import UNANSWERED

I, S, E, H = models.Idea, models.Support, models.Experiment, models.Change  # noqa: E741
SINCE, UNTIL = bindparam("since", type_=Date), bindparam("until", type_=Date)
DAY, SEVEN = timedelta(days=1), timedelta(days=7)
WEEKS = 12

UNITS = numbers("units")
LISTED = (I.stage != Stage.MERGED, VISIBLE)
OWN = (I.unit == any_(UNITS), *LISTED)
NONE, NO = cast(null(), Date), false()


def _told() -> Subquery:
    """The days on which ideas were supported, and whether they are owed an answer: of all that was touched."""
    shared = select(I.id.label("idea"), NONE.label("day"), NO.label("late"))
    shared = shared.where(*OWN, I.shared_on >= SINCE, I.shared_on < UNTIL)
    answered = select(I.id, NONE, NO).where(*OWN, I.answered_on >= SINCE, I.answered_on < UNTIL)
    owed = select(I.id, NONE, true()).where(*OWN, UNANSWERED, I.answer_by < UNTIL)
    given = select(S.idea, S.given_on, NO).where(S.given_on >= SINCE, S.given_on < UNTIL).group_by(S.idea, S.given_on)
    events = union_all(shared, answered, owed, given).subquery()
    days = func.array_agg(events.c.day).filter(events.c.day.is_not(None)).label("days")
    return select(events.c.idea, days, func.bool_or(events.c.late).label("late")).group_by(events.c.idea).subquery()


@cache
def _ideas() -> Select[Any]:
    told = _told()
    return (
        select(I.id, I.title, I.unit, I.stage, I.back_on, I.support, I.shared_on, I.answer_by, I.answered_on)
        .add_columns(told.c.days, told.c.late)
        .join(told, told.c.idea == I.id)
        .where(I.unit.in_(select(func.unnest(UNITS))), *LISTED)
        .order_by(I.id)
    )


@cache
def _undecided() -> Any:
    return (
        select(E.id, E.idea, I.title, I.unit, E.starts_on, E.ends_on)
        .join(I, I.id == E.idea)
        .where(*OWN, E.decision.is_(None), ~E.quick)
        .order_by(E.ends_on, E.id)
    )


@cache
def _decided() -> Any:
    return (
        select(H.idea, I.title, I.unit, H.stage, H.changed_on, I.lesson)
        .join(I, I.id == H.idea)
        .where(*OWN, H.experiment.is_not(None), H.stage != Stage.TRIAL, H.changed_on >= SINCE, H.changed_on < UNTIL)
        .order_by(H.id)
    )


def _paced(what: str, day: Any, source: Any) -> Any:
    return (
        select(literal(what).label("what"), I.unit, day.label("day"), func.count().label("count"))
        .select_from(source)
        .join(I, I.id == source.idea)
        .where(*OWN, day >= SINCE, day < UNTIL)
        .group_by(I.unit, day)
    )


@cache
def _begun_and_over() -> CompoundSelect[Any]:
    started, ended = _paced("started", E.starts_on, E), _paced("decided", H.changed_on, H)
    return union_all(started, ended.where(H.experiment.is_not(None), H.stage != Stage.TRIAL))


def _moved(row: Row[Any]) -> Moved:
    return Moved(
        id=row.id,
        title=row.title,
        unit=row.unit,
        stage=Stage(row.stage),
        back_on=row.back_on,
        support=row.support,
        shared_on=row.shared_on,
        supported_on=tuple(row.days or ()),
        answer_by=row.answer_by,
        answered_on=row.answered_on,
        unanswered=row.late,
    )


def _pace(rows: Iterable[Any], until: date) -> list[Pace]:
    found: Counter[tuple[str, int]] = Counter()
    for row in rows:
        found[row.what, (until - row.day - DAY) // SEVEN] += row.count
    return [
        Pace(until - SEVEN * (ago + 1), found["started", ago], found["decided", ago]) for ago in reversed(range(WEEKS))
    ]


class Weeks(Session):
    """Of work communities, between two days; the second one is not included."""

    async def moved_ideas(self, units: Collection[int], since: date, until: date) -> list[Moved]:
        """What was shared, supported or answered in these days, and what should have been answered before the end."""
        rows = await self._told(_ideas(), units, since, until)
        return [_moved(row) for row in rows]

    async def undecided_trials(self, units: Collection[int]) -> list[Tried]:
        """Trials that nobody has decided about, the one that ends first on top; quick ones need no decision."""
        rows = await self.connection.execute(_undecided(), {"units": list(units)})
        return [Tried(row.id, row.idea, row.title, row.unit, row.starts_on, row.ends_on) for row in rows]

    async def decided_trials(self, units: Collection[int], since: date, until: date) -> list[tuple[Decided, date]]:
        """What trials have led to, and when that was decided."""
        rows = await self._told(_decided(), units, since, until)
        return [(Decided(row.idea, row.title, row.unit, Stage(row.stage), row.lesson), row.changed_on) for row in rows]

    async def paces(self, wanted: Sequence[tuple[Sequence[int], date]]) -> list[list[Pace]]:
        """Of each some work communities, until a day: twelve times seven days, the oldest first."""
        units = {unit for several, _ in wanted for unit in several}
        days = [until for _, until in wanted]
        rows: dict[int, list[Any]] = {}
        for row in await self._told(_begun_and_over(), units, min(days) - WEEKS * SEVEN, max(days)):
            rows.setdefault(row.unit, []).append(row)
        return [_pace((row for unit in several for row in rows.get(unit, ())), until) for several, until in wanted]

    async def _told(self, query: Any, units: Collection[int], since: date, until: date) -> Any:
        return await self.connection.execute(query, {"units": list(units), "since": since, "until": until})
