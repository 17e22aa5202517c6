"""The page lets in this computer's own browser and nobody else, and the playground meets no real platform."""

import asyncio
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from adapters import slack, teams
from bot import logs
from bot.errors import Misconfigured
from playground import people
from playground.__main__ import main
from playground.apart import real_platforms
from playground.page import page, server
from playground.page.doors import HEADERS
from playground.page.server import PLAYGROUND
from playground.slack import SlackWorkspace
from playground.teams import TeamsTenant
from playground.town import product, tenant, town, workspace
from playground.waiting import until
from tests.playground.visiting import Studio, Visitor, browser, visiting

OF_AZURE = {"IDENTITY_ENDPOINT", "IDENTITY_HEADER"}
"""Azure sets them wherever it runs something: they say nothing of a chat."""
SETTINGS = sorted(
    name
    for made in (slack.Settings, teams.Settings)
    for key, field in made.model_fields.items()
    if (name := field.alias or f"{made.model_config.get('env_prefix', '')}{key}".upper()) not in OF_AZURE
)


async def raw(visitor: Visitor, *lines: bytes, host: str = "127.0.0.1") -> bytes:
    """What is answered to exactly these lines."""
    reader, writer = await asyncio.open_connection(host, visitor.page.doors.port)
    writer.write(b"\r\n".join([*lines, b"Connection: close", b"", b""]))
    answer = await reader.read()
    writer.close()
    return answer


def host(visitor: Visitor) -> bytes:
    return f"Host: 127.0.0.1:{visitor.page.doors.port}".encode()


def cookie(visitor: Visitor) -> bytes:
    doors = visitor.page.doors
    return f"Cookie: {doors.cookie}={doors.secret}".encode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1.rebound.example:80"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Cookie": "another=1"},
    ],
    ids=str,
)
async def test_who_is_refused_changes_nothing(both: Studio, headers: dict[str, str]) -> None:
    visitor, workspace, tenant = both.visitor, both.slack.workspace, both.teams.tenant
    before, heard = visitor.town.time.offset, len(tenant.deliveries)
    if "Cookie" in headers:
        visitor.session.cookie_jar.clear()
    slack = {"who": "U0AINO00001", "room": "C0IDEAS0001", "text": "hei"}
    for path, body in (
        ("slack/write", slack),
        ("teams/write", {"who": teams_aino(both), "room": teams_room(both), "text": "@Latu hei"}),
        ("clock", {"to": "hour"}),
        ("faults", {"chat": "slack", "fault": "429"}),
    ):
        assert (await visitor.post(f"/api/{path}", body, **headers))[0] == 403, path
    assert not workspace.state.messages
    assert not tenant.state.messages
    assert not workspace.deliveries
    assert len(tenant.deliveries) == heard
    assert visitor.town.time.offset == before
    assert workspace.faults.next_fault("chat.postMessage") is None
    for path in ("/", "/api/town", "/api/changes", "/web/main.js", "/api/traffic"):
        if "Origin" not in headers or headers["Origin"]:
            assert (await visitor.get(path, **headers))[0] == 403, path


def teams_aino(both: Studio) -> str:
    return next(iter(both.teams.tenant.directory.humans))


def teams_room(both: Studio) -> str:
    return list(both.teams.tenant.directory.rooms)[1]


async def test_an_act_without_an_origin_is_refused(both: Studio) -> None:
    visitor = both.visitor
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"):
        async with visitor.session.request(method, f"{visitor.home}/api/clock", json={"to": "hour"}) as answer:
            assert answer.status == 403, method


async def test_every_answer_says_what_the_browser_may_do_with_it(both: Studio) -> None:
    visitor, doors = both.visitor, both.visitor.page.doors
    own, named = {"Origin": visitor.home}, {"Origin": visitor.home, "Content-Type": "application/json"}
    asked = [
        ("GET", "/", {}, 200),
        ("GET", "/web/main.js", {}, 200),
        ("GET", "/api/town", {}, 200),
        ("GET", "/api/changes", {}, 200),
        ("GET", "/nowhere", {}, 404),
        ("GET", "/api/traffic/999999", {}, 409),
        ("GET", "/api/slack?who=nobody", {}, 409),
        ("GET", "/", {"Host": "rebound.example"}, 403),
        ("GET", "/?token=used", {}, 303),
        ("POST", "/api/clock", named, 400),
        ("PUT", "/api/clock", own, 405),
        ("GET", doors.address.removeprefix(visitor.home), {}, 303),
    ]
    for method, path, headers, status in asked:
        async with visitor.session.request(
            method, visitor.home + path, headers=headers, allow_redirects=False
        ) as answer:
            assert answer.status == status, path
            missing = [name for name in HEADERS if name not in answer.headers]
            assert missing == [], path
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert not re.search(r"https?:|\*", HEADERS["Content-Security-Policy"])


async def test_what_is_no_text_is_refused_like_any_wrong_token_or_cookie(both: Studio) -> None:
    visitor = both.visitor
    name = visitor.page.doors.cookie.encode()
    for lines in (
        (b"GET /?token=\xff HTTP/1.1", host(visitor)),
        (b"GET /?token=%ff HTTP/1.1", host(visitor)),
        (b"GET /api/town HTTP/1.1", host(visitor), b"Cookie: " + name + b"=\xff\xfe"),
        (b"GET /api/town HTTP/1.1", host(visitor), b"Cookie: " + name + b"=\xc3\xa4"),
    ):
        assert (await raw(visitor, *lines)).split(b" ")[1] in (b"400", b"403"), lines


async def test_the_cookie_is_for_this_page_alone_and_out_of_reach_of_scripts(both: Studio) -> None:
    doors = both.visitor.page.doors
    async with browser() as other, other.get(doors.address, allow_redirects=False) as answer:
        said = answer.headers["Set-Cookie"]
    assert said.startswith(f"playground-{doors.port}=")
    assert "HttpOnly" in said
    assert "SameSite=Strict" in said


async def test_nothing_else_of_the_folder_is_served_by_any_spelling(both: Studio) -> None:
    visitor = both.visitor
    there = ["/web/node_modules/adaptivecards/package.json", "/web/package.json", "/web/package-lock.json"]
    there += ["/web/.npmrc", "/static/adaptivecards.version", "/static/", "/web/", "/page.secret", "/slack.json"]
    there += ["/page/server.py", "/town.py", "/web/../town.py", "/web/%2e%2e/town.py", "/web/..%2ftown.py"]
    there += ["/web/..%5ctown.py", "/web//main.js", "//web/main.js", "/web/main.js/", "/web/main.js%00", "/etc/passwd"]
    there += ["/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/web/./../../pyproject.toml"]
    for path in there:
        line = f"GET {path} HTTP/1.1".encode()
        answer = await raw(visitor, line, host(visitor), cookie(visitor))
        assert answer.split(b" ")[1] in (b"400", b"404"), path
    assert (await raw(visitor, b"GET /web/main.js HTTP/1.1", host(visitor), cookie(visitor))).split(b" ")[1] == b"200"


async def test_all_that_the_page_imports_is_served(both: Studio) -> None:
    visitor = both.visitor
    folder = PLAYGROUND / "web"
    files = [one for one in folder.rglob("*.js") if "node_modules" not in one.parts]
    files += [*folder.glob("style/*.css"), *folder.glob("teams/host-config/*.json")]
    assert len(files) > 50
    for file in files:
        path = f"/web/{file.relative_to(folder).as_posix()}"
        async with visitor.session.get(visitor.home + path) as answer:
            assert (answer.status, await answer.read()) == (200, file.read_bytes()), path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has more than one loopback address by itself")
async def test_the_page_and_both_chats_listen_on_one_loopback_address_only(both: Studio) -> None:
    chats = (both.slack.workspace.url, both.teams.urls.service_url)
    ports = [both.visitor.page.doors.port, *(int(re.findall(r":(\d+)", one)[0]) for one in chats)]
    for port in ports:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        with pytest.raises(OSError):
            await asyncio.open_connection("127.0.0.2", port)


async def test_the_cookie_outlives_a_restart_on_the_same_data_and_is_worth_nothing_on_others(
    both: Studio, tmp_path: Path
) -> None:
    place = both.visitor.town
    async with visiting(place, tmp_path / "one") as first:
        port = first.page.doors.port
        kept = first.session.cookie_jar.filter_cookies(URL(first.home))
    cookies = {name: morsel.value for name, morsel in kept.items()}
    for folder, status in (("one", 200), ("two", 403)):
        async with (
            page(place, tmp_path / folder, port, lambda: None) as served,
            aiohttp.ClientSession(cookies=cookies, cookie_jar=aiohttp.CookieJar(unsafe=True)) as again,
            again.get(f"http://127.0.0.1:{served.doors.port}/api/town") as answer,
        ):
            assert answer.status == status
    secret = tmp_path / "one" / "page.secret"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


async def test_each_used_address_is_followed_by_another(both: Studio, tmp_path: Path) -> None:
    told: list[str] = []
    async with page(both.visitor.town, tmp_path, 0, lambda: told.append("used")) as served:
        first = served.doors.address
        async with browser() as one:
            for _ in range(2):
                async with one.get(first) as answer:
                    assert answer.status == 200, "whoever came in by it comes in by it again"
        assert told == ["used"]
        async with browser() as two, two.get(first) as answer:
            assert answer.status == 403
        async with browser() as two, two.get(served.doors.address) as answer:
            assert answer.status == 200


@pytest.mark.parametrize("name", [*SETTINGS, "SLACK_APP_TOKEN", "TEAMS_ANYTHING", "slack_extra_hosts"])
async def test_beside_any_setting_of_a_real_platform_the_town_says_which_and_does_not_start(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "https://bot.example.org")
    with pytest.raises(Misconfigured, match=rf"^{name} is set: [^.]+\. Unset it here\.$"):
        async with town(tmp_path / "data", "fi"):
            pass
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("make", [workspace, tenant], ids=["slack", "teams"])
async def test_beside_a_setting_of_a_real_platform_neither_local_chat_opens(
    make: Callable[[Path, int, str], SlackWorkspace | TeamsTenant], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = make(tmp_path, 3978, "fi")
    for name in ("SLACK_BOT_TOKEN", "TEAMS_APP_ID"):
        with monkeypatch.context() as patch:
            patch.setenv(name, "real")
            with pytest.raises(Misconfigured, match=rf"^{name} is set: [^.]+\. Unset it here\.$"):
                async with chat.serve():
                    pass


def test_there_are_settings_of_both_platforms_to_refuse() -> None:
    assert {one.split("_")[0] for one in SETTINGS} == {"SLACK", "TEAMS"}
    assert real_platforms() is None


def test_make_run_beside_a_real_platform_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-real")
    monkeypatch.setattr(sys, "argv", ["playground", "--once"])
    monkeypatch.setattr(logs, "configure", lambda _: None)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main()
    said = "SLACK_BOT_TOKEN is set: the playground never meets a real platform. Unset it here.\n"
    assert (ended.value.code, capsys.readouterr()) == (2, ("", said))
    assert list(tmp_path.iterdir()) == []


def test_the_product_in_the_town_takes_no_setting_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = product(tmp_path, 0, "fi", "postgresql://local")
    changed = {"DATABASE_URL": "postgresql://real.example/latu", "LATU_HTTP_HOST": "0.0.0.0", "LATU_HTTP_PORT": "80"}  # noqa: S104
    changed |= {"LATU_PUBLIC_URL": "https://latu.example.org", "LATU_ADMINS": "x@real.example", "LATU_DATA_DIR": "/srv"}
    changed |= {"LATU_EMAIL_DOMAINS": "real.example", "LATU_SECRET_KEY": "k" * 40, "LATU_TIME_ZONE": "Asia/Tokyo"}
    for name, value in changed.items():
        monkeypatch.setenv(name, value)
    assert product(tmp_path, 0, "fi", "postgresql://local") == before
    assert before.http_host == "127.0.0.1"


ELSEWHERE = (
    "https://bot.example.org/",
    "http://10.0.0.7/",
    "http://localhost.example/",
    "http://127.0.0.1@bot.example.org/",
    "http://[2001:db8::1]/",
    "//bot.example.org/",
    "bot.example.org",
)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_the_chats_cannot_be_turned_to_a_bot_elsewhere(url: str, tmp_path: Path) -> None:
    local_slack, local_teams = workspace(tmp_path, 3978, "fi"), tenant(tmp_path, 3978, "fi")
    with pytest.raises(ValueError, match="this computer only"):
        local_slack.courier.request_url = f"{url}slack/events"
    with pytest.raises(ValueError, match="on this machine"):
        local_teams.messaging_endpoint = f"{url}api/messages"
    assert local_slack.courier.request_url == "http://127.0.0.1:3978/slack/events"
    assert local_teams.messaging_endpoint == "http://127.0.0.1:3978/api/messages"


async def test_the_page_goes_on_when_a_browser_goes_away(both: Studio) -> None:
    visitor = both.visitor
    async with browser() as other:
        async with other.get(visitor.page.doors.address) as answer:
            assert answer.status == 200
        async with other.get(visitor.home + "/api/changes") as stream:
            await until(lambda: visitor.page.listeners)
            visitor.page.changed()
            assert await stream.content.readline() == b"data: changed\n"
    visitor.page.changed()
    await until(lambda: not visitor.page.listeners)
    assert (await visitor.get("/api/town"))[0] == 200


async def test_an_open_page_does_not_keep_the_server_from_stopping(
    both: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def patient(app: web.Application, **more: Any) -> web.AppRunner:
        return runner(app, **more | {"shutdown_timeout": 3600.0})

    runner = web.AppRunner
    monkeypatch.setattr(web, "AppRunner", patient)
    monkeypatch.setattr(server, "BEAT", 3600.0)
    async with asyncio.timeout(60), browser() as other:
        async with page(both.visitor.town, tmp_path, 0, lambda: None) as served:
            async with other.get(served.doors.address):
                pass
            stream = await other.get(f"http://127.0.0.1:{served.doors.port}/api/changes")
            await until(lambda: served.listeners)
        stream.close()


def test_everybody_in_the_town_is_at_an_address_that_cannot_exist() -> None:
    assert people.DOMAIN.endswith(".example")
