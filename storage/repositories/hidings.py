"""What is hidden: from when and why, shown again, and what shows it meanwhile."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Date,
    Row,
    Select,
    and_,
    any_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from bot.model import Account, Hiding, HidingState, Role, Subject
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.groups import merged
from storage.repositories.session import Session
from storage.repositories.showing import about, showing
from storage.repositories.units import above

Z, I, C, A, B, D, E, G, H, N, O, R, T, L = (  # noqa: E741
    models.Hiding,
    models.Idea,
    models.Comment,
    models.Account,
    models.GatheredEdit,
    models.Digest,
    models.Experiment,
    models.Gathered,
    models.Change,
    models.Handover,
    models.OverviewLetter,
    models.Role,
    models.Posting,
    models.ScheduledPost,
)
THINGS = {"idea": I, "comment": C}


def hidings() -> Select[Any]:
    """Hidings, each with the day on which the hidden thing was shared or written; `hiding_row` reads them."""
    written = case((Z.kind == "comment", C.written_on), else_=I.shared_on).label("written_on")
    comment = and_(Z.kind == "comment", C.id == Z.number)
    return select(Z.__table__, written).join(I, I.id == Z.idea).outerjoin(C, comment)


def hiding_row(row: Row[Any]) -> Hiding:
    """One row of `hidings()`."""
    return Hiding(
        id=row.id,
        thing=Subject(row.kind, row.number),
        idea=row.idea,
        reason=row.reason,
        role=Role(row.role) if row.role else None,
        by=row.by,
        until=row.until,
        state=HidingState(row.state),
        written_on=row.written_on,
        again=row.again,
        answer=row.answer,
    )


@cache
def _in_force(kind: str) -> Select[Any]:
    """What keeps a subject from being shown; of an idea and a comment that are both hidden, the idea."""
    one = about()[kind].subquery()
    thing = or_(
        and_(Z.kind == "idea", Z.number == one.c.idea),
        and_(Z.kind == "comment", Z.number == one.c.comment),
    )
    there = and_(one.c.id.in_(bindparam("subjects", expanding=True)), thing)
    found = hidings().add_columns(one.c.id.label("subject")).join(one, there)
    return found.where(Z.state != HidingState.SHOWN).order_by(Z.kind, Z.id)


@cache
def _by_id() -> Select[Any]:
    return hidings().where(Z.id == bindparam("number"))


@cache
def _unanswered() -> Any:
    """The list of answers to a challenge that have no reply."""
    return select(literal("unanswered").label("kind"), I.challenge.label("id")).where(I.challenge.is_not(None))


@cache
def _gathered() -> Any:
    """News of several ideas that somebody was told together."""
    return select(literal("gathered").label("kind"), G.gathering.label("id")).join(H, H.id == G.change).distinct()


@cache
def _rewritten() -> Any:
    """The same of those that were edited."""
    return select(literal("gathered").label("kind"), B.gathering.label("id"))


class Hidings(Session):
    """Nothing is moved or copied: a row says that something is hidden, and what shows it asks."""

    async def hide(self, hiding: Hiding, due_at: datetime) -> int:
        """Hide an idea or a comment: from now on nobody sees its words. Answers with the hiding's number."""
        values = {
            "kind": hiding.thing.kind,
            "number": hiding.thing.id,
            "idea": hiding.idea,
            "reason": hiding.reason,
            "role": hiding.role,
            "by": hiding.by,
            "until": hiding.until,
            "due_at": due_at,
            "state": hiding.state,
            "again": "",
            "answer": "",
        }
        await self._mark(hiding.thing, hidden=True)
        return (await self.connection.execute(insert(Z).values(values).returning(Z.id))).scalar_one()

    async def show_again(self, hiding: Hiding, reason: str) -> None:
        values = {"state": HidingState.SHOWN, "again": reason, "due_at": None}
        await self.connection.execute(update(Z).where(Z.id == hiding.id).values(values))
        await self._mark(hiding.thing, hidden=False)

    async def _mark(self, thing: Subject, *, hidden: bool) -> None:
        kind = THINGS[thing.kind]
        await self.connection.execute(update(kind).where(kind.id == thing.id).values(hidden=hidden))

    async def hiding(self, hiding: int) -> Hiding | None:
        row = (await self.connection.execute(_by_id(), {"number": hiding})).one_or_none()
        return hiding_row(row) if row else None

    async def hiding_of(self, subject: Subject) -> Hiding | None:
        """Why nobody sees what this subject shows, if that is so."""
        return (await self.hidings_of(subject.kind, [subject.id])).get(subject.id)

    async def hidings_of(self, kind: str, numbers: Sequence[int]) -> dict[int, Hiding]:
        """The same for several subjects of a kind; those that may be shown are left out."""
        if kind not in about():
            return {}
        rows = await self.connection.execute(_in_force(kind), {"subjects": list(numbers)})
        return {row.subject: hiding_row(row) for row in rows}

    async def answer_hiding(self, hiding: int, words: str) -> None:
        await self.connection.execute(update(Z).where(Z.id == hiding).values(answer=words))

    async def author_of(self, thing: Subject) -> Account | None:
        """The account that shared or wrote it; None: anonymously."""
        account = select(I.author) if thing.kind == "idea" else select(C.account)
        wrote = account.where(THINGS[thing.kind].id == thing.id).scalar_subquery()
        row = (await self.connection.execute(accounts().where(A.id == wrote))).one_or_none()
        return account_of(row) if row else None

    async def showing(self, idea: int) -> list[Subject]:
        """Everything that shows words of an idea: also what continues in it, and the lists that may tell of it."""
        group = select(merged([idea]).c.id)
        subjects = showing(group).subquery()
        news = _gathered().where(H.idea.in_(group)).union(_rewritten().where(B.idea.in_(group)))
        digests = (self._digests(idea, kind) for kind in ("digest", "channel_digest"))
        lists = (*digests, self._handovers(idea), self._overviews(group), _unanswered().where(I.id == idea))
        query = select(subjects.c.kind, subjects.c.id).union_all(news, *lists)
        return [Subject(row.kind, row.id) for row in await self.connection.execute(query)]

    @staticmethod
    def _digests(idea: int, kind: str) -> Select[str, int]:
        """Those of whoever does something for its work community or above it, or did so then, since it was shared."""
        its: Select[Any] = select(I.unit.label("unit")).where(I.id == idea)
        way = above(its)
        one = select(R.account).where(R.unit.in_(select(way.c.unit)))
        then = exists().where(way.c.unit == any_(D.units))
        shared: Any = select(I.shared_on).where(I.id == idea).scalar_subquery()
        own = and_(or_(D.account.in_(one), then), D.until > shared, D.sent_at.is_not(None))
        return select(literal(kind).label("kind"), D.id.label("id")).where(own)

    @staticmethod
    def _handovers(idea: int) -> Select[str, int]:
        """What those were told who took a role over in its work community or above it."""
        its: Select[Any] = select(I.unit.label("unit")).where(I.id == idea)
        own = select(literal("handover").label("kind"), N.id.label("id"))
        return own.where(N.unit.in_(select(above(its).c.unit)), N.account.is_not(None))

    @staticmethod
    def _overviews(ideas: Any) -> Select[str, int]:
        """Those that the leadership was sent since a trial waits for its decision."""
        ended = exists().where(E.idea.in_(ideas), E.ends_on < cast(O.sent_at, Date))
        return select(literal("overview").label("kind"), O.id.label("id")).where(ended)

    async def drop_unsent(self, subjects: Sequence[Subject]) -> None:
        """Private news of these that has not left yet does not leave; what a sender has in hand is drawn anew.

        Overviews and gathered news tell of more than this, and are drawn when they leave.
        """
        these = [(one.kind, one.id) for one in subjects if one.kind not in {"overview", "gathered"}]
        unsent = and_(T.private, T.message.is_(None), T.state == "due")
        await self.connection.execute(delete(T).where(unsent, tuple_(T.subject_kind, T.subject_id).in_(these)))
        await self.connection.execute(delete(L).where(tuple_(L.subject_kind, L.subject_id).in_(these)))
