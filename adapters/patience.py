"""Private answers are shown after the request, and again while the platform is busy, as long as somebody may wait."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
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
    """One for each adapter. `busy` is told how many seconds the platform asks to wait."""

    def __init__(self, busy: Callable[[float], Awaitable[None]]) -> None:
        self.busy = busy
        self.ended = asyncio.Event()
        self.running: set[asyncio.Task[None]] = set()

    def later(self, work: Coroutine[None, None, None]) -> None:
        """Begin something that comes after the answer to the request; `close` waits for it."""
        task = asyncio.create_task(work)
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def close(self) -> None:
        """Let every answer have its last try at once, and wait until all that was begun has ended."""
        self.ended.set()
        while self.running:
            await asyncio.gather(*self.running)

    async def show(self, tell: Callable[P, Awaitable[None]], *what: P.args, **named: P.kwargs) -> None:
        """Call `tell` until it succeeds; raises its Unreachable once nobody waits any more, any other error at once.

        Or as soon as the platform asks to wait longer than that.
        """
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Unreachable),
            wait=pause,
            after=self._tell,
            stop=lambda state: self.ended.is_set() or (state.seconds_since_start or 0) + state.upcoming_sleep > WAITING,
            sleep=self._rest,
            reraise=True,
        )
        await retrying(tell, *what, **named)

    async def _tell(self, state: RetryCallState) -> None:
        """Tell `busy` how long the platform asks to wait: whatever else is sent there would be refused too."""
        if seconds := asked(state):
            try:
                await self.busy(seconds)
            except Exception as error:  # noqa: BLE001 - the answer itself goes on
                log.warning("wait_not_noted", error=type(error).__name__)

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.ended.wait(), seconds)


def pause(state: RetryCallState) -> float:
    """Seconds until the next try: as many as the platform asks for, else twice as many each time, scattered."""
    return asked(state) or scattered(state)


def asked(state: RetryCallState) -> float | None:
    """Seconds that the platform asks to wait, if it was that which failed."""
    error = state.outcome.exception() if state.outcome else None
    return error.retry_after if isinstance(error, Unreachable) else None
