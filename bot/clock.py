"""What is due now: questions, news that waited, and digests; each is a row that is claimed once."""

from collections import deque
from collections.abc import Awaitable, Callable
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
DUE: tuple[Due, ...] = (
    checkins.ask_due,
    permits.ask_due,
    reviews.review_due,
    promises.tell_due,
    challenges.end_due,
    telling.tell_due,
    digests.plan_missing,
    digests.send_due,
    steering.plan_due,
    steering.send_due,
    hiding.erase_due,
)
"""Each answers with a batch, or with None when nothing more is due."""


class Store(Features, outbox.Leaving, Protocol):
    """What the clock asks of storage."""

    async def forget_deliveries(self, now: datetime) -> None: ...
    async def forget_codes(self, now: datetime) -> None: ...
    async def forget_audit(self, before: datetime) -> None: ...
    async def wake(self, now: datetime) -> None: ...


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
                # Most ticks find nothing: they cost one transaction.
                if reply := await next_batch(turn, kinds):
                    await outbox.enqueue(store, reply)
                else:
                    await tidy(turn)


async def next_batch(turn: Turn[Store], kinds: deque[Due]) -> Reply | None:
    """Of the first kind of which something is due; the kinds before it are taken away."""
    while kinds:
        if reply := await kinds[0](turn):
            return reply
        kinds.popleft()
    return None


async def tidy(turn: Turn[Store]) -> None:
    """Look again at whom and what has not been looked at for a day, and forget what has served its time."""
    await roles.look_due(turn)
    await surroundings.look_due(turn)
    await turn.store.forget_deliveries(turn.now)
    await turn.store.forget_codes(turn.now)
    await turn.store.forget_audit(turn.now - YEAR * turn.organisation.audit_years)
    await turn.store.wake(datetime.now(UTC))
