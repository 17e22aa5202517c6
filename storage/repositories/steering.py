"""What the leadership sees of the whole, counted in a fixed number of statements; and its letters, one a quarter."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, any_, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from bot.model import OPEN, Account, Attempt, Decision, Experiment, Kept, Letter, Practice, Role, Stage
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.experiments import Experiments, visible_trials
from storage.repositories.many import claimed, texts
from storage.repositories.units import NAMES, unit_of
from storage.repositories.visible import VISIBLE

A, E, G, I, L, M, R, U, W = (  # noqa: E741
    models.Account,
    models.Experiment,
    models.Goal,
    models.Idea,
    models.OverviewLetter,
    models.Aim,
    models.Role,
    models.Unit,
    models.WouldHelp,
)
COUNTED = and_(VISIBLE, I.stage != Stage.MERGED)
"""What was merged counts where it continues; what nobody may see counts nowhere."""
TODAY: Any = bindparam("today")
SINCE: Any = bindparam("since")
LIVE = and_(E.decision.is_(None), E.ends_on >= TODAY)
TRIED = E.ends_on >= SINCE
UNDECIDED = and_(E.decision.is_(None), E.ends_on < TODAY, ~E.quick)


@cache
def _practices() -> Select[Any]:
    """Trials are counted once for each work community, ideas that crossed from one to another once for each of both."""
    aimed = and_(TRIED, I.id.in_(select(M.idea)))
    trials = (
        select(
            I.unit,
            func.count().filter(LIVE).label("live"),
            func.count().filter(TRIED).label("tried"),
            func.count().filter(UNDECIDED).label("undecided"),
            func.count().filter(aimed).label("aimed"),
        )
        .join(E, E.idea == I.id)
        .where(COUNTED)
        .group_by(I.unit)
        .subquery()
    )
    crossed = select(I.id, I.unit.label("home"), W.unit.label("guest")).join(W, W.idea == I.id)
    ways = crossed.where(COUNTED, I.unit != W.unit).distinct().subquery()
    both = select(ways.c.id, ways.c.home.label("unit")).union(select(ways.c.id, ways.c.guest)).subquery()
    shared = select(both.c.unit, func.count().label("shared")).group_by(both.c.unit).subquery()
    counts = [func.coalesce(one, 0).label(one.name) for one in (*trials.c[1:], shared.c.shared)]
    child = aliased(U)
    open_now = or_(U.closed_on.is_(None), U.closed_on > TODAY)
    parts = exists().where(child.parent == U.id, or_(child.closed_on.is_(None), child.closed_on > TODAY))
    found = select(U.id.label("unit"), *NAMES, *counts).outerjoin(trials, trials.c.unit == U.id)
    found = found.outerjoin(shared, shared.c.unit == U.id)
    return found.where(open_now, or_(~parts, trials.c.unit.is_not(None), shared.c.unit.is_not(None)))


@cache
def _tried() -> Select[Any]:
    goals = select(func.array_agg(aggregate_order_by(G.name, G.id))).join(M, M.goal == G.id).where(M.idea == I.id)
    return (
        select(
            E.starts_on, E.ends_on, E.decision, E.quick, I.title, I.unit, *NAMES, goals.scalar_subquery().label("goals")
        )
        .join(I, I.id == E.idea)
        .outerjoin(U, U.id == I.unit)
        .where(COUNTED, TRIED)
        .order_by(E.starts_on, E.id)
    )


@cache
def leaders() -> Select[Any]:
    """Members of the leadership whose next letter is not planned: of a person's accounts the first."""
    other = aliased(A)
    leaders = select(other.person).join(R, R.account == other.id).where(R.role == Role.LEADERSHIP)
    admin = A.email_key == any_(texts("keys"))
    leading = and_(A.member.is_(True), or_(admin, A.person.in_(leaders)))
    waiting = select(other.person).join(L, L.account == other.id).where(L.sent_at.is_(None))
    return select(func.min(A.id)).where(leading, A.person.not_in(waiting)).group_by(A.person)


@cache
def _answers() -> Any:
    """What is tried without an answer is owed none any more."""
    return select(func.count().filter(I.answered_on <= I.answer_by).label("kept"), func.count().label("due")).where(
        VISIBLE, I.answer_by >= SINCE, or_(I.answered_on.is_not(None), and_(I.stage.in_(OPEN), I.answer_by < TODAY))
    )


@cache
def _waiting() -> Select[Any]:
    return visible_trials().where(UNDECIDED, COUNTED).order_by(E.ends_on, E.id)


@cache
def _unplanned() -> Select[Any]:
    return accounts().where(A.id.in_(leaders())).order_by(A.id).limit(bindparam("most"))


@cache
def _due() -> Select[Any]:
    return (
        select(L.id)
        .where(L.sent_at.is_(None), L.due_at <= bindparam("now"))
        .order_by(L.due_at)
        .limit(bindparam("most"))
    )


@cache
def _claimed() -> Any:
    return (
        update(L)
        .where(L.id.in_(claimed(_due())))
        .values(sent_at=bindparam("now"))
        .returning(L.id, L.account, L.quarter)
    )


class Steering(Experiments):
    """Numbers of work communities, never of people."""

    async def practices(self, since: date, today: date) -> list[Practice]:
        """Every work community, by name; of what such lie below only where something has been done there itself."""
        rows = await self.connection.execute(_practices(), {"since": since, "today": today})
        found = [
            Practice(unit, row.live, row.tried, row.undecided, row.aimed, row.shared)
            for row in rows
            if (unit := unit_of(row))
        ]
        return sorted(found, key=lambda one: one.unit.alphabetical)

    async def answers_kept(self, since: date, today: date) -> Kept:
        """How many of the answers that were promised for these days came in time."""
        row = (await self.connection.execute(_answers(), {"since": since, "today": today})).one()
        return Kept(row.kept, row.due)

    async def undecided(self, today: date) -> list[Experiment]:
        """Trials that have ended without a decision, the longest first."""
        return await self._all(_waiting(), {"today": today})

    async def attempts(self, since: date) -> list[Attempt]:
        """Trials that are under way or have ended since a day."""
        rows = await self.connection.execute(_tried(), {"since": since})
        return [
            Attempt(
                title=row.title,
                unit=unit_of(row),
                goals=tuple(row.goals or ()),
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                decision=Decision(row.decision) if row.decision else None,
                quick=row.quick,
            )
            for row in rows
        ]

    async def unplanned_leaders(self, keys: Collection[str], limit: int) -> list[Account]:
        """Members of the leadership whose next overview is not planned yet."""
        rows = await self.connection.execute(_unplanned(), {"keys": list(keys), "most": limit})
        return [account_of(row) for row in rows]

    async def plan_overview(self, account: int, quarter: date, due_at: datetime) -> bool:
        """A letter that waits for its moment; False if it was planned or sent before."""
        new = upsert(L).values(account=account, quarter=quarter, due_at=due_at)
        new = new.on_conflict_do_nothing()
        return (await self.connection.execute(new.returning(L.id))).one_or_none() is not None

    async def claim_overviews(self, now: datetime, limit: int) -> list[Letter]:
        """Letters whose moment has come, each claimed once."""
        rows = await self.connection.execute(_claimed(), {"now": now, "most": limit})
        return [Letter(row.id, row.account, row.quarter) for row in rows]

    async def overview_letter(self, letter: int) -> Letter | None:
        query = select(L.id, L.account, L.quarter).where(L.id == letter)
        row = (await self.connection.execute(query)).one_or_none()
        return Letter(row.id, row.account, row.quarter) if row else None
