"""After the commit: draws what is due, sends it within the platform's pace, and remembers where it hangs."""

import asyncio
import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from aiolimiter import AsyncLimiter

from bot.errors import Gone, Unreachable
from bot.model import Place, Posting, Subject
from bot.papers import drawn_out, written
from bot.ports import Platform
from bot.purse import Purse
from bot.turn import People, Scene, drawers
from bot.views.hiding import closed_card, emptied_card
from bot.views.kinds import File, Sent

log = structlog.get_logger()
BATCH, MOST = 8, 100
"""A batch is what may leave in a second, within these: what is urgent waits no longer."""
TOLD_EVERY = 10.0
"""Seconds between lines of the log while much is leaving."""
GLANCE = 0.2
"""Seconds between looks at the table while a place must rest."""
LONGEST_WAIT = 600.0
"""Seconds, of our own waits and of those that a platform asks for."""
ATTEMPTS = 300
"""About two days of them; then a copy is given up."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What leaves; no message: nothing is left to show. `under` is the copy that it goes below."""

    message: Sent | None
    under: str | None


class Store(People, Protocol):
    """What sending asks of storage."""

    def drawing(self) -> AbstractAsyncContextManager[object]: ...
    async def claim(self, platform: str, home: str, but: list[str], limit: int, now: datetime) -> list[Posting]: ...
    async def copy_of(self, subject: Subject, place: Place) -> str | None: ...
    async def sent(self, platform: str, home: str, copies: Sequence[tuple[Posting, str]], now: datetime) -> None: ...
    async def put_off(self, posting: Posting, until: datetime) -> None: ...
    async def give_up(self, posting: Posting) -> None: ...
    async def put_back(self, posting: Posting) -> None: ...
    async def pause(self, platform: str, home: str, until: datetime) -> None: ...
    async def forget(self, posting: Posting) -> None: ...
    async def find_permalink(self, posting: Posting) -> None: ...
    async def refused_in(self, place: Place) -> None: ...
    async def elsewhere(self, posting: Posting, platforms: list[str]) -> bool: ...
    async def hand_over(self, platform: str, home: str, earliest: datetime) -> None: ...


class Sender:
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
        self.stopping = False
        self.purses: dict[tuple[str, str, int | None], Purse] = {}
        self.at_work: set[asyncio.Task[None]] = set()

    async def stop(self) -> None:
        """Begin nothing new; returns when what is in hand has been noted."""
        self.stopping = True
        if self.at_work:
            await asyncio.wait(self.at_work)

    async def send(self, platform: str, home: str) -> None:
        """Send what waits for a workspace or tenant."""
        if platform not in self.platforms:
            return
        task = asyncio.create_task(self._send(self.platforms[platform], home))
        self.at_work.add(task)
        task.add_done_callback(self.at_work.discard)
        await task

    async def _send(self, target: Platform, home: str) -> None:
        """Private messages first; ends when nothing is left and every place has rested.

        Whichever bot sends next need not know when the last message left; who must stop before that leaves a pause.
        """
        budget, notes = AsyncLimiter(target.rate, 1), Notes(self.transaction, target.name, home)
        progress = Progress(target.name)
        purse = self.purses.setdefault((target.name, home, target.hourly), Purse(target.hourly))
        limit = int(min(max(target.rate, BATCH), MOST))
        rested: dict[str, float] = {}
        while not self.stopping:
            now = time.monotonic()
            resting = [place for place, at in rested.items() if at > now]
            async with self.transaction() as store:
                batch = await store.claim(target.name, home, resting, limit, datetime.now(UTC))
                drawn = await self._drawn(store, batch)
            if not batch and not resting:
                break
            if not batch:
                await asyncio.sleep(GLANCE)
            leaving = (self._leave(target, budget, notes, *one) for one in drawn)
            left = await asyncio.gather(*leaving, return_exceptions=True)
            for posting in batch:
                wait = max(target.pace, purse.spend(posting.place.id))
                rested[posting.place.id] = time.monotonic() + wait
            progress.sent(len(batch))
            for failure in left:
                if failure:
                    raise failure
        rest = max(rested.values(), default=0) - time.monotonic()
        async with self.transaction() as store:
            if rest > 0:
                await store.pause(target.name, home, after(rest))
            await store.hand_over(target.name, home, after(rest))

    async def _drawn(self, store: Store, batch: list[Posting]) -> list[tuple[Posting, Drawing | None]]:
        """All together; if one of them fails, each for itself."""
        if not batch:
            return []
        try:
            async with store.drawing():
                return [*zip(batch, await self._drawings(store, batch), strict=True)]
        except Exception:  # noqa: BLE001 - the second time it is told
            return [(posting, await self._draw(store, posting)) for posting in batch]

    async def _drawings(self, store: Store, batch: Sequence[Posting]) -> list[Drawing]:
        """The subjects as they are now, each once for all its copies in a language; those of a kind are read together.

        And the copies that they go under. Of what is closed nothing is read.
        """
        wanted: dict[tuple[str, str], set[int]] = {}
        for posting in (one for one in batch if not one.closed):
            wanted.setdefault((posting.subject.kind, posting.language), set()).add(posting.subject.id)
        drawn = {
            (kind, language): await drawers[kind](await self.scene.turn(store, language), sorted(numbers))
            for (kind, language), numbers in wanted.items()
        }
        return [
            Drawing(
                closed_card(one.subject) if one.closed else drawn[one.subject.kind, one.language].get(one.subject.id),
                await store.copy_of(one.under, one.place) if one.under else None,
            )
            for one in batch
        ]

    async def _draw(self, store: Store, posting: Posting) -> Drawing | None:
        """None when it cannot be drawn by this version."""
        try:
            async with store.drawing():
                return (await self._drawings(store, [posting]))[0]
        except Exception as error:  # noqa: BLE001 - one subject that fails must not hold up the others
            log.error("drawing_failed", subject=posting.subject.kind, error=type(error).__name__)
            return None

    async def _leave(
        self, target: Platform, budget: AsyncLimiter, notes: "Notes", posting: Posting, drawing: Drawing | None
    ) -> None:
        """Send one copy and note what became of it."""
        try:
            async with budget:
                copy = await self._deliver(target, posting, drawing)
        except Gone:
            async with self.transaction() as store:
                if posting.place.private and posting.message is None and drawing and drawing.message:
                    await self._lost(store, posting)
                else:
                    log.info("copy_gone", subject=posting.subject.kind, platform=target.name)
                    await store.forget(posting)
                    if drawing and drawing.message and not (posting.message or posting.under or posting.place.private):
                        await store.refused_in(posting.place)
        except Unreachable as error:
            async with self.transaction() as store:
                await self._wait(store, posting, error.retry_after)
        else:
            await notes.sent(posting, copy)

    async def _lost(self, store: Store, posting: Posting) -> None:
        """A private message that cannot reach somebody in this chat goes to another one of theirs."""
        about = {"subject": posting.subject.kind, "platform": posting.place.platform}
        if await store.elsewhere(posting, list(self.platforms)):
            log.info("prompt_moved", **about)
        else:
            log.warning("prompt_lost", **about)
            await store.forget(posting)

    async def _wait(self, store: Store, posting: Posting, retry_after: float | None) -> None:
        """The whole home waits when the platform asks for it; else this copy does, and is given up in the end."""
        attempts = posting.attempts + 1
        about = {"subject": posting.subject.kind, "platform": posting.place.platform, "attempts": attempts}
        if retry_after:
            log.info("home_waits", retry_after=retry_after, **about)
            await store.put_back(posting)
            await store.pause(posting.place.platform, posting.place.home, waited(retry_after))
        elif attempts < ATTEMPTS:
            log.info("copy_waits", **about)
            await store.put_off(posting, again_at(posting.attempts))
        else:
            log.error("copy_given_up", **about)
            await store.give_up(posting)

    async def _deliver(self, target: Platform, posting: Posting, drawing: Drawing | None) -> str:
        """Post or redraw; what has nothing left to show is never posted, and a copy that hangs says so."""
        if drawing is None:
            raise Unreachable
        if drawing.message is None and posting.message is None:
            raise Gone
        try:
            if isinstance(drawing.message, File):
                return posting.message or await self._hand_over(target, posting, drawing.message)
            message = await drawn_out(drawing.message or emptied_card(posting.subject), posting.language)
            if posting.message is None:
                return await target.post(posting.place, message, posting.language, drawing.under)
            await target.update(posting.place, posting.message, message, posting.language)
        except (Gone, Unreachable):
            raise
        except Exception as error:
            log.error("sending_failed", platform=target.name, error=type(error).__name__)
            raise Unreachable from error
        return posting.message

    async def _hand_over(self, target: Platform, posting: Posting, file: File) -> str:
        """A file stays as it was sent."""
        return await target.hand_over(posting.place, await written(file, posting.language), posting.language)


class Progress:
    """A long queue is told of while it leaves."""

    def __init__(self, platform: str) -> None:
        self.platform, self.count, self.told_at = platform, 0, time.monotonic()

    def sent(self, count: int) -> None:
        self.count += count
        if time.monotonic() - self.told_at >= TOLD_EVERY:
            self.told_at = time.monotonic()
            log.info("sending_progress", platform=self.platform, sent=self.count)


class Notes:
    """What hangs is noted at once; whatever was sent while a note is being written goes into the next one."""

    def __init__(self, transaction: Callable[[], AbstractAsyncContextManager[Store]], platform: str, home: str) -> None:
        self.transaction, self.platform, self.home = transaction, platform, home
        self.waiting: list[tuple[Posting, str]] = []
        self.writing = asyncio.Lock()

    async def sent(self, posting: Posting, copy: str) -> None:
        """When this returns, it is noted."""
        self.waiting.append((posting, copy))
        async with self.writing:
            noted, self.waiting = self.waiting, []
            if noted:
                async with self.transaction() as store:
                    await store.sent(self.platform, self.home, noted, datetime.now(UTC))
                    for one, _ in noted:
                        if linked_to(one):
                            await store.find_permalink(one)


def linked_to(posting: Posting) -> bool:
    """Whether a link may lead to this copy and its address is not known yet: an idea's card in a channel."""
    return posting.subject.kind == "idea" and not posting.place.private and posting.permalink is None


def after(seconds: float) -> datetime:
    """So many seconds from now."""
    return datetime.now(UTC) + timedelta(seconds=max(seconds, 0))


def waited(seconds: float) -> datetime:
    """When a platform that asks to wait so long may be sent to again."""
    return after(min(seconds, LONGEST_WAIT))


def again_at(attempts: int) -> datetime:
    """When to try again: twice as long each time, up to ten minutes, scattered."""
    wait = min(2.0 ** min(attempts, 10), LONGEST_WAIT)
    return after(wait * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
