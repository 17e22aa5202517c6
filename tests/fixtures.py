"""One real PostgreSQL for all tests, emptied before each; the product's bot on it."""

import os
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from playground.teams import login
from storage.database import Database
from storage.embedded import embedded, forget
from storage.schema import migrate
from tests.moulds import empty_cluster, lay, migrated_cluster, shared
from tests.patience import patient as patient
from tests.patience import published as published
from tests.remembered import empty
from tests.serving import QUIET
from tests.towns import Founded, Site, found

# How long an example takes tells of the machine, not of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan"
"""For tables of a few rows every plan is good."""


@pytest.fixture(scope="session")
async def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PostgreSQL to copy, with an empty database."""
    return await empty_cluster(shared(tmp_path_factory))


@pytest.fixture(scope="session")
async def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with Latu's tables."""
    return await migrated_cluster(shared(tmp_path_factory))


@pytest.fixture(scope="session")
async def database_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """LATU_TEST_DATABASE_URL, or the embedded server without fsync."""
    if given := os.environ.get("LATU_TEST_DATABASE_URL"):
        await migrate(given)
        yield given
        return
    folder: Path = tmp_path_factory.mktemp("postgres")
    lay(await migrated_cluster(shared(tmp_path_factory)), folder)
    async with embedded(folder, durable=False) as url:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PGOPTIONS", PLANNED_ONCE)
            yield url
    forget(folder)


@pytest.fixture(scope="session")
async def connected(database_url: str) -> AsyncIterator[Database]:
    """One pool for all tests: each engine compiles every statement anew."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def database(connected: Database) -> Database:
    """An empty database."""
    await empty(connected)
    return connected


@pytest.fixture(scope="session")
def site(connected: Database, database_url: str) -> Site:
    """Where a test's town stands."""
    return Site(connected, database_url)


@pytest.fixture(scope="session")
async def founded(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """The town that all tests find again."""
    return await found(site, tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="session", autouse=True)
def one_tree() -> Iterator[None]:
    """Processes that inherit the tests' environment run the code beside the tests too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", QUIET["PYTHONPATH"], prepend=os.pathsep)
        yield


@pytest.fixture(scope="session", autouse=True)
def one_key() -> Iterator[None]:
    """Every local Teams starts with the same key, because making one takes a while; who rolls it gets a new one."""
    start, key = login.Login.__init__, cache(login._new_key)

    def started(self: login.Login, kept: dict[str, Any], *more: Any, **named: Any) -> None:
        kept.setdefault("signing", key())
        start(self, kept, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(login.Login, "__init__", started)
        yield
