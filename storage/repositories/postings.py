"""Copies of subjects in the chats; a copy that is not `shown` waits to leave."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Place, Posting, Subject
from bot.replies import Post
from storage import models
from storage.jobs import Queue

T, D = models.Posting, models.Delivery
PRIVATE, NEW, REDRAW = 0, 1, 2


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

    async def hang(self, post: Post) -> None:
        """A new copy, due at once."""
        under = post.under
        values = _place(post.to) | {
            "subject_kind": post.subject.kind,
            "subject_id": post.subject.id,
            "address": post.to.address,
            "private": post.to.private,
            "language": post.language,
            "under_kind": under.kind if under else None,
            "under_id": under.id if under else None,
            "state": "due",
            "rank": PRIVATE if post.to.private else NEW,
            "attempts": 0,
        }
        await self.connection.execute(insert(T).values(values))
        await self.send_from(post.to.platform, post.to.home)

    async def redraw(self, subject: Subject) -> None:
        """All copies are due; only those that were not are told to the sender, so a hundred clicks make one redraw.

        The rows are locked in any case: a sender that draws at this moment waits for our commit.
        """
        copies = and_(T.subject_kind == subject.kind, T.subject_id == subject.id)
        before = select(T.id, T.state).where(copies).order_by(T.id).with_for_update(key_share=True).cte("before")
        changed = update(T).where(T.id == before.c.id).values(state="due")
        rows = await self.connection.execute(changed.returning(T.platform, T.home, before.c.state))
        for platform, home in sorted({(row.platform, row.home) for row in rows if row.state != "due"}):
            await self.send_from(platform, home)

    async def send_from(self, platform: str, home: str) -> None:
        """One sender for each workspace or tenant, whatever the number of bots: its jobs share a lock."""
        key = f"{platform}:{home}"
        await self.defer("send", lock=f"send:{key}", platform=platform, home=home)

    async def claim(self, platform: str, home: str, but: list[str], limit: int, now: datetime) -> list[Posting]:
        """What leaves next, one for each place and none for the places `but`; private first, then new, then redraws.

        What is `drawing` already was left by a sender that died: there is only one at a time.
        """
        waiting = (
            select(
                T.id, func.row_number().over(partition_by=T.name_there, order_by=(T.rank, T.id)).label("turn"), T.rank
            )
            .where(T.platform == platform, T.home == home, T.state != "shown", T.name_there.not_in(but))
            .where(T.not_before.is_(None) | (T.not_before <= now))
            .subquery()
        )
        first = select(waiting.c.id).where(waiting.c.turn == 1).order_by(waiting.c.rank, waiting.c.id).limit(limit)
        claimed = update(T).where(T.id.in_(first)).values(state="drawing").returning(T.__table__)
        rows = (await self.connection.execute(claimed)).all()
        return [_posting(row) for row in sorted(rows, key=lambda row: (row.rank, row.id))]

    async def copy_of(self, subject: Subject, place: Place) -> str | None:
        """The message that shows a subject in a place."""
        here = select(T.message).where(T.subject_kind == subject.kind, T.subject_id == subject.id)
        query = here.where(T.platform == place.platform, T.home == place.home, T.name_there == place.id)
        return (await self.connection.execute(query.where(T.message.is_not(None)).limit(1))).scalar_one_or_none()

    async def sent(self, posting: Posting, message: str) -> None:
        """It hangs. A click may have adopted the copy before we came to note it."""
        place = posting.place
        adopted = and_(T.platform == place.platform, T.home == place.home, T.message == message, T.id != posting.id)
        await self.connection.execute(delete(T).where(adopted))
        await self.connection.execute(update(T).where(T.id == posting.id).values(message=message))
        await self.shown(posting)

    async def shown(self, posting: Posting) -> None:
        """The copy is as drawn, unless it has become due again meanwhile."""
        values = {"rank": REDRAW, "attempts": 0, "not_before": None}
        await self.connection.execute(update(T).where(T.id == posting.id).values(values))
        settled = update(T).where(T.id == posting.id, T.state == "drawing").values(state="shown")
        await self.connection.execute(settled)

    async def put_off(self, posting: Posting, until: datetime | None) -> None:
        """Not now; with a time, not before it."""
        values = {"state": "due", "not_before": until, "attempts": T.attempts + (1 if until else 0)}
        await self.connection.execute(update(T).where(T.id == posting.id).values(values))

    async def forget(self, posting: Posting) -> None:
        await self.connection.execute(delete(T).where(T.id == posting.id))

    async def next_wait(self, platform: str, home: str) -> datetime | None:
        """When the first put-off copy may be tried again."""
        waiting = select(func.min(T.not_before)).where(T.platform == platform, T.home == home, T.state != "shown")
        return (await self.connection.execute(waiting)).scalar_one()

    async def wake(self, now: datetime) -> None:
        """A job for each home where something waits that may leave: a net under the jobs that came with it."""
        homes = (
            select(T.platform, T.home).where(T.state != "shown").where(T.not_before.is_(None) | (T.not_before <= now))
        )
        for row in (await self.connection.execute(homes.distinct())).all():
            await self.send_from(row.platform, row.home)

    async def send_later(self, platform: str, home: str, at: datetime) -> None:
        key = f"{platform}:{home}"
        await self.defer("send", at=at, lock=f"send:{key}", platform=platform, home=home)

    async def adopt(self, subject: Subject, place: Place, message: str, language: str) -> None:
        """Keep a copy current that somebody clicked and that we do not know."""
        values = _place(place) | {
            "subject_kind": subject.kind,
            "subject_id": subject.id,
            "address": place.address,
            "private": place.private,
            "language": language,
            "message": message,
            "state": "shown",
            "rank": REDRAW,
            "attempts": 0,
        }
        await self.connection.execute(upsert(T).values(values).on_conflict_do_nothing())

    async def first_time(self, key: bytes, now: datetime) -> bool:
        """Whether a delivery has not been handled before; its keyed hash is kept a day."""
        new = upsert(D).values(key=key, at=now).on_conflict_do_nothing().returning(D.at)
        return (await self.connection.execute(new)).one_or_none() is not None

    async def forget_deliveries(self, now: datetime) -> None:
        await self.connection.execute(delete(D).where(D.at < now - timedelta(days=1)))


def _place(place: Place) -> dict[str, Any]:
    return {"platform": place.platform, "home": place.home, "name_there": place.id}
