"""SIGTERM while somebody waits for an answer: it is committed and answered, then Latu ends."""

import asyncio
import signal
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
from sqlalchemy import text

from playground import people
from playground.town import workspace
from storage.database import Database
from tests.adapters.slack.workspace import signed, slash
from tests.ports import free_port
from tests.serving import becomes, forked, slack_of, socket_of

# The click itself: what is due may wait for the same table. In one transaction the view keeps its first answer.
HELD_UP = """select exists (
    select from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'INSERT INTO delivery'
)"""


async def test_a_request_in_hand_is_committed_and_answered_before_it_stops(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    port = free_port()
    local, url = workspace(tmp_path / "slack", port, "fi"), f"http://127.0.0.1:{port}"
    async with local.serve() as api_url, aiohttp.ClientSession() as session:
        settings = slack_of(local, api_url) | {"DATABASE_URL": database_url, "LATU_HTTP_PORT": str(port)}
        async with forked(tmp_path, **settings) as process:
            await becomes(f"{url}/readyz", 200)
            asked = {"team_id": people.WORKSPACE, "user_id": people.MAIJA.slack or ""}
            body = urlencode(slash("ruotsiksi", "/latu", api_url) | asked).encode()
            async with database.engine.connect() as holder, database.engine.connect() as watch, asyncio.timeout(300):
                await watch.execution_options(isolation_level="AUTOCOMMIT")
                await holder.execute(text("lock table account in access exclusive mode"))
                headers = signed(body, local.courier.secret)
                answering = asyncio.create_task(session.post(f"{url}/slack/events", data=body, headers=headers))
                while not (await watch.execute(text(HELD_UP))).scalar_one():
                    await asyncio.sleep(0.01)
                process.send_signal(signal.SIGTERM)
                await becomes(f"{url}/healthz", None)
                assert not answering.done()
                await holder.rollback()
            async with await answering as answer:
                assert answer.status == 200
                assert "svenska" in await answer.text()
            _, told = await process.communicate()
    assert process.returncode == 0, told.decode()
    async with database.engine.connect() as connection:
        assert (await connection.execute(text("select language from person"))).scalar_one() == "sv"


async def test_a_click_in_the_socket_is_committed_and_acknowledged_before_it_stops(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    port = free_port()
    local, url = workspace(tmp_path / "slack", port, "fi", socket_mode=True), f"http://127.0.0.1:{port}"
    # A process that has just begun may take longer than Slack waits; here it is about the end.
    assert local.sockets
    local.sockets.patience = 30
    async with local.serve() as api_url:
        settings = socket_of(local, api_url) | {"DATABASE_URL": database_url, "LATU_HTTP_PORT": str(port)}
        async with forked(tmp_path, **settings) as process:
            await becomes(f"{url}/readyz", 200)
            async with database.engine.connect() as holder, database.engine.connect() as watch, asyncio.timeout(300):
                await watch.execution_options(isolation_level="AUTOCOMMIT")
                await holder.execute(text("lock table account in access exclusive mode"))
                asking = asyncio.create_task(local.slash(people.MAIJA.slack or "", None, "/latu", "ruotsiksi"))
                while not (await watch.execute(text(HELD_UP))).scalar_one():
                    await asyncio.sleep(0.01)
                process.send_signal(signal.SIGTERM)
                assert not asking.done()
                await holder.rollback()
                await asking
            _, told = await process.communicate()
    assert process.returncode == 0, told.decode()
    assert "svenska" in local.seen_privately(people.MAIJA.slack or "")[-1].text
    assert [one.problem for one in local.deliveries] == [None]
    async with database.engine.connect() as connection:
        assert (await connection.execute(text("select language from person"))).scalar_one() == "sv"
