"""From Slack to the bot: signed requests, three seconds of patience, events again when they fail."""

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
from slack_sdk.signature import SignatureVerifier

from playground.chat import NotDelivered
from playground.slack.sockets import Sockets
from playground.slack.state import Json
from playground.traffic import KEPT, Exchange, Traffic

PATIENCE = 3.0
RETRY_WAITS = (0.1, 0.2, 0.4)
"""Slack waits almost nothing, then a minute, then five; nobody here has that time."""
AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"
FORM = "application/x-www-form-urlencoded"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Undelivered(NotDelivered):
    """Slack got no answer, or not one as it demands."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request as it was sent, with what came back."""

    what: str
    payload: Json
    content_type: str
    body: bytes
    retry: int
    status: int | None
    answer: str
    problem: str | None

    def json(self) -> Json:
        return _object(self.answer)


def sign(secret: str, body: bytes, timestamp: int) -> str:
    """Slack's v0 signature of a request body."""
    signature = SignatureVerifier(secret).generate_signature(timestamp=str(timestamp), body=body)
    return signature or ""


def _object(answer: str) -> Json:
    try:
        decoded = json.loads(answer or "{}")
    except ValueError:
        return {}
    return decoded if isinstance(decoded, dict) else {}


class Courier:
    """Carries everything to the app's one request URL, or through its sockets if Socket Mode is on."""

    def __init__(self, request_url: str, secret: str, traffic: Traffic, sockets: Sockets | None = None) -> None:
        self.request_url = request_url
        self.sockets = sockets
        self.secret = secret
        self.traffic = traffic
        self.deliveries: deque[Delivery] = deque(maxlen=KEPT)
        self._session: aiohttp.ClientSession | None = None
        self._errands: set[asyncio.Task[Any]] = set()

    @property
    def request_url(self) -> str:
        return self._request_url

    @request_url.setter
    def request_url(self, url: str) -> None:
        if urlsplit(url).hostname not in LOOPBACK:
            raise ValueError(f"the local workspace delivers to this computer only, not to {url}")
        self._request_url = url

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as self._session:
            try:
                yield
            finally:
                await self.settle()
                self._session = None

    def later(self, errand: Coroutine[Any, Any, object]) -> None:
        """Deliver without keeping anybody waiting, as Slack does with what the bot itself caused."""
        task = asyncio.get_running_loop().create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def settle(self) -> None:
        """Until everything that was sent along the way has arrived or failed."""
        while self._errands:
            await asyncio.gather(*self._errands)

    async def event(self, payload: Json) -> Delivery:
        what, body = f"event {payload['event']['type']}", _compact(payload)
        return await self._insist(what, payload, "application/json", body)

    async def interaction(self, payload: Json) -> Delivery:
        body = urlencode({"payload": _compact(payload).decode()}).encode()
        send = self._insist if self.sockets else self._send
        return _taken(await send(payload["type"], payload, FORM, body))

    async def command(self, form: Json) -> Delivery:
        send = self._insist if self.sockets else self._send
        return _taken(await send(f"command {form['command']}", form, FORM, urlencode(form).encode()))

    async def _insist(self, what: str, payload: Json, content_type: str, body: bytes) -> Delivery:
        """Again when it fails: every event, and every envelope of a socket."""
        sent = await self._send(what, payload, content_type, body)
        for retry, wait in enumerate(RETRY_WAITS, start=1):
            if sent.problem is None:
                break
            await asyncio.sleep(wait)
            reason = {"x-slack-retry-num": str(retry), "x-slack-retry-reason": sent.problem}
            sent = await self._send(what, payload, content_type, body, headers=reason, retry=retry)
        return sent

    async def again(
        self,
        delivery: Delivery,
        *,
        retry: int = 1,
        reason: str = "http_timeout",
        secret: str | None = None,
        signed_at: int | None = None,
    ) -> Delivery:
        """The same request once more; with another secret or an old time it is a forged or a replayed one."""
        headers = {"x-slack-retry-num": str(retry), "x-slack-retry-reason": reason} if retry else {}
        return await self._send(
            delivery.what,
            delivery.payload,
            delivery.content_type,
            delivery.body,
            headers=headers,
            retry=retry,
            secret=secret,
            signed_at=signed_at,
        )

    async def _send(
        self,
        what: str,
        payload: Json,
        content_type: str,
        body: bytes,
        *,
        headers: dict[str, str] | None = None,
        retry: int = 0,
        secret: str | None = None,
        signed_at: int | None = None,
    ) -> Delivery:
        if self._session is None:
            raise RuntimeError("the workspace is closed: serve() it first")
        timestamp = int(time.time()) if signed_at is None else signed_at
        all_headers = {
            "Content-Type": content_type,
            "User-Agent": AGENT,
            "Accept": "*/*",
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(secret or self.secret, body, timestamp),
            **(headers or {}),
        }
        begun = time.monotonic()
        if self.sockets:
            status, answer, problem = await self.sockets.carry(payload, retry)
        else:
            status, answer, problem = await self._post(self._session, body, all_headers)
        delivery = Delivery(what, payload, content_type, body, retry, status, answer, problem)
        self.deliveries.append(delivery)
        signed = "forged" if secret else "stale" if signed_at is not None else "good"
        shown = payload | {"token": "…"} if "token" in payload else payload
        self.traffic.append(
            Exchange(
                "to bot",
                what,
                shown,
                status,
                answer,
                problem,
                signed=signed,
                rule=unread(_object(answer)),
                seconds=time.monotonic() - begun,
            )
        )
        return delivery

    async def _post(
        self, session: aiohttp.ClientSession, body: bytes, headers: dict[str, str]
    ) -> tuple[int | None, str, str | None]:
        """What is answered, and why that is none."""
        patience = aiohttp.ClientTimeout(total=PATIENCE)
        try:
            async with session.post(
                self.request_url, data=body, headers=headers, timeout=patience, allow_redirects=False
            ) as response:
                return response.status, await response.text(), None if response.status == 200 else "http_error"
        except TimeoutError:
            return None, "", "http_timeout"
        except aiohttp.ClientError:
            return None, "", "connection_failed"


def unread(message: Json) -> str | None:
    """The rule that a message breaks which nobody can hear."""
    if message.get("blocks") and not str(message.get("text") or "").strip():
        return "blocks without a top-level text"
    return None


def _compact(payload: Json) -> bytes:
    return json.dumps(payload, separators=(",", ":")).encode()


def _taken(delivery: Delivery) -> Delivery:
    if delivery.problem:
        raise Undelivered(f"{delivery.what}: {delivery.problem} {delivery.status or ''} {delivery.answer}".strip())
    return delivery
