"""The engine, and the transaction in which everything happens."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from psycopg.errors import DeadlockDetected
from sqlalchemy import exists, literal, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import Collision
from storage.address import PATIENCE, allowed, engine_url
from storage.connections import Kept, watch
from storage.models import Installation
from storage.repositories.answers import Answers
from storage.repositories.arrivals import Arrivals
from storage.repositories.aside import Aside
from storage.repositories.asking import Askings
from storage.repositories.audit import Trail
from storage.repositories.challenges import Challenges
from storage.repositories.channels import Channels
from storage.repositories.checkins import CheckIns
from storage.repositories.comments import Comments
from storage.repositories.digests import Digests
from storage.repositories.due import Dues
from storage.repositories.erasing import Erasing
from storage.repositories.experiments import Experiments
from storage.repositories.finding import Finding
from storage.repositories.following import Following
from storage.repositories.forgetting import Forgetting
from storage.repositories.goals import Goals
from storage.repositories.hidings import Hidings
from storage.repositories.history import History
from storage.repositories.joining import Joinings
from storage.repositories.lessons import Lessons
from storage.repositories.letters import Letters
from storage.repositories.my_data import MyDatas
from storage.repositories.my_page import MyPages
from storage.repositories.own_trials import OwnTrials
from storage.repositories.permalinks import Permalinks
from storage.repositories.permissions import Permissions
from storage.repositories.postings import Postings
from storage.repositories.presses import Presses
from storage.repositories.quick import Quick
from storage.repositories.reports import Reports
from storage.repositories.roles import Roles
from storage.repositories.standing import Standings
from storage.repositories.steering import Steering
from storage.repositories.support import Supports
from storage.repositories.units import Units
from storage.repositories.waiting import Waitings
from storage.repositories.weeks import Weeks
from storage.schema import LOCK


class Store(
    Askings,
    Arrivals,
    Channels,
    Units,
    Roles,
    Supports,
    Presses,
    Aside,
    Answers,
    Waitings,
    Lessons,
    Finding,
    MyDatas,
    MyPages,
    OwnTrials,
    Comments,
    Joinings,
    Following,
    History,
    Letters,
    Goals,
    Steering,
    Experiments,
    Quick,
    CheckIns,
    Permissions,
    Trail,
    Challenges,
    Digests,
    Dues,
    Forgetting,
    Hidings,
    Erasing,
    Reports,
    Standings,
    Weeks,
    Postings,
    Permalinks,
):
    """All questions and answers of the database, inside one transaction."""


@contextmanager
def colliding() -> Iterator[None]:
    """Whoever stood in somebody's way while they stood in his is undone: raises Collision."""
    try:
        yield
    except DeadlockDetected as error:
        raise Collision from error
    except OperationalError as error:
        if isinstance(error.orig, DeadlockDetected):
            raise Collision from error
        raise


class Database:
    """One PostgreSQL, reached through one pool."""

    def __init__(self, url: str) -> None:
        """`url` as in DATABASE_URL: postgresql://…"""
        self.engine: AsyncEngine = create_async_engine(engine_url(url), pool_size=10, max_overflow=5)
        watch(self.engine)
        self.kept = Kept(self.engine)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Store]:
        """Commit at the end; roll back on any exception, also what was enqueued. Raises Collision."""
        with colliding():
            async with self.engine.begin() as connection:
                yield Store(connection)

    @asynccontextmanager
    async def kept_transaction(self) -> AsyncIterator[Store]:
        """The same on a connection that is kept, for what is asked so often that it waits for the one before."""
        with colliding():
            async with self.kept.begin() as (connection, driver):
                yield Store(connection, driver)

    async def answers(self) -> bool:
        """Whether the database is there."""
        try:
            async with asyncio.timeout(PATIENCE), self.engine.connect() as connection:
                await connection.exec_driver_sql("select 1")
        except (DBAPIError, PoolExhausted, OSError, UnicodeError):
            return False
        return True

    async def belongs_to(self, fingerprint: str) -> bool:
        """Whether every bot on this database has the same secret; the first one says which."""
        first = select(literal(fingerprint)).where(~exists().select_from(Installation))
        claim = insert(Installation).from_select(["fingerprint"], first).on_conflict_do_nothing()
        with allowed():
            async with self.engine.begin() as connection:
                await connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                await connection.execute(claim)
                known = (await connection.execute(select(Installation.fingerprint))).scalars().all()
        return fingerprint in known

    async def reads_letters(self) -> bool:
        """Whether ä and ö are letters to it; with LC_CTYPE C they are not, and similar ideas are missed."""
        async with self.engine.connect() as connection:
            return bool((await connection.execute(text("select show_trgm('äö') <> '{}'"))).scalar_one())

    async def close(self) -> None:
        await self.kept.close()
        await self.engine.dispose()
