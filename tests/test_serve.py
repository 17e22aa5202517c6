"""`latu serve` as an operator meets it: a real process."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from bot.__main__ import connecting
from playground import people
from playground.town import APP, kept, tenant, workspace
from tests.ports import free_port
from tests.serving import (
    QUIET,
    ROOT,
    Forked,
    becomes,
    forked,
    gave_up,
    refused,
    serve,
    serving,
    slack_of,
    status,
    teams_of,
)
from tests.storage.own import own_postgres

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
DRAWING = ("matplotlib", "PIL", "openpyxl")
"""What draws pictures and sheets."""
UNIT_PATIENCE = 60
"""TimeoutStopSec of the unit in docs/operating.md."""


@asynccontextmanager
async def bot_on(folder: Path, database_url: str) -> AsyncIterator[tuple[str, Forked]]:
    """A bot that is ready: its address and its process."""
    port = free_port()
    local = workspace(folder / "slack", port, "fi")
    async with local.serve() as api_url:
        settings = slack_of(local, api_url) | {"DATABASE_URL": database_url, "LATU_HTTP_PORT": str(port)}
        async with forked(folder, **settings) as process:
            await becomes(f"http://127.0.0.1:{port}/readyz", 200)
            yield f"http://127.0.0.1:{port}", process


async def test_without_a_chat_it_says_what_to_set(tmp_path: Path) -> None:
    assert "SLACK_BOT_TOKEN or TEAMS_APP_ID" in await refused(tmp_path)


async def test_half_of_slack_names_the_other_half(tmp_path: Path) -> None:
    assert "SLACK_SIGNING_SECRET is missing" in await refused(tmp_path, SLACK_BOT_TOKEN="xoxb-1")


async def test_half_of_teams_names_what_is_missing(tmp_path: Path) -> None:
    assert "TEAMS_APP_PASSWORD is missing" in await refused(tmp_path, TEAMS_APP_ID=APP, TEAMS_TENANT_ID=people.TENANT)


async def test_another_address_than_the_real_service_is_taken_only_on_this_machine(tmp_path: Path) -> None:
    told = await refused(
        tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s", SLACK_API_URL="https://slack.example/api/"
    )
    assert "SLACK_API_URL" in told


async def test_a_wrong_setting_is_named_without_its_value(tmp_path: Path) -> None:
    told = await refused(tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s", LATU_TIME_ZONE="Europe/Narnia")
    assert told.startswith("LATU_TIME_ZONE")
    assert "Narnia" not in told


async def test_a_database_that_does_not_answer_is_named_and_another_start_may_find_it(tmp_path: Path) -> None:
    nowhere = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    told = await gave_up(tmp_path, **SLACK, DATABASE_URL=nowhere)
    assert told == "The database in DATABASE_URL does not answer: check that it runs."


@pytest.mark.long
@pytest.mark.usefixtures("database")
async def test_a_slack_that_does_not_answer_is_named_and_another_start_may_find_it(
    tmp_path: Path, database_url: str
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/api/"
    told = await gave_up(tmp_path, **SLACK, SLACK_API_URL=nowhere, DATABASE_URL=database_url)
    assert told == "Slack does not answer: check the network and SLACK_API_URL."


@pytest.mark.usefixtures("database")
async def test_it_serves_says_what_is_not_real_and_stops_at_sigterm(tmp_path: Path, database_url: str) -> None:
    port = free_port()
    local, teams = workspace(tmp_path / "slack", port, "fi"), tenant(tmp_path, port, "fi")
    async with local.serve() as api_url, teams.serve() as urls:
        settings = {
            "DATABASE_URL": database_url,
            "LATU_HTTP_PORT": str(port),
            **slack_of(local, api_url),
            **teams_of(urls, kept(tmp_path / "teams.secret")),
        }
        async with serving(tmp_path, **settings) as process:
            await becomes(f"http://127.0.0.1:{port}/readyz", 200)
            assert await status(f"http://127.0.0.1:{port}/healthz") == 200
            busy = await refused(tmp_path, **settings)
            assert busy == f"Port {port} is in use: stop the other program or set LATU_HTTP_PORT."
            process.send_signal(signal.SIGTERM)
            _, told = await process.communicate()
    assert process.returncode == 0, told.decode()
    lines = [json.loads(line) for line in told.splitlines()]
    events = [one["event"] for one in lines]
    assert "SLACK_API_URL is on this machine: Slack itself is not reached." in events
    assert "TEAMS_OPENID_METADATA_URL and TEAMS_TOKEN_URL are on this machine: this is not the real Teams." in events
    assert events[-2:] == ["serving", "stopping"]
    assert [one["level"] for one in lines if " on this machine" in one["event"]] == ["warning"] * 2
    assert local.bot_token.encode() not in told


async def test_without_its_database_it_lives_but_is_not_ready(tmp_path: Path, cluster: Path) -> None:
    folder = tmp_path / "postgres"
    async with own_postgres(folder, cluster) as postgres, bot_on(tmp_path, postgres.url) as (url, _):
        await postgres.stop()
        await becomes(f"{url}/readyz", 503)
        assert await status(f"{url}/healthz") == 200
        await postgres.start()
        await becomes(f"{url}/readyz", 200)


@pytest.mark.long
async def test_without_its_database_it_stops_in_order_and_in_time(tmp_path: Path) -> None:
    async with own_postgres(tmp_path / "postgres") as postgres, bot_on(tmp_path, postgres.url) as (_, process):
        await postgres.stop()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(UNIT_PATIENCE):
            _, told = await process.communicate()
    assert process.returncode == 0, told.decode()


async def test_logs_are_readable_on_a_terminal(tmp_path: Path) -> None:
    here = {"SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/"}
    nowhere = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    terminal, theirs = os.openpty()
    process = await serve(tmp_path, SLACK | here | {"DATABASE_URL": nowhere}, theirs)
    os.close(theirs)
    await process.communicate()
    shown = os.read(terminal, 10_000).decode().splitlines()[0]
    os.close(terminal)
    assert "SLACK_API_URL is on this machine" in shown
    assert "warning" in shown
    assert "{" not in shown


@pytest.mark.parametrize("settings", [QUIET, None], ids=["as an operator starts it", "as it inherits"])
async def test_a_process_that_a_test_starts_runs_the_code_beside_the_test(
    tmp_path: Path, settings: dict[str, str] | None
) -> None:
    """A virtual environment that two copies share knows the code of only one."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "import bot; print(bot.__file__)"),
        cwd=tmp_path,
        env=settings,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    assert Path(told.decode().strip()) == ROOT / "bot" / "__init__.py"


async def test_an_sdk_is_imported_only_for_a_chat_that_is_set_up_and_after_its_settings(tmp_path: Path) -> None:
    """The trap: an SDK takes memory and time at the start, wanted or not; what is not needed before its time, too."""
    sought = {"alembic", "botbuilder", "holidays", "playground", "rich", "slack_bolt", *DRAWING}
    script = f"""
import sys, bot.__main__ as m
from bot.views.text import _catalogue
_, chats = m.configured()
print(sorted({sought} & set(sys.modules)))
m.connecting(chats)
print(sorted({sought} & set(sys.modules)), _catalogue.cache_info().misses)
"""
    environment = QUIET | {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, cwd=tmp_path, env=environment, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    assert told.decode().splitlines() == ["[]", "['slack_bolt'] 0"]


def test_two_bots_of_one_process_may_start_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(name: str) -> ModuleType:
        monkeypatch.setattr("bot.__main__.import_module", import_module)
        assert list(connecting(["teams"])) == ["teams"]
        return import_module(name)

    monkeypatch.delitem(sys.modules, "yaml", raising=False)
    monkeypatch.setattr("bot.__main__.import_module", meanwhile)
    assert list(connecting(["slack"])) == ["slack"]
    assert "yaml" not in sys.modules
