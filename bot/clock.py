"""What is due now: questions, news that waited, and digests; each is a row that is claimed once."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Protocol

from bot import outbox, telling
from bot.features import Storage as Features
from bot.features import checkins, digests, permits, reviews, steering
from bot.turn import Scene


class Store(Features, outbox.Leaving, Protocol):
    """What the clock asks of storage."""

    async def forget_deliveries(self, now: datetime) -> None: ...
    async def forget_codes(self, now: datetime) -> None: ...
    async def wake(self, now: datetime) -> None: ...


class Clock:
    """Asked every minute by the job engine; the playground asks it when its own time moves."""

    def __init__(self, transaction: Callable[[], AbstractAsyncContextManager[Store]], scene: Scene) -> None:
        self.transaction = transaction
        self.scene = scene

    async def tick(self) -> None:
        """Claim what is due and enqueue it in the same transaction, batch by batch."""
        for due in (
            checkins.ask_due,
            permits.ask_due,
            reviews.review_due,
            telling.tell_due,
            digests.send_due,
            steering.plan_due,
            steering.send_due,
        ):
            while True:
                async with self.transaction() as store:
                    reply = await due(self.scene.turn(store, self.scene.organisation.language))
                    if reply is None:
                        break
                    await outbox.enqueue(store, reply)
        async with self.transaction() as store:
            await store.forget_deliveries(self.scene.clock())
            await store.forget_codes(self.scene.clock())
            await store.wake(datetime.now(UTC))
