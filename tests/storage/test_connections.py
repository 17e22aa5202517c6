"""The kept connection for presses of Support: what is done on it is done whole, and one that ended is replaced."""

import asyncio
from datetime import UTC, datetime

import pytest
from psycopg._queries import MAX_CACHED_STATEMENT_LENGTH
from psycopg.errors import DeadlockDetected
from sqlalchemy import text

from bot.errors import Collision
from storage import connections
from storage.database import Database, Store
from storage.repositories import presses

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
COUNT = text("select count(*) from delivery")


async def deliveries(database: Database) -> int:
    async with database.transaction() as store:
        return int((await store.connection.execute(COUNT)).scalar_one())


async def pid(store: Store) -> int:
    return int((await store.connection.execute(text("select pg_backend_pid()"))).scalar_one())


async def note(store: Store, key: bytes) -> None:
    """As the driver writes it, below SQLAlchemy."""
    await (await store.driver()).execute("insert into delivery (key, at) values (%s, %s)", (key, NOW))


async def test_what_is_written_with_or_without_sqlalchemy_is_committed_together(database: Database) -> None:
    async with database.kept_transaction() as store:
        await note(store, b"1")
    async with database.kept_transaction() as store:
        await note(store, b"2")
        assert await store.first_time(b"3", NOW)
    assert await deliveries(database) == 3


async def test_the_same_connection_serves_again(database: Database) -> None:
    async with database.kept_transaction() as store:
        first = await pid(store)
    async with database.kept_transaction() as store:
        assert await pid(store) == first


async def test_what_fails_leaves_nothing_and_holds_up_nobody(database: Database) -> None:
    async def fail() -> None:
        async with database.kept_transaction() as store:
            await note(store, b"1")
            raise ValueError("too late")

    with pytest.raises(ValueError, match="too late"):
        await fail()
    async with database.kept_transaction() as store:
        await note(store, b"2")
    assert await deliveries(database) == 1


async def test_a_connection_that_was_ended_is_replaced(database: Database) -> None:
    async with database.kept_transaction() as store:
        ended = await pid(store)
    async with database.transaction() as store:
        await store.connection.execute(text("select pg_terminate_backend(:pid, 5000)"), {"pid": ended})
    async with database.kept_transaction() as store:
        assert await pid(store) != ended


async def test_one_that_rested_is_replaced(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap: a network between forgets a connection at rest, and nobody hears of it until the next press hangs."""
    async with database.kept_transaction() as store:
        rested = await pid(store)
    monkeypatch.setattr(connections, "RESTED", 0.0)
    async with database.kept_transaction() as store:
        assert await pid(store) != rested


async def test_whoever_closes_cuts_off_nobody_who_is_under_way(database_url: str, database: Database) -> None:
    own = Database(database_url)
    async with asyncio.timeout(10):
        async with own.kept_transaction() as store:
            await note(store, b"1")
            await own.close()
            await note(store, b"2")
    assert own.kept.held is None
    assert await deliveries(database) == 2


async def test_whoever_is_undone_by_a_deadlock_hears_of_a_collision(database: Database) -> None:
    with pytest.raises(Collision):
        async with database.kept_transaction():
            raise DeadlockDetected


def test_the_driver_remembers_how_to_read_what_a_press_asks() -> None:
    """The trap: psycopg takes a statement of more than 4,096 bytes to pieces anew each time."""
    for statement in (presses._pressing(), presses._press()):
        assert len(statement.text) <= MAX_CACHED_STATEMENT_LENGTH
