"""Whoever holds more than one copy takes them in one order, so that nobody waits in a circle."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from psycopg.errors import DeadlockDetected
from sqlalchemy import event, text
from sqlalchemy.engine import ExceptionContext

from bot.intents import Support
from bot.model import Place, Subject
from bot.outbox import enqueue
from bot.replies import Reply
from storage.database import Database, Store
from tests.outbox.conftest import Office


async def claims(store: Store) -> Any:
    return await store.claim("slack", "home", [], 9, datetime.now(UTC))


async def redraws(store: Store) -> Any:
    return await enqueue(store, Reply(redraw=tuple(Subject("idea", number) for number in (3, 1, 2))))


async def links(store: Store) -> Any:
    return await store.link(Place("slack", "home", "C1", "C1"), "sv")


@pytest.mark.parametrize(
    ("does", "places"),
    [
        (claims, "update posting set name_there = 'C' || id"),
        (redraws, "update posting set subject_id = 1 + id % 3"),
        (links, "update posting set name_there = 'C1'"),
    ],
)
async def test_copies_are_held_from_the_lowest_number_up(
    office: Office, does: Callable[[Store], Awaitable[Any]], places: str
) -> None:
    """Who waits for the fifth, because somebody else holds it, holds those before it and none behind it."""
    await office.linked("C1", "C2", "C3")
    for number in range(3):
        await office.idea(f"Idea {number}")
    await office.rows(places)
    await office.rows("update posting set rank = 3 where id < 5")  # now they lie behind the others

    async def wait() -> None:
        async with office.database.transaction() as store:
            await does(store)

    async with office.database.engine.begin() as holder:
        await holder.execute(text("select id from posting where id = 5 for update"))
        waiter = asyncio.create_task(wait())
        await office.becomes(1, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
        free = [row.id for row in await office.rows("select id from posting order by id for update skip locked")]
    await waiter
    assert free == [6, 7, 8, 9]


@contextmanager
def circles(database: Database) -> Iterator[list[BaseException]]:
    """Those that the database has broken: whoever clicked is asked again by the product, and notices nothing."""
    found: list[BaseException] = []

    def note(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, DeadlockDetected):
            found.append(context.original_exception)

    event.listen(database.engine.sync_engine, "handle_error", note)
    yield found
    event.remove(database.engine.sync_engine, "handle_error", note)


async def stress(office: Office, rounds: int) -> None:
    """Clicks, news of several ideas, links and a sender at once; nobody waits in a circle."""
    office.platform.pace, office.platform.rate = 0.01, 1000
    names = [f"C{number}" for number in range(12)]
    await office.linked(*names)
    ideas = [await office.idea(f"Idea {number}") for number in range(4)]
    done = False

    async def clicks() -> None:
        who = office.house.person(f"P{random.random()}")  # noqa: S311 - no secret
        await office.house.ask(who, Support(random.choice(ideas)))  # noqa: S311 - no secret

    async def news() -> None:
        async with office.database.transaction() as store:
            await redraws(store)

    async def sends() -> None:
        while not done:
            await office.send()

    async def people() -> None:
        nonlocal done
        for _ in range(rounds):
            await asyncio.gather(*(clicks() for _ in range(7)), news(), office.linked(random.choice(names)))  # noqa: S311
        done = True

    with circles(office.database) as found:
        await asyncio.gather(sends(), people())
    assert found == []


async def test_clicks_links_and_sending_at_once_do_not_block_each_other(office: Office) -> None:
    await stress(office, 20)


@pytest.mark.long
async def test_clicks_links_and_sending_at_once_do_not_block_each_other_for_long(office: Office) -> None:
    await stress(office, 300)
