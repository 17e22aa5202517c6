"""`latu serve` knows nothing of the playground, and has no door through which anybody could move its time."""

import ast
import asyncio
import re
import signal
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import get_args

import aiohttp
import pytest
from pydantic_settings import BaseSettings

from adapters import slack, teams
from bot.settings import Settings
from playground import people
from playground.page.server import Page
from playground.town import kept, tenant, workspace
from playground.waiting import until
from tests.playground.visiting import Visitor
from tests.ports import free_port
from tests.serving import QUIET, becomes, slack_of, teams_of
from tests.test_house import name_of, saying, tree

WATCHED = """
import atexit, sys
named = lambda: [one for one in sys.modules if one.partition(".")[0] == "playground"]
atexit.register(lambda: print("imported:", named()))
sys.argv = ["latu", "serve"]
from bot.__main__ import main
main()
"""
ROUTED = re.compile(r"\bweb\.|\badd_route\b")
ENVIRONMENT = re.compile(r"\b(environ|getenv)\b")
ROUTES = {
    "/healthz",
    "/readyz",
    "/slack/events",
    "/api/messages",
    "/",
    "/privacy",
    "/terms",
    "/i/{name}",
    "/pictures/{name}",
}
"""Every address that `latu serve` answers at."""


@pytest.mark.usefixtures("database")
async def test_a_bot_that_serves_both_chats_has_never_imported_the_playground(
    tmp_path: Path, database_url: str
) -> None:
    port = free_port()
    local, entra = workspace(tmp_path / "slack", port, "fi"), tenant(tmp_path, port, "fi")
    async with local.serve() as api_url, entra.serve() as urls:
        settings = {
            "DATABASE_URL": database_url,
            "LATU_HTTP_PORT": str(port),
            **slack_of(local, api_url),
            **teams_of(urls, kept(tmp_path / "teams.secret")),
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", WATCHED),
            cwd=tmp_path,
            env={**QUIET, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            await becomes(f"http://127.0.0.1:{port}/readyz", 200)
            somebody = people.LIISA.slack or ""
            await local.slash(somebody, people.HOME_CARE, "/latu", "help")
            await until(lambda: local.seen(people.HOME_CARE, somebody))
        finally:
            process.send_signal(signal.SIGTERM)
            told, wrong = await process.communicate()
    assert process.returncode == 0, wrong.decode()
    assert told.decode().strip().splitlines()[-1] == "imported: []"


def called(module: str, name: str) -> list[ast.Call]:
    return [one for one in ast.walk(tree(module)) if isinstance(one, ast.Call) and name_of(one) == name]


def test_serving_hands_no_clock_in() -> None:
    [serving] = [one for one in ast.walk(tree("bot/__main__.py")) if getattr(one, "name", "") == "serve"]
    [starting] = [one for one in ast.walk(serving) if isinstance(one, ast.Call) and name_of(one) == "running"]
    assert [ast.unparse(one) for one in starting.args] == ["settings", "chats"]
    assert starting.keywords == []
    [running] = [one for one in ast.walk(tree("bot/__main__.py")) if getattr(one, "name", "") == "running"]
    assert isinstance(running, ast.AsyncFunctionDef)
    assert [ast.unparse(one) for one in running.args.defaults] == ["real_time"]


def test_no_address_of_the_bot_is_for_moving_time() -> None:
    found = set()
    for module in saying(ROUTED, "bot", "adapters"):
        for method in ("get", "post", "put", "delete", "patch", "route", "view", "static"):
            found |= {ast.literal_eval(one.args[0]) for one in called(module, f"web.{method}")}
        assert called(module, "app.router.add_route") == []
    assert found == ROUTES


async def test_the_bot_of_a_town_answers_at_no_address_of_the_page(visitor: Visitor) -> None:
    before = visitor.town.time.offset
    page: Page = visitor.page
    async with aiohttp.ClientSession() as session:
        for route in page.routes():
            path = route.path.partition("{")[0]
            for method in ("GET", "POST"):
                if path == "/":
                    continue
                async with session.request(method, visitor.town.bot.url + path, json={"to": "hour"}) as answer:
                    assert answer.status == 404, path
    assert visitor.town.time.offset == before


@pytest.mark.parametrize("settings", [Settings, slack.Settings, teams.Settings], ids=lambda one: one.__module__)
def test_no_setting_is_a_moment_or_a_length_of_time(settings: type[BaseSettings]) -> None:
    for name, field in settings.model_fields.items():
        kinds = {field.annotation, *get_args(field.annotation)}
        assert not kinds & {datetime, timedelta, time}, name
        words = set(name.split("_")) & {"time", "now", "clock", "date", "offset", "travel", "today"}
        assert not words or name == "time_zone", name


def test_the_environment_is_read_by_settings_alone() -> None:
    """But for whether anything of a chat is set."""
    read: dict[str, set[str]] = {}
    for module in saying(ENVIRONMENT, "bot", "adapters", "storage"):
        for one in ast.walk(tree(module)):
            if isinstance(one, ast.Attribute) and ast.unparse(one) in ("os.environ", "os.getenv"):
                read.setdefault(module, set())
        for one in called(module, "os.environ.get"):
            read[module].add(ast.unparse(one.args[0]))
    assert read == {"bot/__main__.py": {"one"}}
