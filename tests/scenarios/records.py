"""Everything that the product has kept, to look for what must not be there."""

import asyncio
import io
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager

import structlog
from sqlalchemy import text

from bot import logs
from storage.database import Database

TABLES = "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not like 'pg\\_%'"


async def tables(database: Database) -> list[str]:
    """Every table there is, the job engine's too."""
    async with database.engine.connect() as connection:
        names = await connection.execute(text(f"{TABLES} and schemaname <> 'information_schema' order by 1"))
        return list(names.scalars())


async def value(database: Database, query: str, values: Mapping[str, str | None] | None = None) -> int:
    """One number."""
    async with database.engine.connect() as connection:
        return int((await connection.exec_driver_sql(query, values or {})).scalar_one())


async def eventually(found: Callable[[], Awaitable[object]], wanted: object, seconds: float = 60) -> None:
    """Until that is what is found."""
    async with asyncio.timeout(seconds):
        while await found() != wanted:
            await asyncio.sleep(0.02)


async def dump(database: Database) -> str:
    """Every row of every table as text, in an order that vacuuming does not change."""
    found = []
    for table in await tables(database):
        async with database.engine.connect() as connection:
            rows = await connection.execute(text(f"select t::text from {table} t order by 1"))  # noqa: S608 - names of the database's own
            found += [f"{table} {row}" for row in rows.scalars()]
    return "\n".join(found)


async def counts(database: Database, but: frozenset[str] = frozenset()) -> dict[str, int]:
    """How many rows each of the product's own tables has; jobs come and go by themselves."""
    found = {}
    for table in await tables(database):
        name = table.partition(".")[2]
        if not name.startswith("procrastinate") and name not in but:
            async with database.engine.connect() as connection:
                count = await connection.execute(text(f"select count(*) from {table}"))  # noqa: S608 - see above
                found[name] = count.scalar_one()
    return found


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """What the product and its libraries write at their most talkative, as an operator would get it."""
    written, root = io.StringIO(), logging.getLogger()
    before, level, handlers, stderr = structlog.get_config(), root.level, root.handlers[:], sys.stderr
    sys.stderr = written
    try:
        logs.configure("DEBUG")
        yield written
    finally:
        sys.stderr = stderr
        structlog.configure(**before)
        root.handlers[:] = handlers
        root.setLevel(level)
