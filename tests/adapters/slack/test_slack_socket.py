"""Socket Mode: the same product without a public address, through sockets that end and are replaced."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from adapters import Connection
from adapters.slack import Settings, line
from adapters.slack.connecting import connect
from adapters.slack.line import proxy_of
from bot.errors import Misconfigured, Outage, Unreachable
from bot.intents import Say
from bot.replies import Reply
from bot.views.kinds import Notice
from bot.views.text import plain
from playground import people
from playground.slack import SlackWorkspace
from playground.slack.sockets import MOST, Sockets
from playground.town import workspace
from tests.adapters.slack.workspace import TEAM, RecordingDoor, WebApi
from tests.patience import PATIENT
from tests.ports import free_port

AINO = people.AINO.slack or ""


@dataclass
class Wired:
    """A workspace with Socket Mode on, and the product at the other end of its socket."""

    local: SlackWorkspace
    sockets: Sockets
    door: RecordingDoor
    connection: Connection

    async def command(self, text: str) -> None:
        await self.local.slash(AINO, None, "/latu", text)

    async def stands(self, opened: int = 1) -> None:
        await until(lambda: self.connection.heard() and self.sockets.opened >= opened)


async def until(fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not fact():
            await asyncio.sleep(0.005)


def settings_of(local: SlackWorkspace, api_url: str) -> Settings:
    assert local.sockets
    return Settings(bot_token=local.bot_token, app_token=local.sockets.token, api_url=api_url)


@pytest.fixture
async def wired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wired]:
    monkeypatch.setattr(line, "LOOK", 0.02)
    local, door = workspace(tmp_path, free_port(), "fi", socket_mode=True), RecordingDoor()
    assert local.sockets
    async with local.serve() as api_url, ClientSession() as session:
        connection = await connect(settings_of(local, api_url), door, session)
        assert list(connection.routes) == []
        async with connection.listening():
            wired = Wired(local, local.sockets, door, connection)
            await wired.stands()
            yield wired
        await connection.close()
    assert local.broken_rules == []


async def test_a_command_and_a_message_come_through_the_socket_and_are_answered_there_sl38(wired: Wired) -> None:
    wired.door.reply = Reply(show=Notice(plain("Välkommen"), "done"))
    await wired.command("hej")
    assert wired.local.seen_privately(AINO)[-1].text == "Välkommen"
    await wired.local.write_privately(AINO, "hej igen")
    assert [intent for intent, _ in wired.door.asked] == [Say("hej"), Say("hej igen")]
    assert [one.problem for one in wired.local.deliveries] == [None, None]


async def test_an_envelope_that_is_not_committed_is_not_acknowledged_and_comes_again(wired: Wired) -> None:
    """The trap: Bolt's handler tells nobody of a failure, and the SDK swallows it."""
    wired.sockets.patience, wired.door.failure = 0.1, RuntimeError("no database")
    telling = asyncio.create_task(wired.command("hej"))
    await until(lambda: bool(wired.door.asked))
    wired.sockets.patience, wired.door.failure = PATIENT, None
    await telling
    first, second = (request for _, request in wired.door.asked)
    assert first.delivery == second.delivery is not None
    assert [one.problem for one in wired.local.deliveries] == ["timeout", None]


async def test_what_cannot_be_read_is_acknowledged_so_that_it_does_not_come_for_ever(wired: Wired) -> None:
    for payload in ({"type": "block_actions"}, {"type": "never_heard_of"}, {"type": "event_callback", "event": {}}):
        assert (await wired.sockets.carry(payload, 0))[0] == 200
    assert wired.door.asked == []


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_when_slack_asks_to_leave_the_next_socket_stands_before_the_old_one_is_left(
    wired: Wired, reason: str
) -> None:
    """The trap: the SDK closes the old socket before it asks for a new one, and loses the clicks in between."""
    old = wired.sockets.newest
    await wired.sockets.ask_to_leave(old, reason)
    await wired.stands(2)
    assert list(wired.sockets.open) == [old, wired.sockets.newest]
    wired.sockets.prefer(old)
    await wired.command("hej")
    assert len(wired.door.asked) == 1
    await old.close()
    await until(lambda: old not in wired.sockets.open)
    await wired.command("hej igen")
    assert len(wired.door.asked) == 2


async def test_a_socket_that_is_cut_is_replaced_and_meanwhile_latu_is_not_ready(wired: Wired) -> None:
    """The trap: the SDK sees a cut connection only at its next ping, and then tries one used address for ever."""
    wired.sockets.refuses = True
    wired.sockets.cut(wired.sockets.newest)
    await until(lambda: [one.what for one in wired.local.traffic].count("apps.connections.open") > 1)
    assert not wired.connection.heard()
    wired.sockets.refuses = False
    await wired.stands(2)
    await wired.command("hej")
    assert len(wired.door.asked) == 1


async def test_a_socket_in_which_nobody_says_hello_is_given_up(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "OPENING", 0.1)
    wired.sockets.wordless = True
    wired.sockets.cut(wired.sockets.newest)
    await until(lambda: wired.sockets.opened > 2)
    assert not wired.connection.heard()
    wired.sockets.wordless = False
    await wired.stands(4)


async def test_a_socket_that_has_gone_silent_is_replaced(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap: a connection that carries nothing any more looks open for hours."""
    with monkeypatch.context() as hurried:
        hurried.setattr("adapters.slack.socket.PING", 0.05)
        await wired.sockets.ask_to_leave(wired.sockets.newest, "refresh_requested")
        await wired.stands(2)
    silent = wired.sockets.newest
    wired.sockets.silent.add(silent)
    await wired.stands(3)
    await wired.command("hej")
    assert len(wired.door.asked) == 1


async def test_with_ten_sockets_open_the_next_one_waits_for_its_place(wired: Wired) -> None:
    """The trap: every further socket is greeted by a request to leave."""
    api, others = AsyncWebClient(base_url=f"{wired.local.url}/api/"), []
    async with ClientSession() as session:
        for _ in range(MOST - 1):
            told = await api.apps_connections_open(app_token=wired.sockets.token)
            others.append(await session.ws_connect(told["url"]))
        await until(lambda: len(wired.sockets.open) == MOST)
        await wired.sockets.ask_to_leave(next(iter(wired.sockets.open)), "refresh_requested")
        await until(lambda: wired.sockets.opened > MOST)
        assert wired.connection.heard()
        await others[0].close()
        asked = wired.sockets.opened
        await wired.stands(asked + 1)
        await until(lambda: len(wired.sockets.open) == MOST)
    await until(lambda: len(wired.sockets.open) == 2)
    await wired.command("hej")
    assert len(wired.door.asked) == 1


async def test_what_is_in_hand_is_committed_and_acknowledged_before_the_socket_closes(tmp_path: Path) -> None:
    local, door = workspace(tmp_path, free_port(), "fi", socket_mode=True), RecordingDoor()
    begun, go = asyncio.Event(), asyncio.Event()

    async def handle(*_: object) -> Reply:
        begun.set()
        await go.wait()
        return Reply(language="fi")

    door.handle = handle  # type: ignore[assignment, method-assign]
    async with local.serve() as api_url, ClientSession() as session:
        connection = await connect(settings_of(local, api_url), door, session)
        async with connection.listening():
            await until(connection.heard)
            telling = asyncio.create_task(local.slash(AINO, None, "/latu", "hej"))
            await begun.wait()
            asyncio.get_running_loop().call_later(0.05, go.set)
        await telling
        await connection.close()
        assert local.sockets
        await until(lambda: not local.sockets or not local.sockets.open)
    assert [one.problem for one in local.deliveries] == [None]


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("wss://wss-primary.slack.com/link/?ticket=1&app_id=2", True),
        ("ws://wss-primary.slack.com/link/", False),
        ("https://wss-primary.slack.com/link/", False),
        ("wss://slack.com.evil.example/link/", False),
        ("wss://evilslack.com/link/", False),
        ("wss://user@wss-primary.slack.com/link/", False),
        ("wss://wss-primary.slack.com:8443/link/", False),
        ("ws://127.0.0.1:1/link/", False),
        ("None", False),
    ],
)
def test_a_socket_leads_to_slack_and_nowhere_else(url: str, good: bool) -> None:
    assert Settings().connects(url) is good


async def test_an_address_elsewhere_is_never_called() -> None:
    api = WebApi(answers={"apps.connections.open": {"ok": True, "url": "wss://evil.example/link/?ticket=1"}})
    assert await no_socket(api, Outage) == "Slack gives no socket: check the network and SLACK_APP_TOKEN."


@pytest.mark.parametrize("error", ["invalid_auth", "not_allowed_token_type"])
async def test_an_app_token_that_slack_does_not_take_is_one_sentence(error: str) -> None:
    api = WebApi(answers={"apps.connections.open": {"ok": False, "error": error}})
    sentence = await no_socket(api, Misconfigured)
    assert sentence == f"SLACK_APP_TOKEN is not accepted by Slack ({error}): take the one of the app."


async def no_socket(api: WebApi, kind: type[Exception]) -> str:
    app = web.Application()
    app.add_routes([web.route("*", "/api/{method}", api.answer)])
    async with TestServer(app) as slack, ClientSession() as session:
        settings = Settings(bot_token="xoxb-1", app_token="xapp-1", api_url=str(slack.make_url("/api/")))
        with pytest.raises(kind) as caught:
            await connect(settings, RecordingDoor(), session)
        assert api.of("auth.test")
        assert TEAM
    return str(caught.value)


async def test_a_redirect_of_the_socket_is_not_followed() -> None:
    """The trap: the SDK opens the socket wherever the answer leads, with whatever the address holds."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        raise web.HTTPFound("/elsewhere")

    app = web.Application()
    app.add_routes([web.get("/{any:.*}", answer)])
    async with TestServer(app) as server:
        client = line.Client("xapp-1", AsyncWebClient(), str(server.make_url("/link/")).replace("http", "ws"), 10.0)
        opening = line.Line(None, client)  # type: ignore[arg-type]
        with pytest.raises(Unreachable):
            await opening.open()
        await opening.retire()
    assert asked == ["/link/"]


def test_the_socket_heeds_the_proxy_and_its_exceptions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap: the SDK does not heed NO_PROXY, and aiohttp looks for WSS_PROXY."""
    url = "wss://wss-primary.slack.com/link/"
    for name in ("https_proxy", "http_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert proxy_of(url) is None
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.kunta.example:3128")
    assert proxy_of(url) == "http://proxy.kunta.example:3128"
    monkeypatch.setenv("NO_PROXY", ".slack.com")
    assert proxy_of(url) is None
