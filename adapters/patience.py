"""What only one person sees is shown again while the platform is busy, as long as somebody may wait for it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import ParamSpec

import structlog
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

from bot.errors import Unreachable

P = ParamSpec("P")
WAITING = 60.0
"""Seconds after which nobody waits for an answer any more."""
scattered = wait_random_exponential(multiplier=0.5, max=10)
log = structlog.get_logger()


class Patience:
    """One for each adapter; `end` lets every answer have its last try at once. `busy` hears how long it must wait."""

    def __init__(self, busy: Callable[[float], Awaitable[None]]) -> None:
        self.busy = busy
        self.ended = asyncio.Event()

    def end(self) -> None:
        self.ended.set()

    async def show(self, tell: Callable[P, Awaitable[None]], *what: P.args, **named: P.kwargs) -> None:
        """Until it is told; raises Unreachable in the end, and whatever else goes wrong at once."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Unreachable),
            wait=pause,
            before_sleep=self._tell,
            stop=lambda state: self.ended.is_set() or (state.seconds_since_start or 0) > WAITING,
            sleep=self._rest,
            reraise=True,
        )
        await retrying(tell, *what, **named)

    async def _tell(self, state: RetryCallState) -> None:
        """Whatever else leaves there would be refused too."""
        if seconds := asked(state):
            try:
                await self.busy(seconds)
            except Exception as error:  # noqa: BLE001 - the answer itself goes on
                log.warning("wait_not_noted", error=type(error).__name__)

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.ended.wait(), seconds)


def pause(state: RetryCallState) -> float:
    """Seconds that the platform asks for, or twice as long each time, scattered."""
    return asked(state) or scattered(state)


def asked(state: RetryCallState) -> float | None:
    """Seconds that the platform asks for."""
    error = state.outcome.exception() if state.outcome else None
    return error.retry_after if isinstance(error, Unreachable) else None
