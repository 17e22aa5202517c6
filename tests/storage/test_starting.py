"""What the database is asked at the start, whatever its state."""

import asyncio
import errno
import os
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import Outage
from storage import database as module
from storage import embedded as own
from storage.database import Database
from storage.embedded import EmbeddedError, server
from storage.schema import migrate
from tests.storage.own import own_postgres

WAITING = """
select count(*) from pg_locks
where not granted and database = (select oid from pg_database where datname = current_database())
"""


async def first_starts(database: Database, fingerprints: list[str]) -> list[bool]:
    """All ask at the same moment whose database this is: nobody may write before all have looked."""
    async with database.engine.connect() as gate:
        await gate.execute(text("lock table installation in exclusive mode"))
        asking = [asyncio.create_task(database.belongs_to(one)) for one in fingerprints]
        async with asyncio.timeout(30):
            while (await gate.execute(text(WAITING))).scalar_one() < len(fingerprints):
                await asyncio.sleep(0.01)
        await gate.rollback()
    return await asyncio.gather(*asking)


async def test_of_bots_with_different_secrets_that_start_together_one_is_taken(database: Database) -> None:
    assert sorted(await first_starts(database, ["one", "other", "third"])) == [False, False, True]


async def test_bots_with_the_same_secret_that_start_together_are_all_taken(database: Database) -> None:
    assert await first_starts(database, ["same"] * 3) == [True] * 3


async def test_a_later_bot_with_another_secret_is_not_taken(database: Database) -> None:
    assert await database.belongs_to("one")
    assert not await database.belongs_to("other")
    assert await database.belongs_to("one")


async def test_a_database_whose_connections_are_all_taken_does_not_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = create_async_engine(database.engine.url, pool_size=1, max_overflow=0, pool_timeout=0.05)
    monkeypatch.setattr(database, "engine", small)
    async with small.connect():
        assert not await database.answers()
    assert await database.answers()
    await small.dispose()


async def test_a_database_that_takes_too_long_does_not_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    small = create_async_engine(database.engine.url, pool_size=1, max_overflow=0)
    monkeypatch.setattr(database, "engine", small)
    async with small.connect():
        assert not await database.answers()
    await small.dispose()


@pytest.mark.parametrize(("number", "passes"), [(errno.ENOSPC, True), (errno.EACCES, False), (errno.ENOTDIR, False)])
async def test_a_full_disk_is_no_wrong_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, passes: bool
) -> None:
    def failing(*_asked: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(own, "running", failing)
    with pytest.raises(EmbeddedError) as caught:
        async with own.embedded(tmp_path):
            pass
    assert isinstance(caught.value, Outage) is passes


async def test_a_database_to_which_ä_is_no_letter_is_told_apart(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: with LC_CTYPE C the trigrams leave out ä and ö, and similar ideas are missed."""
    assert await database.reads_letters()
    monkeypatch.setattr(server, "LOCALE", ["--encoding=UTF8", "--locale=C"])
    async with own_postgres(tmp_path) as postgres:
        await migrate(postgres.url)
        deaf = Database(postgres.url)
        assert not await deaf.reads_letters()
        await deaf.close()
