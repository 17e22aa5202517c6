"""The watch over the socket: one stands at any time, and one that ends is replaced by a new one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from slack_bolt.async_app import AsyncApp
from tenacity import AsyncRetrying, RetryCallState

from adapters.patience import pause
from adapters.slack.calls import Web
from adapters.slack.line import Client, Line
from bot.errors import Unreachable

PING = 10.0
"""Seconds between two pings; after four without an answer a socket counts as silent."""
LASTING = 60.0
"""A socket that ended sooner counts as a failure, and the pauses grow."""
LINGER = 15.0
"""Slack warns about ten seconds before it closes a socket: https://docs.slack.dev/apis/events-api/using-socket-mode"""
log = structlog.get_logger()


class Socket:
    """What hears Slack without a public address."""

    def __init__(self, app: AsyncApp, web: Web, token: str, connects: Callable[[str], bool]) -> None:
        self.app, self.web, self.token, self.connects = app, web, token, connects
        self.line: Line | None = None
        self._url = ""
        self._before: dict[asyncio.Task[None], Line] = {}

    def stands(self) -> bool:
        """Whether Slack can be heard now."""
        return self.line is not None and self.line.stands

    async def prepare(self) -> None:
        """Get the address for the first socket; raises Rejected or Unreachable."""
        self._url = await self._address()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Hear Slack; at the end what is in hand is finished."""
        keeping = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            keeping.cancel()
            for task in self._before:
                task.cancel()
            lines = [*self._before.values(), *([self.line] if self.line else [])]
            await asyncio.gather(keeping, *self._before, return_exceptions=True)
            await asyncio.gather(*(line.retire() for line in lines))

    async def _keep(self) -> None:
        while True:
            await AsyncRetrying(wait=pause, before_sleep=told)(self._hold)

    async def _hold(self) -> None:
        """One socket, from its opening to its end. The one before it is left only now, so that none is missed."""
        line = await self._opened()
        before, self.line = self.line, line
        if before:
            task = asyncio.create_task(before.retire(LINGER))
            self._before[task] = before
            task.add_done_callback(self._before.pop)
        log.info("slack_socket_stands")
        begun = asyncio.get_running_loop().time()
        await line.client.ended()
        log.info("slack_socket_ends", closed=not line.stands)
        if asyncio.get_running_loop().time() - begun < LASTING:
            raise Unreachable

    async def _opened(self) -> Line:
        url, self._url = self._url or await self._address(), ""
        line = Line(self.app, Client(self.token, self.web.client, url, PING))
        try:
            await line.open()
        except BaseException:
            await line.retire()
            raise
        return line

    async def _address(self) -> str:
        """The address of a new socket; only at Slack's own hosts, as it holds a ticket that is good once."""
        url = await self.web.socket(self.token)
        if not self.connects(url):
            log.warning("slack_socket_elsewhere")
            raise Unreachable
        return url


def told(state: RetryCallState) -> None:
    """Log why there is no socket, before the next one is tried."""
    error = state.outcome.exception() if state.outcome else None
    log.info("slack_socket_again", error=type(error).__name__, attempt=state.attempt_number)
