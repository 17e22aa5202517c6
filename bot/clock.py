"""What is due now: questions, news that waited, and digests; each is a row that is claimed once."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Protocol

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
from bot.turn import Scene

YEAR = timedelta(days=365.25)


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
        for due in (
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
        ):
            while True:
                async with self.transaction() as store:
                    reply = await due(await self.scene.turn(store))
                    if reply is None:
                        break
                    await outbox.enqueue(store, reply)
        for look in (roles.look_due, surroundings.look_due):
            async with self.transaction() as store:
                await look(await self.scene.turn(store))
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
            await store.forget_deliveries(turn.now)
            await store.forget_codes(turn.now)
            await store.forget_audit(turn.now - YEAR * turn.organisation.audit_years)
            await store.wake(datetime.now(UTC))
