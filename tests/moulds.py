"""A cluster is made once for all workers; a test that is not about making one begins with a copy of it."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage.embedded import embedded, forget
from storage.embedded.locks import held
from storage.embedded.place import find_place
from storage.schema import migrate


def shared(factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that every worker finds."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


async def empty_cluster(folder: Path) -> Path:
    """As it is made, and at rest."""
    mould = folder / "cluster"
    with held(folder / "cluster.lock", alone=True):
        if not is_there(mould):
            async with cast(mould):
                pass
    return mould


async def migrated_cluster(folder: Path) -> Path:
    """One in which Latu has its tables."""
    mould, empty = folder / "migrated", await empty_cluster(folder)
    with held(folder / "migrated.lock", alone=True):
        if not is_there(mould):
            async with cast(mould, empty) as url:
                await migrate(url)
    return mould


def is_there(mould: Path) -> bool:
    return (mould / "password").exists()


@asynccontextmanager
async def cast(mould: Path, of: Path | None = None) -> AsyncIterator[str]:
    """What is done in this database stays in the mould."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if of:
            lay(of, data)
        async with embedded(data, durable=False) as url:
            yield url
        keep(data, mould)


def keep(data: Path, mould: Path) -> None:
    place = find_place(data)
    mould.mkdir()
    shutil.move(place.cluster, mould / "cluster")
    shutil.move(place.password, mould / "password")
    forget(data)


def lay(mould: Path, data: Path) -> None:
    """As if a run before had left its cluster: whoever starts next finds it."""
    place = find_place(data)
    place.make()
    for part in ("cluster", "password"):
        subprocess.run(["cp", "-a", mould / part, place.folder], check=True)  # noqa: S603, S607 - keeps whose they are
