"""Changes of ideas, and who hears of them."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CTE, Row, Select, and_, func, insert, select

from bot.model import Account, AnswerKind, Change, Person, Place, Stage, Subject
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.groups import grouped
from storage.repositories.session import Session
from storage.repositories.units import nearest, responsible
from storage.repositories.would_help import helped

H, A, P, T, R, C = models.Change, models.Account, models.Person, models.Posting, models.Role, models.Channel


@cache
def _helped_nearest() -> CTE:
    """The work communities that an idea would help, and what answers for those where nobody does."""
    return nearest(select(helped().subquery().c.unit))


def change_of(row: Row[Any]) -> Change:
    """One row of `changes`."""
    by = Person(row.person, row.name) if row.person else None
    answer = AnswerKind(row.answer) if row.answer else None
    return Change(row.id, row.idea, Stage(row.stage), row.reason, by, answer)


@cache
def changes() -> Any:
    """What was decided of ideas, by whom."""
    decided = select(H.id, H.idea, H.stage, H.reason, H.answer, A.person, P.name)
    return decided.outerjoin(A, A.id == H.by).outerjoin(P, P.id == A.person)


class History(Session):
    """Every change of an idea's stage is a row, and reaches those whom it concerns."""

    async def note_change(
        self,
        idea: int,
        stage: Stage,
        reason: str,
        day: date,
        *,
        by: int | None = None,
        experiment: int | None = None,
        answer: AnswerKind | None = None,
    ) -> int:
        """Keep a change; answers with its number."""
        values = {
            "idea": idea,
            "stage": stage,
            "reason": reason,
            "changed_on": day,
            "by": by,
            "experiment": experiment,
            "answer": answer,
        }
        return (await self.connection.execute(insert(H).values(values).returning(H.id))).scalar_one()

    async def change(self, change: int) -> Change | None:
        row = (await self.connection.execute(changes().where(H.id == change))).one_or_none()
        return change_of(row) if row else None

    async def readers(self, idea: int, *, outcome: bool) -> list[Account]:
        """One account for each person who shared or follows an idea or one that was merged into it; for an outcome
        also who joined its trials, supports it, or said that it would help, and whoever answers or encourages where it
        would. Whoever is not a member in any chat is left out.
        """
        I, F, S, W = models.Idea, models.Follow, models.Support, models.WouldHelp  # noqa: E741, N806
        J, E = models.Joining, models.Experiment  # noqa: N806
        wanted: list[Select[Any]] = [
            select(I.author).where(I.id.in_(grouped()), I.author.is_not(None)),
            select(F.account).where(F.idea.in_(grouped())),
        ]
        if outcome:
            wanted += [
                select(S.account).where(S.idea.in_(grouped())),
                select(W.account).where(W.idea.in_(grouped())),
                select(J.account).join(E, E.id == J.experiment).where(E.idea.in_(grouped())),
                select(R.account).where(R.unit.in_(select(_helped_nearest().c.unit)), responsible()),
            ]
        named = wanted[0].union(*wanted[1:])
        theirs = select(named.cte("named").c[0])
        own, people = func.min(A.id).filter(A.id.in_(theirs)), select(A.person).where(A.id.in_(theirs))
        first = select(func.coalesce(own, func.min(A.id))).where(A.person.in_(people), A.member.is_not(False))
        first = first.group_by(A.person)
        query = accounts().where(A.id.in_(first)).order_by(A.id)
        rows = await self.connection.execute(query, {"these": [idea], "idea": idea})
        return [account_of(row) for row in rows]

    async def copies(self, subject: Subject) -> list[tuple[Place, str]]:
        """The linked channels where a subject hangs or is about to, each with the language of its copy.

        Those where nothing new may appear are left out, and stay as they are until the end.
        """
        there = and_(C.platform == T.platform, C.home == T.home, C.name_there == T.name_there, C.trouble.is_(None))
        query = select(T.platform, T.home, T.name_there, T.address, T.language).join(C, there)
        query = query.where(T.subject_kind == subject.kind, T.subject_id == subject.id, T.private.is_(False))
        rows = await self.connection.execute(query.order_by(T.id).with_for_update(of=C, read=True))
        found = {(row.platform, row.home, row.name_there): row for row in rows}
        return [(Place(row.platform, row.home, row.name_there, row.address), row.language) for row in found.values()]
