"""The hour of the digests, with real processes: whatever dies or comes twice in it, each manager hears once."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.features import digests
from bot.keys import Keys
from bot.model import Organisation
from bot.sender import MOST
from bot.turn import Scene
from storage.database import Database
from tests.benchmarks.latu import BEGINS, MISSED
from tests.benchmarks.seeds import ask_now, supervisors
from tests.scenarios.test_prompts import Nine, nine

pytestmark = pytest.mark.timeout(300)

HELSINKI = ZoneInfo("Europe/Helsinki")
USUAL = datetime(2026, 11, 23, 8, 30, tzinfo=HELSINKI)
AUTUMN, SPRING = datetime(2026, 10, 26, 8, 30, tzinfo=HELSINKI), datetime(2028, 3, 27, 8, 30, tzinfo=HELSINKI)
"""The Mondays after the clocks have changed."""


async def planned(it: Nine, count: int, monday: datetime, early: timedelta = timedelta()) -> None:
    """Their digests are planned on the Thursday before; the bots' clocks begin on that Monday morning."""
    before = (monday - timedelta(days=4)).astimezone(UTC)
    await supervisors(it.database, count, before, before.date())
    scene = Scene(Organisation("fi", "Europe/Helsinki", ("Slack",)), Keys(b"x" * 32), lambda: before)
    async with it.database.transaction() as store:
        while await digests.plan_missing(await scene.turn(store, "fi")):
            pass
    it.settings[BEGINS] = (monday.astimezone(UTC) - early).isoformat()


async def kinds(database: Database) -> Counter[str]:
    """What has been sent, and how many digests wait for the week after."""
    async with database.engine.connect() as connection:
        sent = await connection.exec_driver_sql("select subject_kind from posting where message is not null")
        ahead = await connection.exec_driver_sql("select count(*) from digest where sent_at is null")
        return Counter(sent.scalars()) + Counter(ahead=ahead.scalar_one())


async def two_bots(it: Nine, count: int) -> None:
    """Each manager hears once, and once more is planned for each."""
    await planned(it, count, USUAL)
    await asyncio.gather(it.start(), it.start())
    for _ in range(4):
        await ask_now(it.database)
    await it.sent(count)
    await asyncio.sleep(1)
    assert len(it.slack.got) == count
    assert it.twice() == []
    assert await kinds(it.database) == {"digest": count, "ahead": count}


async def killed(it: Nine, count: int) -> None:
    """Everybody hears; whose message was on its way may hear twice."""
    await planned(it, count, USUAL)
    first = await it.start()
    await ask_now(it.database)
    await it.sent(count // 10)
    first.kill()
    await first.wait()
    assert len(it.slack.got) < count
    await it.start()
    await it.sent(count)
    await asyncio.sleep(1)
    assert len(it.slack.got) == count
    assert len(it.twice()) <= MOST
    assert max(it.slack.got.values()) <= 2
    assert (await kinds(it.database))["ahead"] == count


async def test_killed_among_digests_each_is_sent_after_the_restart(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    """The trap: what has been read and decided for many at once dies with the one that did it."""
    async with nine(tmp_path, database_url) as it:
        it.settings[MISSED] = "2"
        await killed(it, 200)


@pytest.mark.long
async def test_two_bots_send_each_of_a_thousand_digests_once(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    """The trap: the clock ticks in every bot at the same moment."""
    async with nine(tmp_path, database_url) as it:
        await two_bots(it, 1000)


@pytest.mark.long
async def test_killed_among_a_thousand_digests_each_is_sent_after_the_restart(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    async with nine(tmp_path, database_url) as it:
        await killed(it, 1000)


@pytest.mark.long
@pytest.mark.parametrize("monday", [AUTUMN, SPRING])
async def test_after_either_change_of_the_clocks_two_bots_wait_for_half_past_eight(
    tmp_path: Path, database: Database, database_url: str, monday: datetime
) -> None:
    """What was planned in the time before the change leaves at the local time after it, once."""
    async with nine(tmp_path, database_url) as it:
        await planned(it, 20, monday, early=timedelta(seconds=40))
        await it.wait_and_ask(20)
        async with it.database.engine.connect() as connection:
            taken = "select distinct sent_at from digest where sent_at is not null"
            (at,) = (await connection.exec_driver_sql(taken)).scalars()
        assert timedelta() <= at - monday < timedelta(seconds=30)
