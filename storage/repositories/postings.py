"""Copies of subjects in the chats; a copy that is `due` waits to leave."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Row,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from bot.model import Place, Posting, Request, Subject
from bot.replies import Post
from storage import models
from storage.jobs import Queue
from storage.models import DEPARTURES

T, P, D, A, C = models.Posting, models.Pause, models.Delivery, models.Account, models.Channel
PRIVATE, NEW, CLICKED, REDRAW = 0, 1, 2, 3
"""What leaves first. Whoever clicks looks at that copy, so it is drawn before the others."""
WAITING = T.state.in_(["due", "drawing"])
UNKNOWN = exists().where(
    C.platform == T.platform, C.home == T.home, C.name_there == T.name_there, C.looked_at.is_(None), T.message.is_(None)
)
"""Something new for a channel of which the platform has not told yet whether outsiders are in it: it waits."""
Home = tuple[str, str]
"""Platform, and the workspace or tenant there."""


def _redrawn() -> ReturningUpdate[Any]:
    named = tuple_(T.subject_kind, T.subject_id).in_(bindparam("subjects", expanding=True))
    copies = select(T.id, T.state).where(named, T.state != "lost").order_by(T.id)
    before = copies.with_for_update(key_share=True).cte("before")
    looked_at = and_(
        T.platform == bindparam("on_platform"), T.home == bindparam("in_home"), T.message == bindparam("copy")
    )
    changes = {
        "state": "due",
        "attempts": case((before.c.state == "failed", 0), else_=T.attempts),
        "rank": case((looked_at, CLICKED), else_=T.rank),
    }
    return update(T).where(T.id == before.c.id).values(changes).returning(T.platform, T.home, before.c.state)


def _claim() -> Any:
    order = (T.rank, T.departure.nulls_first(), T.id)
    paused = exists().where(P.platform == PLATFORM, P.home == HOME, P.until > NOW)
    waiting = (
        select(
            T.id,
            T.rank,
            T.departure,
            func.row_number().over(partition_by=T.name_there, order_by=order).label("turn"),
        )
        .where(T.platform == PLATFORM, T.home == HOME, WAITING, ~paused, ~UNKNOWN)
        .where(T.name_there.not_in(bindparam("but", expanding=True)))
        .where(T.not_before.is_(None) | (T.not_before <= NOW))
        .subquery()
    )
    columns = waiting.c
    first = select(columns.id).where(columns.turn == 1)
    first = first.order_by(columns.rank, columns.departure.nulls_first(), columns.id).limit(bindparam("most"))
    held = select(T.id).where(T.id.in_(first)).order_by(T.id).with_for_update(key_share=True).cte("held")
    return update(T).where(T.id == held.c.id).values(state="drawing").returning(T.__table__)


# Building a statement costs more than running it: those of every click and every copy are built once.
PLATFORM: Any = bindparam("of_platform")
HOME: Any = bindparam("of_home")
NOW: Any = bindparam("now")
NUMBERS: Any = bindparam("numbers", expanding=True)
CLAIM = _claim()
THERE = and_(T.platform == PLATFORM, T.home == HOME, T.name_there == bindparam("name"))
COPY_OF = select(T.message).where(T.subject_kind == bindparam("kind"), T.subject_id == bindparam("number"), THERE)
HELD = select(T.id).where(T.id.in_(NUMBERS)).order_by(T.id).with_for_update(key_share=True)
MESSAGES: Any = bindparam("messages", expanding=True)
ADOPTED = delete(T).where(T.platform == PLATFORM, T.home == HOME, T.message.in_(MESSAGES), T.id.not_in(NUMBERS))
SENT = (
    update(T)
    .where(T.id == bindparam("number"))
    .values(
        state=case((T.state == "drawing", "shown"), else_=T.state),
        rank=case((and_(T.rank == CLICKED, T.state == "due"), CLICKED), else_=REDRAW),
        attempts=0,
        not_before=None,
        departure=DEPARTURES.next_value(),
        message=bindparam("copy"),
    )
)
REDRAWN = _redrawn()
HANDLED = upsert(D).on_conflict_do_nothing().returning(D.at)


def _posting(row: Row[Any]) -> Posting:
    return Posting(
        id=row.id,
        subject=Subject(row.subject_kind, row.subject_id),
        place=Place(row.platform, row.home, row.name_there, row.address, row.private),
        language=row.language,
        under=Subject(row.under_kind, row.under_id) if row.under_kind else None,
        message=row.message,
        attempts=row.attempts,
    )


class Postings(Queue):
    """The outbox's own table: what hangs where, and what is due."""

    async def hang(self, posts: Collection[Post]) -> set[Home]:
        """New copies, due at once; answers with the homes that have something to send."""
        if posts:
            await self.connection.execute(insert(T), [_new(post) for post in posts])
        return {(post.to.platform, post.to.home) for post in posts}

    async def redraw(self, subjects: Collection[Subject], clicked: Request | None = None) -> set[Home]:
        """All copies are due; the homes of those that were not yet, so a hundred clicks make one redraw.

        The rows are locked in any case: a sender that draws at this moment waits for our commit. Always in the order
        of their numbers, like everybody who holds more than one.
        """
        if not subjects:
            return set()
        values: dict[str, Any] = {"subjects": [(subject.kind, subject.id) for subject in subjects]}
        own = clicked.caller.own if clicked else None
        there = (own.platform, own.home, clicked.message) if own and clicked else (None, None, None)
        values |= zip(("on_platform", "in_home", "copy"), there, strict=True)
        rows = await self.connection.execute(REDRAWN, values)
        return {(row.platform, row.home) for row in rows if row.state != "due"}

    async def send_from(self, platform: str, home: str, at: datetime | None = None) -> None:
        """One sender for each workspace or tenant, whatever the number of bots: its jobs share a lock."""
        await self.defer("send", lock=_lock(platform, home), at=at, platform=platform, home=home)

    async def claim(self, platform: str, home: str, but: list[str], limit: int, now: datetime) -> list[Posting]:
        """What leaves next, one for each place and none for the places `but`; by rank.

        What is `drawing` already was left by a sender that died: there is only one at a time.
        """
        values = {"of_platform": platform, "of_home": home, "but": but, "most": limit, "now": now}
        if rows := (await self.connection.execute(CLAIM, values)).all():
            await self.answer_for(_lock(platform, home))
        return [_posting(row) for row in sorted(rows, key=lambda row: (row.rank, row.departure or 0, row.id))]

    def drawing(self) -> AbstractAsyncContextManager[Any]:
        """What fails inside leaves the transaction as it was before."""
        return self.connection.begin_nested()

    async def copy_of(self, subject: Subject, place: Place) -> str | None:
        """The message that shows a subject in a place."""
        copies = (await self.connection.execute(COPY_OF, _shows(subject, place))).scalars()
        return next((one for one in copies if one is not None), None)

    async def shown_by(self, place: Place, copy: str) -> Subject | None:
        """What a message of ours in a place shows."""
        there = and_(T.platform == place.platform, T.home == place.home, T.name_there == place.id)
        query = select(T.subject_kind, T.subject_id).where(there, T.message == copy)
        row = (await self.connection.execute(query)).one_or_none()
        return Subject(row.subject_kind, row.subject_id) if row else None

    async def sent(self, platform: str, home: str, copies: Sequence[tuple[Posting, str]]) -> None:
        """They hang, as they were drawn, unless they have become due again. A click may have adopted one before."""
        numbers = [posting.id for posting, _ in copies]
        await self.connection.execute(HELD, {"numbers": numbers})
        hanging = {"messages": [message for _, message in copies], "numbers": numbers}
        await self.connection.execute(ADOPTED, {"of_platform": platform, "of_home": home, **hanging})
        rows = [{"number": posting.id, "copy": message} for posting, message in copies]
        await self.connection.execute(SENT, rows)

    async def put_off(self, posting: Posting, until: datetime) -> None:
        """This copy failed: not before a time."""
        values = {"state": "due", "not_before": until, "attempts": T.attempts + 1, "departure": DEPARTURES.next_value()}
        await self.connection.execute(update(T).where(T.id == posting.id).values(values))

    async def give_up(self, posting: Posting) -> None:
        """This copy has failed for good; a change of its subject tries it again."""
        values = {"state": "failed", "not_before": None, "departure": DEPARTURES.next_value()}
        await self.connection.execute(update(T).where(T.id == posting.id).values(values))

    async def put_back(self, posting: Posting) -> None:
        """It did not leave; nothing is wrong with it."""
        await self.connection.execute(update(T).where(T.id == posting.id).values(state="due"))

    async def pause(self, platform: str, home: str, until: datetime) -> None:
        """The whole workspace or tenant waits, whichever bot sends next."""
        asked = upsert(P).values(platform=platform, home=home, until=until)
        later = {"until": func.greatest(P.until, asked.excluded.until)}
        await self.connection.execute(asked.on_conflict_do_update(index_elements=["platform", "home"], set_=later))

    async def forget(self, posting: Posting) -> None:
        await self.connection.execute(delete(T).where(T.id == posting.id))

    async def elsewhere(self, posting: Posting, platforms: list[str]) -> bool:
        """Hang what did not reach somebody in another chat of theirs, once for each; False when there is none left.

        What was lost here is kept, or it would come back from there.
        """
        place, subject, here = posting.place, posting.subject, aliased(A)
        one = and_(here.platform == place.platform, here.home == place.home, here.name_there == place.id)
        there = and_(T.platform == A.platform, T.home == A.home, T.name_there == A.name_there)
        tried = exists().where(T.subject_kind == subject.kind, T.subject_id == subject.id, there)
        others = select(A.platform, A.home, A.name_there, A.address).join(here, and_(here.person == A.person, one))
        others = others.where(A.platform.in_(platforms), A.member.is_not(False), ~tried).order_by(A.id).limit(1)
        row = (await self.connection.execute(others)).one_or_none()
        if row is None:
            return False
        await self.connection.execute(update(T).where(T.id == posting.id).values(state="lost"))
        to = Place(row.platform, row.home, row.name_there, row.address, private=True)
        await self.hang([Post(subject, to, posting.language)])
        await self.send_from(to.platform, to.home)
        return True

    async def hand_over(self, platform: str, home: str, earliest: datetime) -> None:
        """A sender ends: one job for the moment when something may leave again, and no other."""
        await self.answer_for(_lock(platform, home))
        first = select(func.min(func.coalesce(T.not_before, earliest)))
        first = first.where(T.platform == platform, T.home == home, WAITING, ~UNKNOWN)
        if at := (await self.connection.execute(first)).scalar_one():
            pause = select(P.until).where(P.platform == platform, P.home == home)
            until = (await self.connection.execute(pause)).scalar_one_or_none()
            await self.send_from(platform, home, max(at, earliest, until or earliest))

    async def wake(self, now: datetime) -> None:
        """A job for each home where something waits that may leave: a net under the jobs that came with it."""
        homes = (
            select(T.platform, T.home).where(WAITING, ~UNKNOWN).where(T.not_before.is_(None) | (T.not_before <= now))
        )
        for row in (await self.connection.execute(homes.distinct())).all():
            await self.send_from(row.platform, row.home)

    async def adopt(self, subject: Subject, place: Place, message: str, language: str) -> None:
        """Keep a copy current that somebody clicked and that we do not know: one for each subject and place.

        Not while a copy of ours is on its way there: it is this one, and its sender comes to note it.
        """
        here = (await self.connection.execute(COPY_OF, _shows(subject, place))).scalars().all()
        if None in here or message in here or len(here) > 1:
            return
        values = _new(Post(subject, place, language)) | {"message": message, "rank": REDRAW}
        new = upsert(T).values(values).on_conflict_do_nothing().returning(T.id)
        if (await self.connection.execute(new)).one_or_none():
            await self.send_from(place.platform, place.home)

    async def first_time(self, key: bytes, now: datetime) -> bool:
        """Whether a delivery has not been handled before; its keyed hash is kept a day."""
        return (await self.connection.execute(HANDLED, {"key": key, "at": now})).one_or_none() is not None

    async def forget_deliveries(self, now: datetime) -> None:
        await self.connection.execute(delete(D).where(D.at < now - timedelta(days=1)))


def _new(post: Post) -> dict[str, Any]:
    place, under = post.to, post.under
    return {
        "subject_kind": post.subject.kind,
        "subject_id": post.subject.id,
        "platform": place.platform,
        "home": place.home,
        "name_there": place.id,
        "address": place.address,
        "private": place.private,
        "language": post.language,
        "under_kind": under.kind if under else None,
        "under_id": under.id if under else None,
        "state": "due",
        "rank": PRIVATE if place.private else NEW,
        "attempts": 0,
    }


def _shows(subject: Subject, place: Place) -> dict[str, Any]:
    """The values of COPY_OF."""
    there = {"of_platform": place.platform, "of_home": place.home, "name": place.id}
    return {"kind": subject.kind, "number": subject.id, **there}


def _lock(platform: str, home: str) -> str:
    return f"send:{platform}:{home}"
