"""A browser on the playground's page: what it may ask, over real HTTP."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import aiohttp

from bot.__main__ import Running
from playground.page import Page, page
from playground.time import Time
from playground.town import Town
from tests.playground import slack_app, teams_app

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser that has been let in."""

    town: Town
    page: Page
    session: aiohttp.ClientSession

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.page.doors.port}"

    async def get(self, path: str, **headers: str) -> tuple[int, Json]:
        async with self.session.get(self.home + path, headers=headers) as answer:
            return answer.status, await read(answer)

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, Json]:
        return await self.send(path, json.dumps(body).encode(), **headers)

    async def send(self, path: str, body: bytes, **headers: str) -> tuple[int, Json]:
        """Any bytes."""
        told = {"Origin": self.home, "Content-Type": "application/json", **headers}
        async with self.session.post(self.home + path, data=BytesIO(body), headers=told) as answer:
            return answer.status, await read(answer)

    async def done(self, act: str, /, **body: Any) -> Json:
        """An act that is done."""
        status, answer = await self.post(f"/api/{act}", body)
        assert status == 200, answer
        return answer

    async def refused(self, act: str, /, **body: Any) -> str:
        """An act that is not done, and what is said."""
        status, answer = await self.post(f"/api/{act}", body)
        assert status == 409, answer
        return str(answer["problem"])

    async def sees(self, chat: str, who: str | None, room: str = "") -> Json:
        """The pane of somebody, with a room open."""
        asked = {"who": who or "", **({"room": room} if room else {})}
        async with self.session.get(f"{self.home}/api/{chat}", params=asked) as answer:
            assert answer.status == 200
            return await read(answer)

    async def calls(self, after: int = 0) -> list[Json]:
        """The rows of the traffic."""
        return list((await self.get(f"/api/traffic?after={after}"))[1]["exchanges"])


async def read(answer: aiohttp.ClientResponse) -> Json:
    """What is answered as JSON."""
    said = await answer.text()
    return json.loads(said) if answer.content_type == "application/json" else {}


def browser() -> aiohttp.ClientSession:
    """A browser that keeps cookies of this computer."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


@asynccontextmanager
async def visiting(place: Town, data: Path, port: int = 0) -> AsyncIterator[Visitor]:
    """Serve the page and let a browser in."""
    async with page(place, data, port, lambda: None) as served, browser() as session:
        async with session.get(served.doors.address) as answer:
            assert answer.status == 200
        yield Visitor(place, served, session)


@dataclass(frozen=True, slots=True)
class Studio:
    """The page in front of two apps that say on the wire what a test tells them to."""

    visitor: Visitor
    slack: slack_app.Stage
    teams: teams_app.Stage


@asynccontextmanager
async def studio(data: Path) -> AsyncIterator[Studio]:
    """Both chats without the product."""
    async with slack_app.stage(data / "slack.json") as slack, teams_app.stage(data / "teams.json") as teams:
        await teams.at_home()
        no_bot = cast("Running", None)
        place = Town(slack.workspace, teams.tenant, no_bot, Time(), "sv", {})
        async with visiting(place, data) as visitor:
            yield Studio(visitor, slack, teams)
