"""Connections: what each keeps, whether it still lives, and one that is kept for what is asked most often."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from select import POLLIN, poll
from time import monotonic
from typing import Any

from psycopg import AsyncConnection as Driver
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.repositories.session import below

PREPARED = 500
"""Statements that a connection keeps planned: we have some hundreds, and psycopg's usual 100 would throw out those of
every click.
"""

RESTED = 60.0
"""Seconds of rest after which a network between may have forgotten a connection; those of the pool go round with the
ticks.
"""


def watch(engine: AsyncEngine) -> None:
    """Prepare each connection, and give out none that has ended."""
    event.listen(engine.sync_engine, "connect", _prepares)
    event.listen(engine.sync_engine, "checkout", _checks)


def lives(driver: Driver) -> bool:
    """What a server says to a connection at rest is that it ends; asking it each time would cost a third of a turn."""
    if driver.closed:
        return False
    told = poll()
    told.register(driver.fileno(), POLLIN)
    return not told.poll(0)


class Kept:
    """A connection that is not given back between transactions, of which there is one at a time.

    The pool's checks and SQLAlchemy's bookkeeping cost a press of Support as much as half of its statements.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.held: tuple[AsyncConnection, Driver] | None = None
        self.in_use = asyncio.Lock()
        self.used = 0.0
        self.closed = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[tuple[AsyncConnection, Driver]]:
        """Commit at the end; on any exception the connection goes back to the pool, which rolls back."""
        async with self.in_use:
            connection, driver = await self._living()
            try:
                yield connection, driver
                await (connection.commit() if connection.in_transaction() else driver.commit())
                self.used = monotonic()
            except BaseException:
                await self._give_back()
                raise
            if self.closed:
                await self._give_back(ended=True)

    async def close(self) -> None:
        """Whoever is under way gives the connection back at their end."""
        self.closed = True
        if not self.in_use.locked():
            await self._give_back()

    async def _give_back(self, *, ended: bool = False) -> None:
        """The next transaction takes another one."""
        if self.held:
            (connection, driver), self.held = self.held, None
            if ended or not lives(driver):
                await connection.invalidate()
            await connection.close()

    async def _living(self) -> tuple[AsyncConnection, Driver]:
        if self.held and (monotonic() - self.used > RESTED or not lives(self.held[1])):
            await self._give_back(ended=True)
        if self.held is None:
            connection = await self.engine.connect()
            self.held = connection, await below(connection)
        return self.held


def _prepares(connection: Any, _record: object) -> None:
    connection.driver_connection.prepared_max = PREPARED


def _checks(connection: Any, _record: object, _proxy: object) -> None:
    if not lives(connection.driver_connection):
        raise DisconnectionError
