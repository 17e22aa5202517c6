"""The guard in front of Bolt: what Slack did not sign is 401, what cannot be read is 400, nothing is a crash."""

import hashlib
import hmac
import json
import time
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from yarl import URL

from adapters.slack.inbound import UNREADABLE, dispatched

# https://docs.slack.dev/authentication/verifying-requests-from-slack
STALE = 300
# Slack's largest payload is a modal of 250 KB; forms are percent-encoded.
LARGEST = 1_000_000


class Guard:
    """The one address that Slack sends to."""

    def __init__(self, app: AsyncApp, secret: str) -> None:
        if not secret:
            raise ValueError("an empty secret proves nothing")
        self.app = app
        self.secret = secret.encode()

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """Verify, read, and hand on."""
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413)
        try:
            raw = await request.read()
        except web.RequestPayloadError:
            return web.Response(status=400, headers={"Connection": "close"})
        if len(raw) > LARGEST:
            return web.Response(status=413)
        if not self._signed(request, raw):
            return web.Response(status=401)
        try:
            body = payload(raw)
        except UNREADABLE:
            return web.Response(status=400)
        return await to_aiohttp_response(await dispatched(self.app, body))

    def _signed(self, request: web.Request, raw: bytes) -> bool:
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        given = request.headers.get("X-Slack-Signature", "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 16 and given.isascii()):
            return False
        if abs(time.time() - int(stamp)) > STALE:
            return False
        digest = hmac.new(self.secret, b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256).hexdigest()
        return hmac.compare_digest(f"v0={digest}", given)


def payload(raw: bytes) -> dict[str, Any]:
    """The JSON of an event, the JSON in an interaction's form, or a command's form; raises ValueError."""
    text = raw.decode()
    if text.startswith("{"):
        return _object(text)
    # Twenty times faster than parse_qsl, which Bolt would use.
    form = URL.build(path="/", query_string=text, encoded=True).query
    if "payload" in form:
        return _object(form["payload"])
    if "command" in form:
        return dict(form)
    raise ValueError("no payload")


def _object(text: str) -> dict[str, Any]:
    read = json.loads(text)
    if not isinstance(read, dict):
        raise ValueError("not an object")
    return read
