"""Programs of PostgreSQL, run as a user that may be another than ours."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Outage


class EmbeddedError(Exception):
    """One sentence that tells the operator what to do."""


class EmbeddedOutage(EmbeddedError, Outage):
    """Nothing that was set is wrong: another start may succeed."""


@dataclass(frozen=True)
class User:
    """The system's user that PostgreSQL runs as, if it is not ours."""

    uid: int
    gid: int


def run(command: Sequence[str | Path], user: User | None, text: str = "", lock: int | None = None) -> None:
    """Run to its end, the lock held till then even if we are killed. The bot's environment is not passed on."""
    uid, gid, groups = (user.uid, user.gid, list[int]()) if user else (None, None, None)
    with tempfile.TemporaryFile() as output:  # a server would keep a pipe open
        process = subprocess.run(  # noqa: S603
            command,
            user=uid,
            group=gid,
            extra_groups=groups,
            cwd="/",
            # PostgreSQL on macOS refuses to start without LC_ALL, and drops it after that
            env={"PATH": os.defpath, "LC_ALL": "C"},
            input=text.encode(),
            pass_fds=() if lock is None else (lock,),
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if process.returncode:
            output.seek(0)
            raise EmbeddedOutage(f"{Path(command[0]).name} failed: {_end(output.read())}")


def end_of(log: Path) -> str:
    """The last lines of a log in one line; empty where there is none."""
    return _end(log.read_bytes()) if log.exists() else ""


def _end(output: bytes) -> str:
    return " | ".join(output.decode(errors="replace").strip().splitlines()[-3:])


def reaches(user: User, path: Path) -> bool:
    """Whether a user may run the program at this path, or look into this folder."""
    try:
        run(["test", "-x", path], user)
    except EmbeddedError:
        return False
    return True


def command_line(pid: int) -> str:
    """What a process was started with; nothing if there is none."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        except OSError:
            return ""
    command = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
