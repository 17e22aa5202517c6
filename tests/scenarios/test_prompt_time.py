"""Nine in the morning, with real processes, when the clocks have changed and when the day is a holiday."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.bot import Bot
from bot.features.accounts import learnt
from bot.intents import StartExperiment
from bot.keys import Keys
from bot.model import Cadence, Caller, Organisation, Place, Profile, Request
from bot.outbox import enqueue
from bot.turn import Scene
from storage.database import Database
from tests.benchmarks.latu import BEGINS
from tests.benchmarks.slack import TEAM
from tests.scenarios.test_prompts import Nine, nine

HELSINKI = ZoneInfo("Europe/Helsinki")
PEOPLE = 10
AUTUMN = datetime(2026, 10, 26, 9, tzinfo=HELSINKI)
SPRING = datetime(2027, 3, 30, 9, tzinfo=HELSINKI)
"""The first working days after the clocks have changed; in spring the Monday between is Easter Monday."""


async def begun(it: Nine, day: date) -> None:
    """Ten trials with a question each week; nobody has been asked yet."""
    start = datetime.combine(day, datetime.min.time(), HELSINKI) + timedelta(hours=10)
    keys = Keys(b"x" * 32)
    scene = Scene(Organisation("fi", "Europe/Helsinki", ("Slack",)), keys, lambda: start.astimezone(UTC))
    bot = Bot(it.database.transaction, scene)
    for number in range(PEOPLE):
        name = f"U0BENCH{number}"
        caller = Caller(Place("slack", TEAM, name, name, private=True), name)
        async with it.database.transaction() as store:
            account = await store.meet(caller, scene.clock())
            turn = await scene.turn(store)
            await enqueue(store, await learnt(turn, account.id, Profile(name, full_member=True)))
        trial = StartExperiment(
            title=f"Kokeilu {number}",
            what="Avainlaatikko",
            why="Aikaa säästyy",
            until=day + timedelta(weeks=8),
            cadence=Cadence.WEEKLY,
            anyway=True,
        )
        await bot.handle(trial, Request(caller))


@pytest.mark.long
@pytest.mark.parametrize("first", [AUTUMN, SPRING], ids=["autumn", "spring and a holiday"])
async def test_two_bots_ask_at_nine_of_the_new_time_once_on_the_first_working_day(
    tmp_path: Path, database: Database, database_url: str, first: datetime
) -> None:
    """What was planned in the time before the change leaves at the local time after it."""
    async with nine(tmp_path, database_url) as it:
        await begun(it, first.date() - timedelta(weeks=1, days=first.weekday()))
        it.settings[BEGINS] = (first.astimezone(UTC) - timedelta(seconds=40)).isoformat()
        await it.wait_and_ask(PEOPLE)
        async with it.database.engine.connect() as connection:
            days = "select distinct asked_on from checkin where asked_on is not null"
            assert (await connection.exec_driver_sql(days)).scalars().all() == [first.date()]
