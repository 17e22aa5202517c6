"""The embedded PostgreSQL, for when no DATABASE_URL is given."""

import asyncio
import errno
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from storage.embedded.binaries import remove_unused_copies
from storage.embedded.processes import EmbeddedError, EmbeddedOutage
from storage.embedded.server import removed, running

__all__ = ["EmbeddedError", "embedded", "forget"]

PASSING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EAGAIN})
"""Errors that say nothing against the folder."""


@asynccontextmanager
async def embedded(data_dir: Path, *, durable: bool = True) -> AsyncIterator[str]:
    """The URL of a database whose server runs at least as long as someone is in here."""
    server = _running(data_dir, durable=durable)
    starting = asyncio.create_task(asyncio.to_thread(server.__enter__))
    try:
        yield await asyncio.shield(starting)
    finally:
        await asyncio.wait([starting])
        if not starting.exception():
            await asyncio.to_thread(server.__exit__, None, None, None)


def forget(data_dir: Path) -> None:
    """Stop the server and remove its data, wherever it lies; refused while a bot uses it."""
    with _explained(data_dir):
        removed(data_dir)
        remove_unused_copies()


@contextmanager
def _running(data_dir: Path, *, durable: bool) -> Iterator[str]:
    with _explained(data_dir), running(data_dir, durable=durable) as url:
        yield url


@contextmanager
def _explained(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind = EmbeddedOutage if error.errno in PASSING else EmbeddedError
        raise kind(
            f"The embedded PostgreSQL of {data_dir} cannot work: {error}. "
            "Give the bot a folder that it may write to, or set DATABASE_URL."
        ) from error
