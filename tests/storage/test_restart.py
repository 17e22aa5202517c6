"""The database is stopped and started again under a running bot."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.jobs import Jobs
from tests.storage.own import own_postgres


async def nothing() -> None:
    """Neither a tick nor a stop."""


async def test_whoever_comes_first_after_a_restart_is_served(tmp_path: Path, migrated: Path) -> None:
    """The trap: a pool hands out the connections that the restart has cut."""
    async with own_postgres(tmp_path, migrated) as postgres:
        database = Database(postgres.url)
        ways = (database.transaction, database.kept_transaction)
        for begin in ways:
            async with begin() as store:
                await store.units()
        await postgres.stop()
        await postgres.start()
        for begin in ways:
            async with begin() as store:
                assert await store.units() == []
        await database.close()


@pytest.mark.long
async def test_jobs_are_done_again_after_a_restart(
    tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: when the database goes away the job engine's worker ends, without an error."""
    done, ended = asyncio.Event(), asyncio.Event()

    async def look_up(account: int) -> None:
        done.set()

    async with own_postgres(tmp_path, migrated) as postgres:
        database, jobs = Database(postgres.url), Jobs(postgres.url, {"look_up": look_up}, nothing, nothing)
        run = jobs.app.run_worker_async

        async def worker(**options: Any) -> None:
            try:
                await run(**options)
            finally:
                ended.set()

        monkeypatch.setattr(jobs.app, "run_worker_async", worker)
        async with asyncio.timeout(90), jobs.working():
            await postgres.stop()
            await ended.wait()
            await postgres.start()
            async with database.transaction() as store:
                await store.defer("look_up", account=1)
            await done.wait()
        await database.close()
