"""One socket to Slack, by the SDK's client and Bolt's handler: it ends once and is never mended."""

import asyncio
from contextlib import suppress
from time import time
from typing import Any
from urllib.request import getproxies, proxy_bypass

import structlog
from aiohttp import ClientError, TraceConfig
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from adapters.slack.calls import silent
from adapters.slack.inbound import dispatched
from bot.errors import Unreachable

OPENING = 10.0
"""Seconds until Slack has said hello."""
FINISHING = 10.0
"""Seconds that what is in hand may take."""
HANGING_UP = 2.0
"""Slack keeps the connection open after both sides have said goodbye."""
LOOK = 0.5
log = structlog.get_logger()


class Client(SocketModeClient):
    """The SDK's client, told where to connect; whatever makes it look for another socket ends it instead."""

    def __init__(self, token: str, web: AsyncWebClient, url: str, ping: float) -> None:
        super().__init__(token, silent, web, ping_interval=ping)
        self.wss_uri = url
        self.proxy = proxy_of(url)
        self.hello: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.over = asyncio.Event()
        self.message_listeners.append(self._heard)
        self.aiohttp_client_session.trace_configs.append(self._watched())

    @property
    def greeted(self) -> bool:
        return self.hello.done() and self.hello.result()

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: ARG002
        """Called by the SDK when Slack asks to leave, or the socket is closed or silent: this socket ends."""
        self.end()

    def end(self) -> None:
        self.over.set()
        self._say(hello=False)

    async def ended(self) -> None:
        """Return when Slack asks to leave, or the socket is closed or silent, whether or not the SDK notices."""
        while not self.over.is_set() and await self.is_connected():
            with suppress(TimeoutError):
                await asyncio.wait_for(self.over.wait(), LOOK)

    def _say(self, *, hello: bool) -> None:
        if not self.hello.done():
            self.hello.set_result(hello)

    async def _heard(self, _client: object, message: dict[str, Any], _raw: str | None) -> None:
        if message.get("type") == "hello":
            self._say(hello=True)

    def _watched(self) -> TraceConfig:
        """Ends the socket where the SDK would only log that connecting failed, and refuses redirects."""
        trace: TraceConfig = TraceConfig()

        async def redirected(*_: object) -> None:
            raise ClientError("a socket that leads elsewhere")

        async def failed(*_: object) -> None:
            self.end()

        async def answered(_session: object, _context: object, told: Any) -> None:
            if told.response.status != 101:
                self.end()

        trace.on_request_redirect.append(redirected)
        trace.on_request_exception.append(failed)
        trace.on_request_end.append(answered)
        trace.freeze()
        return trace


class Line(AsyncSocketModeHandler):
    """Bolt's handler for one socket: an envelope is acknowledged when its intent is committed, and not before."""

    client: Client

    def __init__(self, app: AsyncApp, client: Client) -> None:
        self.app, self.app_token, self.client = app, client.app_token, client
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]
        self.leaving = False
        self.in_hand: set[asyncio.Task[Any]] = set()
        self._connecting: asyncio.Task[None] | None = None

    @property
    def stands(self) -> bool:
        """Slack has said hello, and the socket is neither closed nor silent."""
        session = self.client.current_session
        return self.client.greeted and session is not None and not session.closed and not self.client.stale

    async def open(self) -> None:
        """Connect, and return when Slack has said hello; raises Unreachable."""
        self._connecting = asyncio.create_task(self.connect_async())  # type: ignore[no-untyped-call]
        # Not `wait_for`, which would cancel the hello, and whoever looks at it afterwards.
        await asyncio.wait({self.client.hello}, timeout=OPENING)
        if not self.client.greeted:
            raise Unreachable

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """One envelope. Without an acknowledgement Slack sends it again, here or to another socket."""
        task = asyncio.current_task()
        if self.leaving or task is None:
            return
        self.in_hand.add(task)
        try:
            answer = await dispatched(self.app, req.payload)
            if answer.status < 500:
                readable = answer if answer.status == 200 else BoltResponse(status=200)
                await send_async_response(client, req, readable, time())
        except (ClientError, OSError) as error:
            log.warning("slack_acknowledgement_lost", error=type(error).__name__)
        finally:
            self.in_hand.discard(task)

    async def retire(self, linger: float = 0.0) -> None:
        """Hear for a while what Slack still sends, finish what is in hand, and hang up."""
        with suppress(TimeoutError):
            async with asyncio.timeout(linger):
                while self.stands:
                    await asyncio.sleep(0.05)
        self.leaving = True
        if self.in_hand:
            await asyncio.wait(self.in_hand, timeout=FINISHING)
        if self._connecting:
            self._connecting.cancel()
        with suppress(TimeoutError, ClientError, OSError):
            async with asyncio.timeout(HANGING_UP):
                await self.disconnect_async()  # type: ignore[no-untyped-call]
        with suppress(ClientError, OSError):
            await self.close_async()  # type: ignore[no-untyped-call]


def proxy_of(url: str) -> str | None:
    """What HTTPS_PROXY and NO_PROXY say: the SDK does not heed the second, aiohttp wants WSS_PROXY for the first."""
    target = URL(url)
    if target.host is None or proxy_bypass(target.host):
        return None
    return getproxies().get("https" if target.scheme == "wss" else "http")
