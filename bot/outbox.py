"""After the commit: draws what is due, sends it within the platform's pace, and remembers where it hangs."""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from aiolimiter import AsyncLimiter

from bot.errors import Gone, Unreachable
from bot.model import Place, Posting, Subject
from bot.ports import Platform
from bot.replies import Post, Reply
from bot.turn import People, Scene, drawers
from bot.views.kinds import Message

log = structlog.get_logger()
BATCH = 8
GLANCE = 0.05
"""Seconds between looks at the table while a place must rest."""
LONGEST_WAIT = 600.0


class Leaving(Protocol):
    """What enqueueing asks of storage."""

    async def hang(self, post: Post) -> None: ...
    async def redraw(self, subject: Subject) -> None: ...


class Waiting(Protocol):
    """What sending asks of storage."""

    async def claim(self, platform: str, home: str, but: list[str], limit: int, now: datetime) -> list[Posting]: ...
    async def copy_of(self, subject: Subject, place: Place) -> str | None: ...
    async def sent(self, posting: Posting, message: str) -> None: ...
    async def shown(self, posting: Posting) -> None: ...
    async def put_off(self, posting: Posting, until: datetime | None) -> None: ...
    async def forget(self, posting: Posting) -> None: ...
    async def next_wait(self, platform: str, home: str) -> datetime | None: ...
    async def send_later(self, platform: str, home: str, at: datetime) -> None: ...


async def enqueue(store: Leaving, reply: Reply) -> None:
    """What others see change leaves after this transaction; redraws in one order, so that none block each other."""
    for post in reply.post:
        await store.hang(post)
    for subject in sorted(set(reply.redraw), key=str):
        await store.redraw(subject)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What leaves; no message: nothing is left to show. `under` is the copy that it goes below."""

    message: Message | None
    under: str | None


class Store(People, Leaving, Waiting, Protocol):
    """What the outbox asks of storage."""


class Outbox:
    """One sender for each workspace or tenant: its jobs run one after another, in whichever bot."""

    def __init__(
        self,
        transaction: Callable[[], AbstractAsyncContextManager[Store]],
        platforms: Mapping[str, Platform],
        scene: Scene,
    ) -> None:
        self.transaction = transaction
        self.platforms = platforms
        self.scene = scene

    async def send(self, platform: str, home: str) -> None:
        """Send what waits, private messages first; ends when nothing is left and every place has rested.

        Places rest before the end, so that whichever bot sends next need not know when the last message left.
        """
        if platform not in self.platforms:
            return
        target = self.platforms[platform]
        budget = AsyncLimiter(target.rate, 1)
        rested: dict[str, float] = {}
        while True:
            now = time.monotonic()
            resting = [place for place, at in rested.items() if at > now]
            async with self.transaction() as store:
                batch = await store.claim(platform, home, resting, BATCH, datetime.now(UTC))
                drawn = [(posting, await self._draw(store, posting)) for posting in batch]
            if not batch and not resting:
                break
            if not batch:
                await asyncio.sleep(GLANCE)
            pauses = await asyncio.gather(*(self._leave(target, budget, *one) for one in drawn))
            rested |= {posting.place.id: time.monotonic() + target.pace for posting in batch}
            await asyncio.sleep(max(pauses, default=0))
        await self._later(platform, home)

    async def _draw(self, store: Store, posting: Posting) -> Drawing | None:
        """The subject as it is now, and the copy that it goes under; None when it cannot be drawn by this version."""
        turn = self.scene.turn(store, posting.language)
        under = await store.copy_of(posting.under, posting.place) if posting.under else None
        try:
            return Drawing(await drawers[posting.subject.kind](turn, posting.subject.id), under)
        except Exception as error:  # noqa: BLE001 - one subject that fails must not hold up the others
            log.error("drawing_failed", subject=posting.subject.kind, error=type(error).__name__)
            return None

    async def _leave(self, target: Platform, budget: AsyncLimiter, posting: Posting, drawing: Drawing | None) -> float:
        """Send one copy and note what became of it; answers with how many seconds the whole home must wait."""
        try:
            async with budget:
                copy = await self._deliver(target, posting, drawing)
        except Gone:
            log.info("copy_gone", subject=posting.subject.kind, platform=target.name)
            async with self.transaction() as store:
                await store.forget(posting)
            return 0
        except Unreachable as error:
            log.info("copy_waits", platform=target.name, retry_after=error.retry_after, attempts=posting.attempts)
            async with self.transaction() as store:
                await store.put_off(posting, None if error.retry_after else again_at(posting.attempts))
            return error.retry_after or 0
        async with self.transaction() as store:
            await store.sent(posting, copy)
        return 0

    async def _deliver(self, target: Platform, posting: Posting, drawing: Drawing | None) -> str:
        """Post or redraw; a subject that has nothing left to show is gone like its message."""
        if drawing is None:
            raise Unreachable
        if drawing.message is None:
            raise Gone
        try:
            if posting.message is None:
                return await target.post(posting.place, drawing.message, posting.language, drawing.under)
            await target.update(posting.place, posting.message, drawing.message, posting.language)
        except (Gone, Unreachable):
            raise
        except Exception as error:
            log.error("sending_failed", platform=target.name, error=type(error).__name__)
            raise Unreachable from error
        return posting.message

    async def _later(self, platform: str, home: str) -> None:
        """What was put off wakes the sender again."""
        async with self.transaction() as store:
            if at := await store.next_wait(platform, home):
                await store.send_later(platform, home, at)


def again_at(attempts: int) -> datetime:
    """When to try again: twice as long each time, up to ten minutes, scattered."""
    wait = min(2.0 ** min(attempts, 10), LONGEST_WAIT)
    return datetime.now(UTC) + timedelta(seconds=wait * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
