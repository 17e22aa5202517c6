"""Locks on files: many may share one or one has it alone; a killed process lets go by itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(path: Path, *, alone: bool, wait: bool = True) -> Iterator[int | None]:
    """The open file if we have it, which is always so if we waited; a process it is passed to holds it too."""
    import fcntl  # not on Windows

    kind = (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | (0 if wait else fcntl.LOCK_NB)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(descriptor, kind)
            except BlockingIOError:
                yield None
                return
            if _is_still(path, descriptor):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """The one before us may have removed the file."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
