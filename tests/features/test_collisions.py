"""Two who hold what the other needs: one of them is undone, and tries again without being asked."""

import asyncio

from sqlalchemy import text

from bot.intents import ShareIdea, Support
from bot.model import Caller
from tests.features.conftest import House
from tests.scenarios.records import eventually, value

WAITS = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"


async def test_a_click_that_collides_with_another_change_counts_all_the_same(house: House, maija: Caller) -> None:
    await house.ask(maija, ShareIdea(title="Penkki"), house.channel("C1"))
    idea = await value(house.database, "select id from idea")
    async with house.database.engine.begin() as other:
        await other.execute(text("select from idea where id = :id for update"), {"id": idea})
        click = asyncio.create_task(house.ask(maija, Support(idea), house.channel("C1")))
        await eventually(lambda: value(house.database, WAITS), 1)
        await other.execute(text("select from account for update"))
    await click
    assert await value(house.database, "select support from idea") == 1
