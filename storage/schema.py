"""Bring the database to the schema of this version."""

import asyncio
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from storage.address import allowed, engine_url

LOCK = 5_285_401_001
"""An advisory lock of our own: of several bots that start together one migrates, the others wait."""
MIGRATIONS = Path(__file__).parent / "migrations"
BEGUN = text("select to_regclass('alembic_version') is not null")
FOUND = text("select version_num from alembic_version")


def newest() -> str:
    """The last revision, by its file's name: a start with nothing to migrate need not read them all."""
    return max(one.stem for one in (MIGRATIONS / "versions").glob("r*.py")).partition("_")[0]


def is_newest(connection: Connection) -> bool:
    """Whether the database has exactly the schema of this version."""
    return connection.execute(BEGUN).scalar_one() and connection.execute(FOUND).scalars().all() == [newest()]


def migrate_now(url: str) -> None:
    """The same as `migrate`, blocking."""
    if is_current(url):
        return
    # With its templates a sixth of a second, and a few megabytes that stay: most starts migrate nothing.
    from alembic import command
    from alembic.config import Config

    engine = create_engine(engine_url(url))
    with allowed(), engine.begin() as waiting, engine.connect() as connection:
        waiting.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


async def migrate(url: str) -> None:
    """Run what is missing, once, whatever the number of bots that start."""
    await asyncio.to_thread(migrate_now, url)


def is_current(url: str) -> bool:
    """The same as `current`, blocking."""
    engine = create_engine(engine_url(url))
    try:
        with allowed(), engine.connect() as connection:
            return is_newest(connection)
    finally:
        engine.dispose()


async def current(url: str) -> bool:
    """Whether nothing is missing, and nothing is of a newer version."""
    return await asyncio.to_thread(is_current, url)
