"""What leads to one person: everything is counted, also what nobody sees any more."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, cast, distinct, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.model import Stage, Trace
from storage import models as m
from storage.repositories.session import Session

A, I, T, L = m.Account, m.Idea, m.Posting, m.Audit  # noqa: E741
Counted = tuple[InstrumentedAttribute[Any] | None, InstrumentedAttribute[Any]]
BY_ACCOUNT: dict[Trace, Counted] = {
    Trace.IDEAS: (I.id, I.author),
    Trace.COMMENTS: (m.Comment.id, m.Comment.account),
    Trace.TRIALS: (m.Experiment.id, m.Experiment.owner),
    Trace.JOINED: (m.Joining.experiment, m.Joining.account),
    Trace.PERMITS: (m.Permit.id, m.Permit.asker),
    Trace.CHALLENGES: (m.Challenge.id, m.Challenge.asker),
    Trace.DECISIONS: (m.Change.id, m.Change.by),
    Trace.VERDICTS: (m.Permit.id, m.Permit.decided_by),
    Trace.HELP: (m.HelpOffer.id, m.HelpOffer.account),
    Trace.BEGUN: (I.id, I.writer),
    Trace.COLLEAGUE: (I.id, I.colleague),
    Trace.REVIEWS: (m.Review.idea, m.Review.account),
    Trace.HIDINGS: (m.Hiding.id, m.Hiding.by),
    Trace.HANDOVERS: (m.Handover.id, m.Handover.account),
    Trace.CHANNELS: (m.Channel.id, m.Channel.linked_by),
    Trace.ADDED: (m.Introduction.id, m.Introduction.by),
    Trace.SUPPORT: (m.Support.idea, m.Support.account),
    Trace.FOLLOWS: (m.Follow.idea, m.Follow.account),
    Trace.WOULD_HELP: (None, m.WouldHelp.account),
    Trace.REPORTS: (m.Report.complaint, m.Report.account),
    Trace.DIGESTS: (m.Digest.id, m.Digest.account),
    Trace.OVERVIEWS: (m.OverviewLetter.id, m.OverviewLetter.account),
    Trace.WAITING: (m.ScheduledPost.id, m.ScheduledPost.account),
}
"""What is counted, each once, and the column that leads to whose it is; None: rows."""


@cache
def _counts() -> Select[Any]:
    own = select(A.id).where(A.person == bindparam("of"))
    found = {trace: _count(what, whose.in_(own)) for trace, (what, whose) in BY_ACCOUNT.items()}
    there = (A.platform == T.platform, A.home == T.home, A.name_there == T.name_there)
    theirs = exists().where(A.person == bindparam("of"), *there)
    written = select(cast(A.id, Text)).where(A.person == bindparam("of"))
    given = and_(L.what == "role", L.details["account"].astext.in_(written))
    found |= {
        Trace.WITHDRAWN: _count(I.id, and_(I.author.in_(own), I.stage == Stage.WITHDRAWN)),
        Trace.RHYTHM: _count(None, m.DigestChoice.person == bindparam("of")),
        Trace.MESSAGES: _count(T.id, and_(T.private, theirs)),
        Trace.TRAIL: _count(L.id, or_(L.account.in_(own), given)),
    }
    return select(*(count.label(trace) for trace, count in found.items()))


def _count(what: InstrumentedAttribute[Any] | None, where: ColumnElement[bool]) -> Any:
    counted = func.count() if what is None else func.count(distinct(what))
    return select(counted).where(where).scalar_subquery()


class MyDatas(Session):
    """Asked by the person alone."""

    async def traces_of(self, person: int) -> dict[Trace, int]:
        """How much of each kind is stored of a person, by whichever of their accounts."""
        row = (await self.connection.execute(_counts(), {"of": person})).one()
        return {trace: row._mapping[trace] for trace in Trace}
