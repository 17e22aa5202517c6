"""One real PostgreSQL for all tests, emptied before each; the product's bot on it."""

import gc
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.database import Database
from storage.embedded import embedded
from storage.schema import migrate
from tests.remembered import empty
from tests.towns import Founded, Site, found

# How long an example takes tells of the machine, not of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
async def database_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """LATU_TEST_DATABASE_URL, or the embedded server without fsync."""
    if given := os.environ.get("LATU_TEST_DATABASE_URL"):
        await migrate(given)
        yield given
        return
    folder: Path = tmp_path_factory.mktemp("postgres")
    async with embedded(folder, durable=False) as url:
        await migrate(url)
        yield url


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


def pytest_collection_finish() -> None:
    """Thousands of tests are kept alive to the end: the collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
