"""A bot that says on the wire what a test tells it to, and the Teams tenant that it lives in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import aiohttp
from aiohttp import web

from playground.chat import Human, Room, Seen
from playground.teams import TeamsTenant, Urls

TENANT, APP, PASSWORD = "5d3a1c7e-90b2-4f68-8a1d-2c4e6f8091a3", "b1c2d3e4-f506-4718-8293-a4b5c6d7e8f9", "hush"
IDEAS = "19:1f2e3d4c5b6a79880716253443526170@thread.tacv2"
QUIET = "19:2f2e3d4c5b6a79880716253443526170@thread.tacv2"
AINO = Human("11111111-aaaa-4bbb-8ccc-000000000001", "Aino Virtanen", "aino@example.fi", "fi-FI", admin=True)
BERT = Human("11111111-aaaa-4bbb-8ccc-000000000002", "Bert Berg", "bert@example.fi", "sv-SE")
GUEST = Human("11111111-aaaa-4bbb-8ccc-000000000003", "Gunn Guest", "gunn@example.org", kind="guest")
OLGA = Human("11111111-aaaa-4bbb-8ccc-000000000004", "Olga Outside", "olga@elsewhere.example", kind="external")
PEOPLE = (AINO, BERT, GUEST, OLGA)
ROOMS = (Room(IDEAS, "Ideas", tuple(human.id for human in PEOPLE)), Room(QUIET, "Quiet", (AINO.id,)))
ACTIONS = {"shareMessage": ("message",), "shareIdea": ("compose", "commandBox")}
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass
class Stage:
    """`heard` are the activities that came; `answers` what an invoke of a name is answered with."""

    tenant: TeamsTenant = field(init=False)
    urls: Urls = field(init=False)
    session: aiohttp.ClientSession = field(init=False)
    heard: list[dict[str, Any]] = field(default_factory=list)
    headers: list[str | None] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    token: str = ""
    wait: asyncio.Event | None = None

    async def listen(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.heard.append(activity)
        self.headers.append(request.headers.get("Authorization"))
        if self.wait is not None:
            await self.wait.wait()
        answer = self.answers.get(activity.get("name", ""))
        if callable(answer):
            answer = answer(activity)
        if isinstance(answer, web.Response):
            return answer
        if answer is None:
            return web.Response(status=self.status)
        return web.json_response(answer, status=self.status)

    @property
    def last(self) -> dict[str, Any]:
        return self.heard[-1]

    async def fetch_token(self, **changes: str) -> tuple[int, Any]:
        form = {"grant_type": "client_credentials", "client_id": APP, "client_secret": PASSWORD}
        form |= {"scope": "https://api.botframework.com/.default"} | changes
        async with self.session.post(self.urls.token_url, data=form) as response:
            return response.status, await response.json()

    async def call(self, method: str, path: str, body: Any = None, **changes: Any) -> tuple[int, Any]:
        """What a bot does at the connector."""
        if not self.token:
            self.token = (await self.fetch_token())[1]["access_token"]
        headers = {"Authorization": f"Bearer {self.token}"} | changes.pop("headers", {})
        url = f"{self.urls.service_url}v3{path}"
        async with self.session.request(method, url, json=body, headers=headers, **changes) as response:
            text = await response.text()
            return response.status, await response.json() if text else None

    async def post(self, conversation: str, activity: dict[str, Any]) -> str:
        status, answer = await self.call("POST", f"/conversations/{conversation}/activities", activity)
        assert status == 201, answer
        return str(answer["id"])

    async def post_card(self, conversation: str, *body: dict[str, Any], **more: Any) -> Seen:
        made = await self.post(conversation, message(card(*body, **more)))
        if conversation.startswith("19:"):
            seen = self.tenant.seen(conversation.partition(";")[0])
        else:
            seen = next(self.tenant.seen_privately(h.id) for h in PEOPLE if self.chat(h) == conversation)
        return next(one for one in seen if one.id == made)

    def chat(self, human: Human) -> str:
        return self.tenant.directory.chat_id(human.id)

    async def at_home(self) -> Self:
        """The bot is in the team and in Aino's and Bert's own chats."""
        await self.tenant.install_in_team(AINO.id, IDEAS)
        await self.tenant.install(AINO.id)
        await self.tenant.install(BERT.id)
        return self


@asynccontextmanager
async def stage(data: Path | None = None, issuer: str = "https://api.botframework.com") -> AsyncIterator[Stage]:
    made = Stage()
    app = web.Application()
    app.router.add_post("/api/messages", made.listen)
    runner = web.AppRunner(app)
    await runner.setup()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        endpoint = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        made.tenant = TeamsTenant(
            TENANT,
            PEOPLE,
            ROOMS,
            app_id=APP,
            app_password=PASSWORD,
            messaging_endpoint=endpoint,
            data=data,
            actions=ACTIONS,
            searches={"findIdeas": "words", "findLessons": "words"},
            domains=frozenset({"latu.example"}),
            token_issuer=issuer,
        )
        made.urls = await stack.enter_async_context(made.tenant.serve())
        made.session = await stack.enter_async_context(aiohttp.ClientSession())
        yield made


def block(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def card(*body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "fallbackText": "A card", "body": list(body), **more}


def message(content: dict[str, Any], **more: Any) -> dict[str, Any]:
    attachment = {"contentType": CARD, "content": content}
    return {"type": "message", "summary": "A card", "attachments": [attachment], **more}


def execute(title: str, verb: str = "go", **more: Any) -> dict[str, Any]:
    fallback = {"type": "Action.Submit", "title": title}
    return {"type": "Action.Execute", "title": title, "verb": verb, "fallback": fallback, **more}


def submit(title: str, data: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"type": "Action.Submit", "title": title, "data": data or {}, **more}


def opens(title: str, **data: Any) -> dict[str, Any]:
    return submit(title, {"msteams": {"type": "task/fetch"}, **data})


def dialog(content: dict[str, Any], title: str = "A form") -> dict[str, Any]:
    attachment = {"contentType": CARD, "content": content}
    return {"task": {"type": "continue", "value": {"title": title, "card": attachment}}}


def finds(*results: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """Each with the title of its line, and its card."""
    thumbnail = "application/vnd.microsoft.card.thumbnail"
    attachments = [
        {"contentType": CARD, "content": content, "preview": {"contentType": thumbnail, "content": {"title": title}}}
        for title, content in results
    ]
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": attachments}}


def says(words: str) -> dict[str, Any]:
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": words}


def shows(content: dict[str, Any]) -> dict[str, Any]:
    return {"statusCode": 200, "type": CARD, "value": content}
