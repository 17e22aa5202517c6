"""Load: two hundred and fifty new people click, Latu as a process of its own; with -s it says what it measured."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from statistics import median, quantiles
from typing import cast

import pytest

from bot.__main__ import Running
from bot.clock import Clock
from playground.chat import Human
from playground.people import AINO, DOMAIN, MAIJA, Somebody
from playground.time import Time
from playground.town import Town, tenant, workspace
from storage.database import Database
from tests.ports import free_port
from tests.scenarios import measured, words
from tests.scenarios.bots import Process, serve
from tests.scenarios.driver import Person
from tests.scenarios.records import eventually, value

pytestmark = [pytest.mark.long, pytest.mark.timeout(240)]

BENCH = "Penkki bussipysäkille"
CLICKS, SECONDS = 250, 5.0
CROWD = tuple(Somebody(f"Väki {number}", f"U0CROWD{number:03}", None) for number in range(CLICKS))


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    return tuple(Human(one.slack or "", one.name, f"{one.slack}@{DOMAIN}".lower()) for one in CROWD)


@pytest.fixture
async def busy(
    tmp_path: Path, database: Database, database_url: str, populated: None
) -> AsyncIterator[tuple[Town, Process]]:
    """A town whose Latu writes down how late its event loop was."""
    port = free_port()
    slack, teams = workspace(tmp_path, port, "fi"), tenant(tmp_path, port, "fi")
    async with slack.serve(), teams.serve():
        bot = Running(f"http://127.0.0.1:{port}", cast(Clock, None), database, {})
        process = await serve(tmp_path, port, database_url, slack, teams, measured.__name__)
        try:
            yield Town(slack, teams, bot, Time(), "fi", {}), process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def told(what: str, seconds: Iterable[float]) -> float:
    """Writes the median, the 99th percentile and the worst in milliseconds; answers with the 99th percentile."""
    found = sorted(seconds)
    last = quantiles(found, n=100)[98]
    sys.stdout.write(
        f"{what}: p50 {median(found) * 1000:.0f}, p99 {last * 1000:.0f}, worst {found[-1] * 1000:.0f} ms\n"
    )
    return last


async def test_a_storm_of_clicks_is_answered_and_counted_and_the_loop_stays_free_sl06_tm03(
    busy: tuple[Town, Process], tmp_path: Path
) -> None:
    """Slack waits three seconds. The limits are those of a machine that has other work too."""
    town, process = busy
    maija = Person(town, town.slack, MAIJA)
    await Person(town, town.slack, AINO).links()
    await maija.shares(BENCH)
    hangs = await maija.sees(BENCH)
    label = maija.on_card(words.SUPPORT)
    begun, answers = time.perf_counter(), list[float]()

    async def press(number: int) -> None:
        await asyncio.sleep(number * SECONDS / CLICKS)
        pressed = time.perf_counter()
        await town.slack.press(CROWD[number].slack or "", hangs, label)
        answers.append(time.perf_counter() - pressed)

    await asyncio.gather(*(press(number) for number in range(CLICKS)))
    took = time.perf_counter() - begun
    await eventually(lambda: value(town.bot.database, "select count(*) from support"), CLICKS)
    process.terminate()
    await process.wait()
    late = json.loads((tmp_path / measured.FILE).read_text())

    assert told("answers", answers) < 3
    assert told("loop late", late) < 1
    assert sum(one.what == "chat.update" for one in town.slack.traffic) <= took + 5
