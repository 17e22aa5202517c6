"""One real PostgreSQL for all tests, emptied before each; the product's bot on it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import text

from storage.database import Database
from storage.embedded import embedded
from storage.schema import migrate

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


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database."""
    database = Database(database_url)
    async with database.engine.begin() as connection:
        names = "select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'"
        tables = (await connection.execute(text(names))).scalars().all()
        await connection.execute(text(f"truncate {', '.join(tables)} restart identity cascade"))
    yield database
    await database.close()
