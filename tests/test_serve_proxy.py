"""Every outgoing call of `latu serve` with the real addresses: through the proxy, with the certificates it is given."""

import asyncio
import json
import os
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import aiohttp
import pytest
import trustme
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler
from cryptography.hazmat.primitives.asymmetric import rsa

from adapters.teams.elements import INTENT
from bot.intents import FetchPack, Intent, Support, TakePack, encode
from bot.model import Caller, Place, quarter_of
from tests.adapters.slack.workspace import AINO, PRIVATE, SECRET, TEAM, click, signed
from tests.adapters.teams.product import CHAT
from tests.adapters.teams.service import APP, TENANT, BotService
from tests.features.conftest import ADMIN, House, Member
from tests.features.conftest import house as house
from tests.features.conftest import member as member
from tests.ports import free_port
from tests.serving import ROOT, becomes, gave_up, serving

SLACK, ANSWERS = "slack.com", "hooks.slack.com"
KEYS, TOKENS, CONNECTOR = "login.botframework.com", "login.microsoftonline.com", "smba.trafficmanager.net"
SOCKET = "wss-primary.slack.com"
FILES, DRIVE = "files.slack.com", "kunta-my.sharepoint.com"
HOSTS = (SLACK, ANSWERS, KEYS, TOKENS, CONNECTOR, SOCKET, FILES, DRIVE)

NAMES = """
import socket
known = socket.getaddrinfo
def getaddrinfo(host, *asked, **more):
    here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", {port}))
    return [here] if host in {hosts} else known(host, *asked, **more)
socket.getaddrinfo = getaddrinfo
"""
"""What the name service of a machine would say, so that a direct call stays here too."""

pytestmark = pytest.mark.usefixtures("database")


@dataclass
class Internet:
    """Slack and Microsoft under their own names on one port of this machine, and a proxy that leads there."""

    service: BotService
    folder: Path
    asked: set[tuple[str, str]] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    """The hosts to which somebody went through the proxy."""
    port: int = 0
    proxy: str = ""

    @property
    def certificates(self) -> str:
        return str(self.folder / "ca.pem")

    @asynccontextmanager
    async def up(self) -> AsyncIterator["Internet"]:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.certificates)
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(*HOSTS).configure_cert(tls)
        self.service.url = f"https://{KEYS}"
        app = web.Application(middlewares=[self._note])
        app.router.add_post("/api/auth.test", self._whose_token)
        app.router.add_post("/api/apps.connections.open", self._ticket)
        app.router.add_get("/link/", self._link)
        app.router.add_post("/api/conversations.open", self._opened)
        app.router.add_post("/api/files.getUploadURLExternal", self._room)
        app.router.add_post("/upload/v1/F0PACK", self._done)
        app.router.add_put("/upload", self._done)
        app.router.add_post("/api/{method}", self._done)
        app.router.add_post("/actions/1", self._done)
        app.router.add_get("/v1/.well-known/openidconfiguration", self.service._metadata)
        app.router.add_get("/keys", self.service._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self.service._token)
        app.router.add_route("*", "/teams/v3/conversations/{conversation}/{rest:.*}", self.service._connector)
        server = TestServer(app, scheme="https")
        await server.start_server(ssl=tls)
        self.port = server.port or 0
        async with await asyncio.start_server(self._lead, "127.0.0.1", 0) as proxy:
            self.proxy = f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
            yield self
        await server.close()

    @web.middleware
    async def _note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.asked.add((request.host, request.path))
        return await handler(request)

    async def _whose_token(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "team_id": TEAM, "user_id": "U0LATU", "bot_id": "B0LATU"})

    async def _ticket(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "url": f"wss://{SOCKET}/link/?ticket=1&app_id=A0LATU"})

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        async for _ in socket:
            pass
        return socket

    async def _opened(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "channel": {"id": PRIVATE}})

    async def _room(self, _request: web.Request) -> web.Response:
        url = f"https://{FILES}/upload/v1/F0PACK"
        return web.json_response({"ok": True, "upload_url": url, "file_id": "F0PACK"})

    async def _done(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def sees(self, *calls: tuple[str, str]) -> None:
        """Wait until all of these have been asked."""
        async with asyncio.timeout(300):
            while not self.asked.issuperset(calls):
                await asyncio.sleep(0.02)

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """CONNECT: whoever is asked for, is here."""
        method, target, _ = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)
        assert method == b"CONNECT"
        self.passed.add(target.decode().partition(":")[0])
        there, back = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(pour(reader, back), pour(there, writer))


async def pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while chunk := await source.read(65536):
            target.write(chunk)
            await target.drain()
    target.close()
    with suppress(ConnectionError):
        await target.wait_closed()


async def press(session: aiohttp.ClientSession, url: str, intent: Intent) -> None:
    """A click in Slack."""
    pressed = json.dumps(click(encode(intent), f"https://{ANSWERS}/actions/1"))
    body = urlencode({"payload": pressed}).encode()
    async with session.post(f"{url}/slack/events", data=body, headers=signed(body)) as answer:
        assert answer.status == 200


async def write(session: aiohttp.ClientSession, url: str, service: BotService, **said: Any) -> None:
    """Something from somebody's own chat in Teams."""
    service_url = f"https://{CONNECTOR}/teams/"
    chat = {"id": CHAT, "tenantId": TENANT, "conversationType": "personal"}
    written = service.activity(conversation=chat, serviceUrl=service_url, **said)
    bearer = service.bearer(iss="https://api.botframework.com", serviceurl=service_url)
    async with session.post(f"{url}/api/messages", json=written, headers={"Authorization": bearer}) as answer:
        assert answer.status == 200


@pytest.fixture
async def internet(tmp_path: Path) -> AsyncIterator[Internet]:
    service = BotService(keys={"one": rsa.generate_private_key(public_exponent=65537, key_size=2048)})
    service.open.set()
    async with Internet(service, tmp_path).up() as internet:
        yield internet


@pytest.fixture
def settings(internet: Internet, database_url: str) -> dict[str, str]:
    """Both chats at their real addresses, behind a proxy."""
    return {
        "DATABASE_URL": database_url,
        "LATU_HTTP_PORT": str(free_port()),
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "TEAMS_APP_ID": APP,
        "TEAMS_APP_PASSWORD": "secret-of-the-bot",
        "TEAMS_TENANT_ID": TENANT,
        "HTTPS_PROXY": internet.proxy,
        "SSL_CERT_FILE": internet.certificates,
    }


async def test_every_call_passes_through_the_proxy_with_the_certificates_that_were_given(
    tmp_path: Path, internet: Internet, settings: dict[str, str]
) -> None:
    url = f"http://127.0.0.1:{settings['LATU_HTTP_PORT']}"
    async with serving(tmp_path, **settings), aiohttp.ClientSession() as session:
        await becomes(f"{url}/readyz", 200)
        assert internet.asked == {(SLACK, "/api/auth.test")}

        await press(session, url, Support(7))
        await write(session, url, internet.service, text="help")
        await internet.sees(
            (ANSWERS, "/actions/1"),
            (KEYS, "/v1/.well-known/openidconfiguration"),
            (KEYS, "/keys"),
            (TOKENS, f"/{TENANT}/oauth2/v2.0/token"),
            (CONNECTOR, f"/teams/v3/conversations/{CHAT}/activities"),
        )
    assert internet.passed == {SLACK, ANSWERS, KEYS, TOKENS, CONNECTOR}


async def test_files_pass_through_the_proxy_to_both_chats(
    tmp_path: Path, internet: Internet, settings: dict[str, str], house: House, member: Member
) -> None:
    house.now = datetime.now(UTC)
    for own in (Place("slack", TEAM, AINO, AINO, private=True), Place("teams", TENANT, "aino", "", private=True)):
        await house.learn(Caller(own), member("Aino", ADMIN))
    leads = {"LATU_SECRET_KEY": "x" * 32, "LATU_EMAIL_DOMAINS": "kunta.example", "LATU_ADMINS": ADMIN}
    url = f"http://127.0.0.1:{settings['LATU_HTTP_PORT']}"
    async with serving(tmp_path, **settings, **leads), aiohttp.ClientSession() as session:
        await becomes(f"{url}/readyz", 200)
        await press(session, url, FetchPack())
        offered = {
            "type": "fileUpload",
            "action": "accept",
            "context": {INTENT: encode(TakePack(quarter_of(datetime.now(ZoneInfo("Europe/Helsinki")).date())))},
            "uploadInfo": {"uploadUrl": f"https://{DRIVE}/upload", "name": "latu.xlsx"},
        }
        said = {"type": "invoke", "name": "fileConsent/invoke", "id": "f:7", "replyToId": "m1", "value": offered}
        await write(session, url, internet.service, **said)
        await internet.sees(
            (FILES, "/upload/v1/F0PACK"), (SLACK, "/api/files.completeUploadExternal"), (DRIVE, "/upload")
        )
    assert {FILES, DRIVE} <= internet.passed


async def test_a_socket_passes_through_the_proxy_too(
    tmp_path: Path, internet: Internet, settings: dict[str, str]
) -> None:
    del settings["SLACK_SIGNING_SECRET"]
    async with serving(tmp_path, **settings, SLACK_APP_TOKEN="xapp-1"):
        await becomes(f"http://127.0.0.1:{settings['LATU_HTTP_PORT']}/readyz", 200)
    assert internet.asked == {(SLACK, "/api/auth.test"), (SLACK, "/api/apps.connections.open"), (SOCKET, "/link/")}
    assert internet.passed == {SLACK, SOCKET}


async def test_a_host_in_no_proxy_is_called_directly(
    tmp_path: Path, internet: Internet, settings: dict[str, str]
) -> None:
    names = tmp_path / "names"
    names.mkdir()
    (names / "sitecustomize.py").write_text(NAMES.format(hosts=(SLACK, SOCKET), port=internet.port))
    direct = {"NO_PROXY": f"{SLACK},{SOCKET}", "PYTHONPATH": f"{names}{os.pathsep}{ROOT}", "SLACK_APP_TOKEN": "xapp-1"}
    async with serving(tmp_path, **settings, **direct):
        await becomes(f"http://127.0.0.1:{settings['LATU_HTTP_PORT']}/readyz", 200)
    assert {host for host, _ in internet.asked} == {SLACK, SOCKET}
    assert internet.passed == set()


async def test_without_the_certificates_nobody_is_believed_to_be_slack(
    tmp_path: Path, internet: Internet, settings: dict[str, str]
) -> None:
    del settings["SSL_CERT_FILE"]
    assert (await gave_up(tmp_path, **settings)).startswith("Slack does not answer")
    assert internet.passed == {SLACK}
    assert internet.asked == set()
