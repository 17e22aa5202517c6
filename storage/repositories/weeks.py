"""What happened in a few days, for many digests at once: each question is asked once, however many they are."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, bindparam, func, literal, select, union_all

from bot.model import Decided, Idea, Pace, Stage, Tried
from storage import models
from storage.repositories.digests import numbers
from storage.repositories.ideas import VISIBLE_IDEAS, idea_of
from storage.repositories.session import Session
from storage.repositories.visible import VISIBLE

I, S, E, H = models.Idea, models.Support, models.Experiment, models.Change  # noqa: E741
SINCE, UNTIL = bindparam("since", type_=Date), bindparam("until", type_=Date)
DAY, SEVEN = timedelta(days=1), timedelta(days=7)
WEEKS = 12

OWN = (I.unit == numbers("units"), I.stage != Stage.MERGED, VISIBLE)
# Built once: see checkins.py.
NEW = VISIBLE_IDEAS.where(*OWN, I.shared_on >= SINCE, I.shared_on < UNTIL).order_by(I.id)
GIVEN = select(S.idea, func.array_agg(S.given_on.distinct()).label("days"))
GIVEN_THEN = GIVEN.where(S.given_on >= SINCE, S.given_on < UNTIL).group_by(S.idea).subquery()
SUPPORTED = (
    VISIBLE_IDEAS.add_columns(GIVEN_THEN.c.days)
    .join(GIVEN_THEN, GIVEN_THEN.c.idea == I.id)
    .where(*OWN)
    .order_by(I.support.desc(), I.id)
)
UNDECIDED = (
    select(E.id, E.idea, I.title, I.unit, E.starts_on, E.ends_on)
    .join(I, I.id == E.idea)
    .where(*OWN, E.decision.is_(None), ~E.quick)
    .order_by(E.ends_on, E.id)
)
DECIDED = (
    select(H.idea, I.title, I.unit, H.stage, H.changed_on, I.lesson)
    .join(I, I.id == H.idea)
    .where(*OWN, H.experiment.is_not(None), H.stage != Stage.TRIAL, H.changed_on >= SINCE, H.changed_on < UNTIL)
    .order_by(H.id)
)


def _paced(what: str, day: Any, source: Any) -> Any:
    return (
        select(literal(what).label("what"), day.label("day"), func.count().label("count"))
        .select_from(source)
        .join(I, I.id == source.idea)
        .where(*OWN, day >= SINCE, day < UNTIL)
        .group_by(day)
    )


STARTED = _paced("started", E.starts_on, E)
ENDED = _paced("decided", H.changed_on, H).where(H.experiment.is_not(None), H.stage != Stage.TRIAL)
PACE = union_all(STARTED, ENDED)


class Weeks(Session):
    """Of work communities, between two days; the second one is not included."""

    async def new_ideas(self, units: Collection[int], since: date, until: date) -> list[Idea]:
        """What was shared."""
        return [idea_of(row) for row in await self._told(NEW, units, since, until)]

    async def supported_ideas(self, units: Collection[int], since: date, until: date) -> list[tuple[Idea, list[date]]]:
        """What gathered support, the most supported first, and on which days."""
        return [(idea_of(row), row.days) for row in await self._told(SUPPORTED, units, since, until)]

    async def undecided_trials(self, units: Collection[int]) -> list[Tried]:
        """The one that ends first on top; quick ones need no decision."""
        rows = await self.connection.execute(UNDECIDED, {"units": list(units)})
        return [Tried(row.id, row.idea, row.title, row.unit, row.starts_on, row.ends_on) for row in rows]

    async def decided_trials(self, units: Collection[int], since: date, until: date) -> list[tuple[Decided, date]]:
        """What trials have led to, and when that was decided."""
        rows = await self._told(DECIDED, units, since, until)
        return [(Decided(row.idea, row.title, row.unit, Stage(row.stage), row.lesson), row.changed_on) for row in rows]

    async def pace(self, units: Collection[int], until: date) -> list[Pace]:
        """Twelve times seven days, the oldest first."""
        found: Counter[tuple[str, int]] = Counter()
        for row in await self._told(PACE, units, until - WEEKS * SEVEN, until):
            found[row.what, (until - row.day - DAY) // SEVEN] += row.count
        return [
            Pace(until - SEVEN * (ago + 1), found["started", ago], found["decided", ago])
            for ago in reversed(range(WEEKS))
        ]

    async def _told(self, query: Any, units: Collection[int], since: date, until: date) -> Any:
        return await self.connection.execute(query, {"units": list(units), "since": since, "until": until})
