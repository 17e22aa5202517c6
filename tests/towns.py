"""The town in which tests begin: founded once in each worker, then found again as it was left, as by a second run."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import __main__ as product
from playground.time import real_time
from playground.town import FREE, Ports, Town, town
from storage.connections import Kept
from storage.database import Database
from tests.ports import free_port
from tests.remembered import empty, fill, rows

AGO = real_time() - datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Helsinki"))
"""Towns begin on a Wednesday morning, whenever the tests run: no day ends in the middle of a story."""


class Pooled(Database):
    """The tests' pool in place of one of the bot's own, which would connect and compile every statement anew."""

    def __init__(self, database: Database) -> None:
        self.engine = database.engine
        self.kept = Kept(self.engine)

    async def close(self) -> None:
        """It is not the bot's; only what the bot has kept of it goes back."""
        await self.kept.close()


async def migrated(url: str) -> None:
    """The tests' database is of this version: nobody connects to ask."""
    del url


@dataclass(frozen=True, slots=True)
class Site:
    """Where a town can stand."""

    database: Database
    url: str

    @asynccontextmanager
    async def town(
        self, folder: Path, ports: Ports = FREE, language: str = "fi", ago: timedelta = AGO
    ) -> AsyncIterator[Town]:
        """With what is in this folder and in the database."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(product, "Database", lambda _: Pooled(self.database))
            patch.setattr(product, "migrate", migrated)
            async with town(folder, language, ports, self.url, ago=ago) as place:
                yield place

    @asynccontextmanager
    async def new_town(
        self, folder: Path, ports: Ports = FREE, language: str = "fi", ago: timedelta = AGO
    ) -> AsyncIterator[Town]:
        """Before anything has happened in it."""
        await empty(self.database)
        async with self.town(folder, ports, language, ago) as place:
            yield place


@dataclass(frozen=True, slots=True)
class Founded:
    """A town as it was left: at first everybody has just been introduced to Latu."""

    site: Site
    folder: Path
    ports: Ports
    rows: str

    @asynccontextmanager
    async def again(self, folder: Path) -> AsyncIterator[Town]:
        """The town as it was left."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        await fill(self.site.database, self.rows)
        async with self.site.town(folder, self.ports) as place:
            yield place

    async def later(self, folder: Path, happens: Callable[[Town], Awaitable[None]]) -> "Founded":
        """The town as it is left after something has happened in it."""
        async with self.again(folder) as place:
            with place.hurried():
                await happens(place)
                await place.quiet()
        return replace(self, folder=folder, rows=await rows(self.site.database))


async def found(site: Site, folder: Path) -> Founded:
    """Of Teams the port stays the same: the conversations that Latu knows lead to it."""
    ports = Ports(teams=free_port())
    async with site.new_town(folder, ports) as place:
        with place.hurried():
            await place.quiet()
    return Founded(site, folder, ports, await rows(site.database))
