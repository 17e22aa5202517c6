"""Private news that waits: for its reader's hour, or for what else happens soon and is told with it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, insert, select, update

from bot.model import Account, Change, Subject
from storage import models
from storage.models import GATHERINGS
from storage.repositories.accounts import account_of, accounts
from storage.repositories.history import change_of, changes
from storage.repositories.many import claimed
from storage.repositories.session import Session

A, H, L, G, W = models.Account, models.Change, models.ScheduledPost, models.Gathered, models.GatheredEdit
C, E, I, R = models.CheckIn, models.Experiment, models.Idea, models.Review  # noqa: E741
Letter = tuple[Account, Subject]

TAKEN = (L.id, L.account, L.subject_kind, L.subject_id)


@cache
def _claim() -> Any:
    due = select(L.id).where(L.due_at <= bindparam("now")).order_by(L.due_at, L.id).limit(bindparam("most"))
    return delete(L).where(L.id.in_(claimed(due))).returning(*TAKEN)


@cache
def _claim_along() -> Any:
    theirs = select(A.id).where(A.person.in_(bindparam("people", expanding=True)))
    along = (
        select(L.id).where(L.subject_kind.in_(bindparam("kinds", expanding=True)), L.account.in_(theirs)).order_by(L.id)
    )
    return delete(L).where(L.id.in_(claimed(along))).returning(*TAKEN)


@cache
def _gathered() -> Any:
    return changes().join(G, G.change == H.id).where(G.gathering == bindparam("number")).order_by(H.id)


@cache
def _edited() -> Select[Any]:
    return select(W.idea).where(W.gathering == bindparam("number")).order_by(W.idea)


class Letters(Session):
    """Each is a row until it is claimed, once."""

    async def schedule(self, letters: Collection[tuple[Account, Subject, datetime]]) -> None:
        """Private news that waits."""
        rows = [
            {"account": account.id, "subject_kind": subject.kind, "subject_id": subject.id, "due_at": due_at}
            for account, subject, due_at in letters
        ]
        if rows:
            await self.connection.execute(insert(L), rows)

    async def unschedule(self, subject: Subject) -> None:
        """What waits to be told of it is told no more."""
        about = and_(L.subject_kind == subject.kind, L.subject_id == subject.id)
        await self.connection.execute(delete(L).where(about))

    async def bring_forward(self, person: int, moments: Collection[datetime], today: date, now: datetime) -> None:
        """What waits for somebody, put off until one of these moments, is due; a question not before its own day."""
        theirs = select(A.id).where(A.person == person)
        asked = select(E.id).where(E.owner.in_(theirs))
        back = select(I.id).where(I.back_on <= today)
        for table, own in (
            (L, L.account.in_(theirs)),
            (C, and_(C.experiment.in_(asked), C.due_on <= today)),
            (R, and_(R.account.in_(theirs), R.idea.in_(back))),
        ):
            await self.connection.execute(update(table).where(own, table.due_at.in_(moments)).values(due_at=now))

    async def claim_scheduled(self, now: datetime, limit: int) -> list[Letter]:
        """News whose hour has come, each taken once."""
        return await self._letters(await self.connection.execute(_claim(), {"now": now, "most": limit}))

    async def claim_along(self, kinds: Collection[str], people: Collection[int]) -> list[Letter]:
        """What else of these kinds waits for these persons, before its hour; another bot keeps what it has taken."""
        if not people:
            return []
        values = {"kinds": list(kinds), "people": list(people)}
        return await self._letters(await self.connection.execute(_claim_along(), values))

    async def _letters(self, taken: Iterable[Any]) -> list[Letter]:
        rows = sorted(taken, key=lambda row: row.id)
        if not rows:
            return []
        people = await self.connection.execute(accounts().where(A.id.in_({row.account for row in rows})))
        found = {row.id: account_of(row) for row in people}
        return [(found[row.account], Subject(row.subject_kind, row.subject_id)) for row in rows]

    async def gather(self, changes: Collection[int], edited: Collection[int]) -> int:
        """Changes, and ideas that were edited, which are told in one message; answers with its number."""
        number = (await self.connection.execute(select(GATHERINGS.next_value()))).scalar_one()
        if changes:
            await self.connection.execute(insert(G), [{"gathering": number, "change": one} for one in changes])
        if edited:
            await self.connection.execute(insert(W), [{"gathering": number, "idea": one} for one in edited])
        return number

    async def gathered(self, gathering: int) -> list[Change]:
        """In the order in which they happened."""
        return [change_of(row) for row in await self.connection.execute(_gathered(), {"number": gathering})]

    async def gathered_edits(self, gathering: int) -> list[int]:
        """The ideas whose words were edited."""
        return list((await self.connection.execute(_edited(), {"number": gathering})).scalars())
