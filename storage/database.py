"""The engine, and the transaction in which everything happens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.models import Installation
from storage.repositories.accounts import Accounts
from storage.repositories.channels import Channels
from storage.repositories.digests import Digests
from storage.repositories.experiments import Experiments
from storage.repositories.ideas import Ideas
from storage.repositories.postings import Postings


class Store(Accounts, Channels, Ideas, Experiments, Digests, Postings):
    """All questions and answers of the database, inside one transaction."""


class Database:
    """One PostgreSQL, reached through one pool."""

    def __init__(self, url: str) -> None:
        """`url` as in DATABASE_URL: postgresql://…"""
        self.engine: AsyncEngine = create_async_engine(
            make_url(url).set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=5, pool_pre_ping=True
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Store]:
        """Commit at the end; roll back on any exception, also what was enqueued."""
        async with self.engine.begin() as connection:
            yield Store(connection)

    async def answers(self) -> bool:
        """Whether the database is there."""
        try:
            async with self.engine.connect() as connection:
                await connection.exec_driver_sql("select 1")
        except (DBAPIError, OSError):
            return False
        return True

    async def belongs_to(self, fingerprint: str) -> bool:
        """Whether every bot on this database has the same secret; the first one says which."""
        async with self.engine.begin() as connection:
            if not (known := (await connection.execute(select(Installation.fingerprint))).scalars().all()):
                await connection.execute(insert(Installation).values(fingerprint=fingerprint))
        return fingerprint in known or not known

    async def reads_letters(self) -> bool:
        """Whether ä and ö are letters to it; with LC_CTYPE C they are not, and similar ideas are missed."""
        async with self.engine.connect() as connection:
            return bool((await connection.execute(text("select show_trgm('äö') <> '{}'"))).scalar_one())

    async def close(self) -> None:
        await self.engine.dispose()
