"""A PostgreSQL of a test's own, which can be stopped and started again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.embedded import embedded, forget
from storage.embedded.binaries import binaries
from storage.embedded.place import find_place
from storage.embedded.server import Server
from tests.moulds import lay


@dataclass(frozen=True, slots=True)
class Own:
    """Its address, and its switch."""

    url: str
    server: Server

    async def stop(self) -> None:
        """Everybody is disconnected."""
        await asyncio.to_thread(self.server.stop)

    async def start(self) -> None:
        """The same data at the same address."""
        await asyncio.to_thread(self.server.start, None, durable=False)


@asynccontextmanager
async def own_postgres(folder: Path, mould: Path | None = None) -> AsyncIterator[Own]:
    """It runs, begun as a copy of this one, and is gone at the end, with its data."""
    if mould:
        lay(mould, folder)
    async with embedded(folder, durable=False) as url:
        place = find_place(folder)
        with binaries(place.user) as programs:
            yield Own(url, Server(place, programs))
    await asyncio.to_thread(forget, folder)
