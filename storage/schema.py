"""Bring the database to the schema of this version."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from storage.address import allowed, engine_url

LOCK = 5_285_401_001
"""An advisory lock of our own: of several bots that start together one migrates, the others wait."""


def configuration() -> Config:
    """Alembic's settings, without a file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def migrate_now(url: str) -> None:
    """The same as `migrate`, blocking."""
    engine = create_engine(engine_url(url))
    with allowed(), engine.begin() as waiting, engine.connect() as connection:
        waiting.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = configuration()
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
            found = MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
    return set(found) == set(ScriptDirectory.from_config(configuration()).get_heads())


async def current(url: str) -> bool:
    """Whether nothing is missing, and nothing is of a newer version."""
    return await asyncio.to_thread(is_current, url)
