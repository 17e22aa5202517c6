"""Socket Mode: the websockets that an app opens to Slack, and the envelopes that travel in them."""

import asyncio
import json
import secrets
import time
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from playground.slack.state import Json

# https://docs.slack.dev/apis/events-api/using-socket-mode
MOST = 10
PATIENCE = 3.0
TICKET_SECONDS = 30.0
ANSWERABLE = {"slash_commands", "view_submission", "block_suggestion"}
"""What may be answered in the acknowledgement."""


def envelope(payload: Json, retry: int) -> Json:
    """What Slack wraps each payload in (samples: tests/payloads/slack/socket_*.json)."""
    kind = payload.get("type")
    outer = {None: "slash_commands", "event_callback": "events_api"}.get(kind, "interactive")
    made: Json = {"envelope_id": str(uuid4()), "payload": payload, "type": outer}
    made["accepts_response_payload"] = bool({outer, kind} & ANSWERABLE)
    if outer == "events_api":
        made |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
    return made


class Sockets:
    """Everything that the app has open. What it does wrong lands in `broken_rules`."""

    def __init__(self, token: str, app_id: str, broken_rules: list[str]) -> None:
        self.token, self.app_id, self.broken_rules = token, app_id, broken_rules
        self.patience = PATIENCE
        self.open: dict[web.WebSocketResponse, web.Request] = {}
        self.opened = 0
        self.refuses = False
        """Nobody gets in, whatever the ticket."""
        self.wordless = False
        """Whoever gets in hears no hello."""
        self.silent: set[web.WebSocketResponse] = set()
        """Open, but nothing comes through any more: not even the answer to a ping."""
        self._tickets: dict[str, float] = {}
        self._sent: dict[str, tuple[web.WebSocketResponse, bool, asyncio.Future[Json | None]]] = {}

    @property
    def newest(self) -> web.WebSocketResponse:
        """The one that envelopes travel in."""
        return next(reversed(self.open))

    def prefer(self, socket: web.WebSocketResponse) -> None:
        """The next envelope travels in this one."""
        self.open[socket] = self.open.pop(socket)

    def ticket(self, base: str) -> str:
        """The address of a new socket; good once, and not for long."""
        made = secrets.token_urlsafe(16)
        self._tickets[made] = time.monotonic()
        return f"{base.replace('http', 'ws', 1)}/link/?ticket={made}&app_id={self.app_id}"

    async def link(self, request: web.Request) -> web.StreamResponse:
        """One socket from its opening to its end."""
        issued = self._tickets.pop(request.query.get("ticket", ""), None)
        if self.refuses or issued is None or time.monotonic() - issued > TICKET_SECONDS:
            return web.Response(status=408)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.opened += 1
        if len(self.open) >= MOST:
            await self.ask_to_leave(socket, "too_many_websockets")
            await socket.close()
            return socket
        self.open[socket] = request
        try:
            if not self.wordless:
                await socket.send_json(self._hello())
            async for message in socket:
                if socket not in self.silent:
                    await self._hear(socket, message.type, message.data)
        except ConnectionError:
            pass
        finally:
            del self.open[socket]
            for of, _, answered in self._sent.values():
                if of is socket and not answered.done():
                    answered.set_result(None)
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {"host": "applink-local", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.app_id},
        }

    async def carry(self, payload: Json, retry: int) -> tuple[int | None, str, str | None]:
        """Send one envelope through one of the sockets; status, answer and problem, as if it were a request."""
        if not self.open:
            return None, "", "connection_failed"
        socket, made = self.newest, envelope(payload, retry)
        answered: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._sent[made["envelope_id"]] = socket, made["accepts_response_payload"], answered
        try:
            await socket.send_json(made)
            answer = await asyncio.wait_for(answered, self.patience)
        except (TimeoutError, ConnectionError):
            return None, "", "timeout"
        if answer is None:
            return None, "", "connection_failed"
        return 200, json.dumps(answer["payload"]) if "payload" in answer else "", None

    async def ask_to_leave(self, socket: web.WebSocketResponse, reason: str) -> None:
        """Slack is about to close this socket: refresh_requested, warning, link_disabled, too_many_websockets."""
        await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-local"}})

    def cut(self, socket: web.WebSocketResponse) -> None:
        """The connection is gone, without a word."""
        if transport := self.open[socket].transport:
            transport.abort()

    async def _hear(self, socket: web.WebSocketResponse, kind: WSMsgType, data: Any) -> None:
        if kind is WSMsgType.PING:
            await socket.pong(data)
        elif kind is WSMsgType.TEXT and (problem := self._acknowledged(socket, data)):
            self.broken_rules.append(f"socket: {problem}")

    def _acknowledged(self, socket: web.WebSocketResponse, text: str) -> str | None:
        """What is wrong with an acknowledgement."""
        try:
            answer = json.loads(text)
            of, answerable, answered = self._sent[answer["envelope_id"]]
        except (ValueError, LookupError, TypeError):
            return "an acknowledgement of nothing that was sent"
        if answer.keys() - {"envelope_id", "payload"}:
            return "an acknowledgement with more than envelope_id and payload"
        if "payload" in answer and not answerable:
            return "an answer to what takes none"
        if of is not socket:
            return "an acknowledgement in another socket"
        if answered.done():
            return None if answered.cancelled() else "a second acknowledgement"
        answered.set_result(answer)
        return None
