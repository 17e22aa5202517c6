"""The page's own server: on this computer only, in the same process as the two chats."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.views.text import read
from playground.page import clock
from playground.page.asking import Act, answered, asked, impossible, problem, text
from playground.page.calls import Calls
from playground.page.doors import Doors, Handler
from playground.page.faults import in_slack, in_teams
from playground.page.slack import SlackPane
from playground.page.teams import TeamsPane
from playground.page.ways import AT, Ways
from playground.page.words import WORDS
from playground.people import PEOPLE
from playground.town import Town, kept, manifest, teams_actions, teams_commands
from playground.traffic import Json

PLAYGROUND = Path(__file__).parents[1]
SOURCES = {".html", ".css", ".js", ".json"}
NOT_SHOWN = {"package.json", "package-lock.json"}
NUMBER = re.compile(r"[0-9]{1,9}")
RENDERER = "/static/adaptivecards.min.js"
BEAT = 15.0
"""Seconds between two signs of life to a page."""


class Page:
    """What the page asks of the town.

    `busy`: the story is being told, nobody may act. `passing`: weeks of the town's life come in, whoever acts takes
    turns with them, and nobody moves the time.
    """

    def __init__(self, town: Town, doors: Doors) -> None:
        self.town = town
        self.doors = doors
        self.busy = self.passing = False
        self.slack = SlackPane(town.slack, manifest(town.language))
        self.teams = TeamsPane(town.teams, teams_commands(town.language), teams_actions(town.language))
        self.panes: dict[str, SlackPane | TeamsPane] = {"slack": self.slack, "teams": self.teams}
        self.ways = Ways(town, self.slack, self.teams)
        self.faults = {"slack": in_slack(town.slack), "teams": in_teams(town.teams)}
        self.listeners: set[asyncio.Event] = set()
        self.closing = False
        self.calls = Calls({"slack": town.slack.traffic, "teams": town.teams.traffic}, self.changed)

    def changed(self) -> None:
        """Every open page looks again."""
        for listener in self.listeners:
            listener.set()

    def settled(self, *, passing: bool = False) -> None:
        """One may take part: what has happened so far is news to nobody."""
        self.busy, self.passing = False, passing
        self.slack.news.since = max(self.town.slack.state.messages, default="0")
        self.teams.news.since = max(self.town.teams.state.messages, default="0")
        self.changed()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.index),
            web.get(f"{AT}{{host}}/{{path:.*}}", self.ways.follow),
            web.get("/api/words", self.words),
            web.get("/api/town", self.look),
            web.get("/api/changes", self.changes),
            web.get("/api/traffic", self.traffic),
            web.get(f"/api/traffic/{{number:{NUMBER.pattern}}}", self.call),
            web.get("/api/faults", self.offered_faults),
            web.post("/api/faults", self.fault),
            web.post("/api/clock", self.travel),
            web.get("/api/{chat:slack|teams}", self.pane),
            web.get("/api/slack/files/{file}", self.file),
            web.get("/api/{chat:slack|teams}/shared/{file}", self.shared),
            web.post("/api/{chat:slack|teams}/{act:.+}", self.act),
        ]

    async def index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(PLAYGROUND / "web" / "index.html")

    async def words(self, _: web.Request) -> web.Response:
        language = self.town.language
        words = {key: read(one, language) for key, one in WORDS.items()}
        return web.json_response({"language": language, "timeZone": clock.ZONE.key, "words": words})

    async def look(self, _: web.Request) -> web.Response:
        """Who lives in the town, what time it is there, and whose addresses lead somewhere in it."""
        language = self.town.language
        people = [
            {"name": one.name, "job": one.job.get(language, ""), "slack": one.slack, "teams": one.teams}
            for one in PEOPLE.values()
        ]
        now = self.town.time.now().isoformat()
        state = {"busy": self.busy, "passing": self.passing, "hosts": self.ways.hosts}
        return web.json_response({"now": now, **state, "people": people, "language": language})

    async def pane(self, request: web.Request) -> web.Response:
        pane = self.panes[request.match_info["chat"]]
        try:
            return web.json_response(pane.state(request.query.get("who", ""), request.query.get("room")))
        except LookupError:
            return problem(impossible(), self.town.language)

    async def file(self, request: web.Request) -> web.Response:
        content = self.slack.file(request.match_info["file"])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content, content_type="image/png")

    async def shared(self, request: web.Request) -> web.Response:
        """A file to download; the link names it."""
        found = self.panes[request.match_info["chat"]].shared(request.match_info["file"])
        if found is None:
            raise web.HTTPNotFound
        headers = {"Content-Disposition": "attachment"}
        return web.Response(body=found, content_type="application/octet-stream", headers=headers)

    async def act(self, request: web.Request) -> web.Response:
        """What somebody does in a chat."""
        act = self.panes[request.match_info["chat"]].acts.get(request.match_info["act"])
        if act is None:
            raise web.HTTPNotFound
        return await self._done(request, act, refused=self.busy)

    async def travel(self, request: web.Request) -> web.Response:
        async def go(body: Json) -> Json:
            return {"now": (await clock.travel(self.town, text(body, "to"))).isoformat()}

        return await self._done(request, go, refused=self.busy or self.passing)

    async def fault(self, request: web.Request) -> web.Response:
        async def make(body: Json) -> Json:
            chat = text(body, "chat")
            fault = self.faults[chat][text(body, "fault")]
            await fault.make(self.panes[chat].room)
            return {"told": read(fault.told, self.town.language)}

        return await self._done(request, make, refused=self.busy)

    async def _done(self, request: web.Request, act: Act, *, refused: bool) -> web.Response:
        body = await asked(request)
        if refused:
            return problem(WORDS["busy.wait"], self.town.language)
        async with self.town.turn:
            answer = await answered(act, body, self.town.language)
        self.changed()
        return answer

    async def offered_faults(self, _: web.Request) -> web.Response:
        language = self.town.language
        offered = {
            chat: [{"key": key, "title": read(one.title, language)} for key, one in faults.items()]
            for chat, faults in self.faults.items()
        }
        return web.json_response(offered)

    async def traffic(self, request: web.Request) -> web.Response:
        after = request.query.get("after", "")
        return web.json_response({"exchanges": self.calls.after(int(after) if NUMBER.fullmatch(after) else 0)})

    async def call(self, request: web.Request) -> web.Response:
        try:
            return web.json_response(self.calls.one(int(request.match_info["number"])))
        except LookupError:
            return problem(impossible(), self.town.language)

    async def changes(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: one for each time that something has changed."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await stream.prepare(request)
        listener = asyncio.Event()
        self.listeners.add(listener)
        try:
            while not self.closing:
                try:
                    await asyncio.wait_for(listener.wait(), BEAT)
                    listener.clear()
                    await stream.write(b"data: changed\n\n")
                except TimeoutError:
                    await stream.write(b": still here\n\n")
        except (ConnectionError, asyncio.CancelledError):
            return stream
        finally:
            self.listeners.discard(listener)
        return stream


def sources() -> dict[str, Path]:
    """Every file of the page by its address; nothing else of the folder is served."""
    folder = PLAYGROUND / "web"
    found = (one for one in folder.rglob("*") if one.suffix in SOURCES and "node_modules" not in one.parts)
    own = (one for one in found if one.name not in NOT_SHOWN)
    return {f"/web/{one.relative_to(folder).as_posix()}": one for one in own} | {
        RENDERER: PLAYGROUND / RENDERER.removeprefix("/")
    }


@asynccontextmanager
async def page(town: Town, data: Path, port: int, used: Callable[[], None]) -> AsyncIterator[Page]:
    """Serve the page on loopback; port 0 takes a free one, OSError when it is taken."""
    doors = Doors(kept(data / "page.secret"), used)
    made = Page(town, doors)
    app = web.Application(middlewares=[doors.guard], client_max_size=2**20)
    app.on_response_prepare.append(doors.label)
    app.add_routes(made.routes())
    for address, file in sources().items():
        app.router.add_get(address, _serving(file))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        doors.port = runner.addresses[0][1]
        yield made
    finally:
        made.closing = True
        made.changed()
        await runner.cleanup()


def _serving(file: Path) -> Handler:
    async def serve(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(file)

    return serve
