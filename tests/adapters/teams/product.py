"""A stand-in for the product behind the adapter's real route, and what a Teams client would show of its answers."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from jsonschema import Draft6Validator

from adapters import Connection
from adapters.teams import Settings
from adapters.teams.connecting import connect
from bot.intents import FindIdeas, FindLessons, Intent
from bot.model import Event, Place, Request
from bot.ports import Finds, Preview
from bot.replies import Reply
from bot.views.kinds import Notice
from bot.views.text import say
from tests.adapters.teams.service import APP, ISSUER, TENANT, BotService

CHANNEL = "19:square@thread.tacv2"
THREAD = f"{CHANNEL};messageid=1700000000000"
CHAT = "a:aino"


@dataclass
class Product:
    """Answers every intent the same way, and remembers what it was asked."""

    reply: Reply | Callable[[Intent, Request], Reply] = field(
        default_factory=lambda: Reply(Notice(say("You took back your support."), "done"), language="en")
    )
    asked: list[tuple[Intent, Request]] = field(default_factory=list)
    heard: list[Event] = field(default_factory=list)
    language: str = "fi"
    looks: list[tuple[Intent, Request, str]] = field(default_factory=list)
    waits: list[tuple[str, str, float]] = field(default_factory=list)
    looked_behind: list[tuple[str, Place]] = field(default_factory=list)
    previews: dict[str, Preview] = field(default_factory=dict)
    looked_for: list[tuple[FindIdeas | FindLessons, Request, int, int]] = field(default_factory=list)
    finds: Finds = field(default_factory=lambda: Finds("en"))

    async def hear(self, event: Event, delivery: str | None) -> None:
        del delivery
        self.heard.append(event)

    async def look(self, intent: Intent, request: Request, copy: str) -> Reply:
        self.looks.append((intent, request, copy))
        return self.reply(intent, request) if callable(self.reply) else self.reply

    async def wait(self, platform: str, home: str, seconds: float) -> None:
        self.waits.append((platform, home, seconds))

    async def preview(self, address: str, place: Place) -> Preview | None:
        self.looked_behind.append((address, place))
        return self.previews.get(address)

    async def find(self, asked: FindIdeas | FindLessons, request: Request, skip: int, most: int) -> Finds:
        self.looked_for.append((asked, request, skip, most))
        return self.finds

    async def handle(self, intent: Intent, request: Request) -> Reply:
        self.asked.append((intent, request))
        await asyncio.sleep(0)
        return self.reply(intent, request) if callable(self.reply) else self.reply

    @property
    def only(self) -> tuple[Intent, Request]:
        (one,) = self.asked
        return one


@dataclass
class Tenant:
    """What Teams sends to our route, signed."""

    service: BotService
    client: TestClient[web.Request, web.Application]
    product: Product
    connection: Connection

    async def send(self, **fields: Any) -> tuple[int, Any]:
        answer = await self.client.post(
            "/api/messages",
            json=self.service.activity(**fields),
            headers={"Authorization": self.service.bearer()},
        )
        body = await answer.read()
        return answer.status, json.loads(body) if body else None

    async def press(self, data: dict[str, Any], **fields: Any) -> tuple[int, Any]:
        value = {"data": data, "context": {"theme": "default"}}
        usual = {"name": "task/fetch", "id": "f:7", "replyToId": "1700000000000", "locale": "fi-FI"}
        return await self.send(type="invoke", value=value, **usual | fields)

    async def write(self, text: str, **fields: Any) -> tuple[int, Any]:
        """In one's own chat with the bot."""
        chat = {"id": CHAT, "tenantId": TENANT, "conversationType": "personal"}
        return await self.send(**{"text": text, "conversation": chat, "locale": "sv-SE"} | fields)

    async def finish(self) -> None:
        await self.connection.close()


def settings(service: BotService, **fields: Any) -> Settings:
    usual = {
        "app_id": APP,
        "app_password": "secret-of-the-bot",
        "tenant_id": TENANT,
        "openid_metadata_url": f"{service.url}/openid",
        "token_url": f"{service.url}/token",
        "token_issuer": ISSUER,
    }
    return Settings(**usual | fields)


@asynccontextmanager
async def connected(service: BotService, product: Product) -> AsyncIterator[Tenant]:
    async with aiohttp.ClientSession() as session:
        connection = await connect(settings(service), product, session)
        app = web.Application()
        app.add_routes(connection.routes)
        async with TestClient(TestServer(app)) as client:
            yield Tenant(service, client, product, connection)
        await connection.close()


@cache
def _schema() -> Draft6Validator:
    text = (files("playground") / "schemas" / "adaptive-card-1.5.json").read_text(encoding="utf-8")
    return Draft6Validator(json.loads(text))


def check(card: dict[str, Any]) -> dict[str, Any]:
    """Fails unless the card keeps to Adaptive Cards 1.5; what an action carries is the bot's own."""
    assert card["version"] == "1.5"
    _schema().validate(_standard(card))
    return card


def sent_card(activity: dict[str, Any]) -> dict[str, Any]:
    (attachment,) = activity["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    return check(attachment["content"])


def dialog_card(answer: dict[str, Any]) -> dict[str, Any]:
    task = answer["task"]
    assert task["type"] == "continue"
    assert task["value"]["title"]
    assert {"height", "width"} <= task["value"].keys()
    attachment = task["value"]["card"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    return check(attachment["content"])


def elements(part: Any) -> Iterator[dict[str, Any]]:
    """Every element and action, in reading order."""
    if isinstance(part, dict):
        if "type" in part:
            yield part
        for name, inner in part.items():
            if name != "data":
                yield from elements(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from elements(inner)


def texts(card: dict[str, Any]) -> list[str]:
    """What is read, one line for each block; labels and buttons too."""
    found = []
    for one in elements(card["body"]):
        match one["type"]:
            case "TextBlock":
                found.append(one["text"])
            case "RichTextBlock":
                found.append("".join(run["text"] for run in one["inlines"]))
            case "FactSet":
                found += [f"{fact['title']}: {fact['value']}" for fact in one["facts"]]
            case kind if kind.startswith("Input."):
                found.append(one["label"])
    return found


def buttons(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every action by its title."""
    return {one["title"]: one for one in elements(card) if one["type"].startswith("Action.") and "title" in one}


def inputs(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every input by its name."""
    return {one["id"]: one for one in elements(card) if one["type"].startswith("Input.")}


def _standard(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            name: value if name == "data" else _standard(value)
            for name, value in node.items()
            if name not in ("msteams", "choices.data")
        }
    return [_standard(one) for one in node] if isinstance(node, list) else node
