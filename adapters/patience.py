"""What only one person sees is shown again while the platform is busy, as long as somebody may wait for it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import ParamSpec

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

from bot.errors import Unreachable

P = ParamSpec("P")
WAITING = 60.0
"""Seconds after which nobody waits for an answer any more."""
scattered = wait_random_exponential(multiplier=0.5, max=10)


class Patience:
    """One for each adapter; `end` lets every answer have its last try at once."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    def end(self) -> None:
        self.ended.set()

    async def show(self, tell: Callable[P, Awaitable[None]], *what: P.args, **named: P.kwargs) -> None:
        """Until it is told; raises Unreachable in the end, and whatever else goes wrong at once."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Unreachable),
            wait=pause,
            stop=lambda state: self.ended.is_set() or (state.seconds_since_start or 0) > WAITING,
            sleep=self._rest,
            reraise=True,
        )
        await retrying(tell, *what, **named)

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.ended.wait(), seconds)


def pause(state: RetryCallState) -> float:
    """Seconds that the platform asks for, or twice as long each time, scattered."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, Unreachable) else None
    return asked or scattered(state)
