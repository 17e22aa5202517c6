"""A Web API that records its calls, a door that records its intents, and requests signed as Slack signs them."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import BaseTestServer
from slack_sdk.models.blocks import Block, InputBlock, SectionBlock
from slack_sdk.models.views import View

from bot.intents import FindIdeas, FindLessons, Intent
from bot.model import Event, Place, Request
from bot.ports import Finds, Platform, Preview
from bot.replies import Reply

TEAM, OTHER, BOT, AINO, GUEST = "T0OURS", "T0OTHER", "U0LATU", "U0AINO", "U0GUEST"
CHANNEL, PRIVATE = "C0IDEAS", "D0AINO"
SECRET, TOKEN = "8f742231b10e8888abcd99yyyzzz85a5", "xoxb-test"
STAMP = "1793088000.000100"

Json = dict[str, Any]


@dataclass
class WebApi:
    """What Slack's side is asked; an answer or an HTTP status can be set for a method."""

    calls: list[tuple[str, Json]] = field(default_factory=list)
    answers: dict[str, Json | web.Response | Callable[[], web.StreamResponse]] = field(default_factory=dict)
    silent: bool = False
    """It takes calls and does not answer them yet."""
    users: dict[str, Json] = field(default_factory=dict)
    uploaded: list[bytes] = field(default_factory=list)
    url: str = ""

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file."""
        content = await request.read()
        self.calls.append(("upload", {}))
        if callable(make := self.answers.get("upload")):
            return make()
        self.uploaded.append(content)
        return web.Response(text=f"OK - {len(content)}")

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        json_body = request.content_type == "application/json"
        asked = await request.json() if json_body else {**request.query, **await request.post()}
        self.calls.append((method, asked))
        while self.silent:
            await asyncio.sleep(0.005)
        match self.answers.get(method):
            case dict() as found:
                return web.json_response(found)
            case web.Response() as response:
                return response
            case None:
                return web.json_response({"ok": True, **self.usual(method, asked)})
            case make:
                return make()

    def usual(self, method: str, asked: Json) -> Json:
        match method:
            case "auth.test":
                return {"team_id": TEAM, "user_id": BOT, "bot_id": "B0LATU", "team": "Ours", "user": "latu"}
            case "users.info":
                return {
                    "user": {"id": asked["user"], "team_id": TEAM, "profile": {}, **self.users.get(asked["user"], {})}
                }
            case "chat.postMessage" | "chat.update":
                return {"channel": asked["channel"], "ts": STAMP}
            case "files.getUploadURLExternal":
                file = f"F0PICTURE{len(self.uploaded) + 1}"
                return {"upload_url": f"{self.url}/upload/v1/{file}", "file_id": file}
            case "files.completeUploadExternal":
                return {"files": json.loads(asked["files"])}
        return {}

    def of(self, method: str) -> list[Json]:
        return [asked for called, asked in self.calls if called == method]


@dataclass
class RecordingDoor:
    """Stands for the product: answers what the test says."""

    reply: Reply = field(default_factory=Reply)
    asked: list[tuple[Intent, Request]] = field(default_factory=list)
    heard: list[tuple[Event, str | None]] = field(default_factory=list)
    waits: list[tuple[str, str, float]] = field(default_factory=list)
    failure: Exception | None = None
    language: str = "fi"

    async def look(self, intent: Intent, request: Request, copy: str) -> Reply:
        raise NotImplementedError

    async def wait(self, platform: str, home: str, seconds: float) -> None:
        self.waits.append((platform, home, seconds))

    async def preview(self, address: str, place: Place) -> Preview | None:
        raise NotImplementedError

    async def find(self, asked: FindIdeas | FindLessons, request: Request, skip: int, most: int) -> Finds:
        del asked, request, skip, most
        raise NotImplementedError

    async def hear(self, event: Event, delivery: str | None) -> None:
        self.heard.append((event, delivery))
        if self.failure is not None:
            raise self.failure

    async def handle(self, intent: Intent, request: Request) -> Reply:
        self.asked.append((intent, request))
        if self.failure is not None:
            raise self.failure
        return self.reply if self.reply.language else replace(self.reply, language="en")


@dataclass
class World:
    """One workspace, connected."""

    api: WebApi
    door: RecordingDoor
    slack: BaseTestServer
    bot: BaseTestServer
    session: ClientSession
    platform: Platform

    @property
    def response_url(self) -> str:
        return str(self.slack.make_url("/hooks/1"))

    async def send(self, body: bytes, headers: dict[str, str] | None = None) -> ClientResponse:
        """Any bytes, signed unless other headers are given."""
        headers = signed(body) if headers is None else headers
        async with self.session.post(self.bot.make_url("/slack/events"), data=body, headers=headers) as response:
            await response.read()
            return response

    async def event(self, body: Json, **headers: str) -> ClientResponse:
        raw = json.dumps(body).encode()
        return await self.send(raw, {**signed(raw), "Content-Type": "application/json", **headers})

    async def interact(self, payload: Json) -> ClientResponse:
        return await self.send(urlencode({"payload": json.dumps(payload)}).encode())

    async def command(self, text: str, command: str = "/idea", **other: str) -> ClientResponse:
        return await self.send(urlencode({**slash(text, command, self.response_url), **other}).encode())

    async def until(self, method: str, times: int = 1) -> Json:
        """Wait until Slack has been asked, and give what it was asked last."""
        while len(self.api.of(method)) < times:
            await asyncio.sleep(0.005)
        return self.api.of(method)[-1]

    @property
    def intent(self) -> Intent:
        return self.door.asked[-1][0]

    @property
    def request(self) -> Request:
        return self.door.asked[-1][1]


def signed(body: bytes, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def slash(text: str, command: str, response_url: str) -> dict[str, str]:
    return {
        "token": "x",
        "team_id": TEAM,
        "team_domain": "ours",
        "channel_id": CHANNEL,
        "channel_name": "ideas",
        "user_id": AINO,
        "user_name": "aino.virtanen",
        "command": command,
        "text": text,
        "api_app_id": "A0LATU",
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": "1.2.three",
    }


def interaction(kind: str, user: str = AINO, home: str = TEAM) -> Json:
    return {
        "type": kind,
        "user": {"id": user, "username": "aino.virtanen", "name": "aino.virtanen", "team_id": home},
        "api_app_id": "A0LATU",
        "token": "x",
        "team": {"id": TEAM, "domain": "ours"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "1.2.three",
    }


def message_shortcut(response_url: str, **message: Any) -> Json:
    written = {"type": "message", "user": "U0BERT", "text": "spare &lt;keys&gt;", "ts": STAMP, "team": TEAM}
    return {
        **interaction("message_action"),
        "callback_id": "share_message",
        "action_ts": STAMP,
        "channel": {"id": CHANNEL, "name": "ideas"},
        "message_ts": STAMP,
        "message": {**written, **message},
        "response_url": response_url,
    }


def click(value: str, response_url: str, *, ephemeral: bool = False, block_id: str = "idea:7", **who: str) -> Json:
    container = {"type": "message", "message_ts": STAMP, "channel_id": CHANNEL, "is_ephemeral": ephemeral}
    return {
        **interaction("block_actions", **who),
        "container": container,
        "channel": {"id": CHANNEL, "name": "ideas"},
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [button(value, block_id)],
    }


def button(value: str | None, block_id: str = "b1", action_id: str = "latu:0") -> Json:
    drawn = {"action_id": action_id, "block_id": block_id, "type": "button", "action_ts": STAMP}
    return drawn if value is None else {**drawn, "value": value}


def view(metadata: str, values: Json, hash: str = "h1") -> Json:  # noqa: A002 - Slack's word
    return {
        "id": "V0FORM",
        "team_id": TEAM,
        "type": "modal",
        "callback_id": "latu",
        "private_metadata": metadata,
        "state": {"values": {name: {"answer": element} for name, element in values.items()}},
        "hash": hash,
        "app_installed_team_id": TEAM,
    }


def submission(metadata: str, values: Json, hash: str = "h1", **who: str) -> Json:  # noqa: A002 - Slack's word
    return {**interaction("view_submission", **who), "view": view(metadata, values, hash), "response_urls": []}


def click_in_view(metadata: str, values: Json, action: Json) -> Json:
    payload = interaction("block_actions")
    return {
        **payload,
        "container": {"type": "view", "view_id": "V0FORM"},
        "view": view(metadata, values),
        "actions": [action],
    }


def typed_text(value: str | None) -> Json:
    return {"type": "plain_text_input", "value": value}


def event(kind: str, text: str, channel: str = CHANNEL, event_id: str = "Ev01", **other: Any) -> Json:
    inner = {"type": kind, "user": AINO, "text": text, "ts": STAMP, "team": TEAM, "channel": channel, "event_ts": STAMP}
    return {
        "token": "x",
        "team_id": TEAM,
        "api_app_id": "A0LATU",
        "event": {**inner, **other},
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1793088000,
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}],
        "is_ext_shared_channel": False,
    }


def validated(blocks: list[Json]) -> None:
    """Slack's own models find nothing wrong with the blocks."""
    for drawn in blocks:
        valid(json.dumps(drawn))


@cache
def valid(told: str) -> None:
    """One block; a message, a dialog and the Home tab are drawn of the same ones."""
    drawn = json.loads(told)
    block = Block.parse(drawn)
    assert block is not None, drawn
    block.validate_json()
    elements = list(getattr(block, "elements", None) or [])
    elements += [block.element] if isinstance(block, InputBlock) else []
    elements += [block.accessory] if isinstance(block, SectionBlock) and block.accessory else []
    for element in elements:
        element.validate_json()
    for option in drawn.get("element", {}).get("options", []):
        assert 1 <= len(option["text"]["text"]) <= 75
    for text in texts(drawn):
        assert 1 <= len(text["text"]) <= 3000
        assert text["type"] == "mrkdwn" or text["emoji"] is False


def validated_view(drawn: Json) -> None:
    View(**drawn).validate_json()
    validated(drawn["blocks"])


def texts(part: object) -> list[Json]:
    """Every text object in it."""
    if isinstance(part, list):
        return [text for one in part for text in texts(one)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("type") in {"plain_text", "mrkdwn"} else []
    return own + [text for one in part.values() for text in texts(one)]
