"""`latu serve` as an operator meets it: a real process."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from playground import people
from playground.town import APP, free_port, workspace

QUIET = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


async def serve(folder: Path, **settings: str) -> asyncio.subprocess.Process:
    """Start `latu serve` in an empty folder with exactly these settings."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "serve",
        cwd=folder,
        env=QUIET | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def refused(folder: Path, **settings: str) -> str:
    """What a wrong setting is answered with: one sentence, exit code 2, no traceback."""
    process = await serve(folder, **settings)
    _, told = await process.communicate()
    assert process.returncode == 2
    assert b"Traceback" not in told
    return told.decode().strip().splitlines()[-1]


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


async def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    told = await refused(
        tmp_path,
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_SIGNING_SECRET="s",
        DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/none",
    )
    assert told == "The database in DATABASE_URL does not answer: check that it runs."


@pytest.mark.usefixtures("database")
async def test_it_serves_says_what_is_not_real_and_stops_at_sigterm(tmp_path: Path, database_url: str) -> None:
    port = free_port()
    local = workspace(tmp_path / "slack", port, "fi")
    async with local.serve() as api_url, aiohttp.ClientSession() as session:
        settings = {
            "DATABASE_URL": database_url,
            "LATU_HTTP_PORT": str(port),
            "SLACK_BOT_TOKEN": local.bot_token,
            "SLACK_SIGNING_SECRET": local.courier.secret,
            "SLACK_API_URL": api_url,
        }
        process = await serve(tmp_path, **settings)
        await answering(session, f"http://127.0.0.1:{port}/readyz")
        busy = await refused(tmp_path, **settings)
        assert busy == f"Port {port} is in use: stop the other program or set LATU_HTTP_PORT."
        process.send_signal(signal.SIGTERM)
        _, told = await process.communicate()
    assert process.returncode == 0, told.decode()
    assert b"SLACK_API_URL" in told
    assert local.bot_token.encode() not in told


async def answering(session: aiohttp.ClientSession, url: str) -> None:
    """Wait until the bot answers."""
    async with asyncio.timeout(30):
        while True:
            try:
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)


async def test_an_adapter_is_imported_only_when_its_settings_are_there(tmp_path: Path) -> None:
    script = (
        "import sys, bot.__main__ as m\n"
        "m.configured()\n"
        "print(sorted(name for name in ('botbuilder', 'slack_bolt', 'playground') if name in sys.modules))"
    )
    environment = QUIET | {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, cwd=tmp_path, env=environment, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    assert told.decode().strip() == "['slack_bolt']"
