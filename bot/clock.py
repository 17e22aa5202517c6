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
}
"""Each answers with a batch, or with None when nothing more is due."""


class Store(Features, outbox.Leaving, Protocol):
    """What the clock asks of storage."""

    async def due(self, now: datetime, admins: Collection[str]) -> frozenset[str]: ...
    async def forget_old(self, now: datetime, noted_before: datetime) -> None: ...
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
                # Most ticks find nothing: they cost one transaction of a few statements.
                if reply := await next_batch(turn, kinds):
                    await outbox.enqueue(store, reply)
                else:
                    await tidy(turn)


async def next_batch(turn: Turn[Store], kinds: deque[str]) -> Reply | None:
    """Of the first kind of which something is due; the kinds before it are taken away."""
    due = await turn.store.due(turn.now, turn.organisation.admin_keys)
    while kinds:
        if kinds[0] in due and (reply := await DUE[kinds[0]](turn)):
            return reply
        kinds.popleft()
    return None


async def tidy(turn: Turn[Store]) -> None:
    """Look again at whom and what has not been looked at for a day, and forget what has served its time."""
    await roles.look_due(turn)
    await surroundings.look_due(turn)
    await turn.store.forget_old(turn.now, turn.now - YEAR * turn.organisation.audit_years)
    await turn.store.wake(datetime.now(UTC))
