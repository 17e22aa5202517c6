"""What is due now: questions, news that waited, and digests; each is a row that is claimed once."""

from collections import deque
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bot import outbox, telling
from bot.features import Storage as Features
from bot.features import (
    challenges,
    checkins,
    digests,
    hiding,
    permits,
    promises,
    reviews,
    roles,
    steering,
    surroundings,
)
from bot.replies import Reply
from bot.turn import Scene, Turn

YEAR = timedelta(days=365.25)
Due = Callable[[Turn[Any]], Awaitable[Reply | None]]


class Store(Features, outbox.Leaving, Protocol):
    """What the clock asks of storage."""

    async def due(self, now: datetime, admins: Collection[str], noted_before: datetime) -> frozenset[str]: ...
    async def forget_old(self, now: datetime, noted_before: datetime) -> None: ...
    async def wake(self, now: datetime) -> None: ...


def noted_before(turn: Turn[Store]) -> datetime:
    """What the trail noted before this has served its time."""
    return turn.now - YEAR * turn.organisation.audit_years


async def forget_old(turn: Turn[Store]) -> None:
    """What has served its time, all of it."""
    await turn.store.forget_old(turn.now, noted_before(turn))


DUE: Mapping[str, Due] = {
    "checkins": checkins.ask_due,
    "permits": permits.ask_due,
    "reviews": reviews.review_due,
    "promises": promises.tell_due,
    "challenges": challenges.end_due,
    "letters": telling.tell_due,
    "readers": digests.plan_missing,
    "digests": digests.send_due,
    "leaders": steering.plan_due,
    "overviews": steering.send_due,
    "hidings": hiding.erase_due,
    "accounts": roles.look_due,
    "channels": surroundings.look_due,
    "old": forget_old,
}
"""Each answers with a batch, or with None when nothing more is due."""


class Clock:
    """Asked every minute by the job engine; the playground asks it when its own time moves."""

    def __init__(self, transaction: Callable[[], AbstractAsyncContextManager[Store]], scene: Scene) -> None:
        self.transaction = transaction
        self.scene = scene

    async def tick(self) -> None:
        """Claim what is due and enqueue it in the same transaction, batch by batch."""
        kinds = deque(DUE)
        while kinds:
            async with self.transaction() as store:
                turn = await self.scene.turn(store)
                # Most ticks find nothing: they cost one transaction of a few statements.
                if reply := await next_batch(turn, kinds):
                    await outbox.enqueue(store, reply)
                else:
                    await store.wake(datetime.now(UTC))


async def next_batch(turn: Turn[Store], kinds: deque[str]) -> Reply | None:
    """Of the first kind of which something is due; the kinds before it are taken away."""
    due = await turn.store.due(turn.now, turn.organisation.admin_keys, noted_before(turn))
    while kinds:
        if kinds[0] in due and (reply := await DUE[kinds[0]](turn)):
            return reply
        kinds.popleft()
    return None
