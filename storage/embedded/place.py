"""Where the data, the socket and the locks of an embedded PostgreSQL lie, and as which user it runs."""

import hashlib
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.processes import EmbeddedError, User, reaches

OWN_FOLDER = Path("/var/lib/latu")  # for a bot that runs as root
LONGEST_SOCKET_PATH = 103  # bytes: sockaddr_un of macOS; Linux has four more


@dataclass(frozen=True)
class Place:
    """Where one server has its files: in the data folder, or for a bot of root in a folder of another user's."""

    data_dir: Path
    folder: Path
    user: User | None

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    @property
    def unfinished(self) -> Path:
        """Where a cluster is made: it is never taken for a whole one."""
        return self.folder / "cluster.new"

    @property
    def password(self) -> Path:
        return self.folder / "password"

    @property
    def gate(self) -> Path:
        return self.folder / "starting.lock"

    @property
    def users(self) -> Path:
        return self.folder / "in-use.lock"

    @property
    def socket_folder(self) -> Path:
        """Beside the data, if a socket can have that path and a connection string can carry it."""
        folder = self.folder / "socket"
        path = str(folder / ".s.PGSQL.5432")
        if len(path) <= LONGEST_SOCKET_PATH and re.fullmatch(r"[\w/.+-]+", path, re.ASCII):
            return folder
        return Path("/tmp") / f"latu-{_digest(self.folder)}"  # noqa: S108 (make_socket_folder checks whose it is)

    def make(self) -> None:
        """Make the folders; the data folder notes where the data lie, if they lie elsewhere."""
        for folder in (self.data_dir, self.folder):
            for missing in [path for path in (folder, *folder.parents) if not path.exists()][::-1]:
                missing.mkdir(exist_ok=True)
                missing.chmod(0o711 if self.user else 0o700)
        if self.folder != self.data_dir:
            _note(self.data_dir).write_text(
                f"{self.folder}\nis where the data of this folder lie: PostgreSQL does not run as root, "
                "and the user it runs as cannot reach this folder.\n"
            )

    def make_socket_folder(self) -> None:
        """Make the socket's folder; raises EmbeddedError if it is not PostgreSQL's user's alone."""
        uid, gid = (self.user.uid, self.user.gid) if self.user else (os.geteuid(), -1)
        if not self.socket_folder.exists():
            self.socket_folder.mkdir(mode=0o700)
            os.chown(self.socket_folder, uid, gid)
        found = self.socket_folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077 or found.st_uid != uid:
            raise EmbeddedError(f"{self.socket_folder} is not ours alone, so no socket is put there: remove it.")

    def remove(self) -> None:
        """Remove the server's data and locks, and the folders if nothing else lies in them."""
        for folder in (self.cluster, self.unfinished, self.socket_folder):
            if folder.exists():
                shutil.rmtree(folder)
        for file in (self.password, self.users, self.gate, _note(self.data_dir)):
            file.unlink(missing_ok=True)
        for folder in {self.folder, self.data_dir}:
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()


def find_place(data_dir: Path) -> Place:
    """The place that belongs to a data folder; raises EmbeddedError where the data are another's, or were moved."""
    data_dir = data_dir.absolute().resolve()
    if os.geteuid() != 0:
        here = Place(data_dir, data_dir, None)
        if here.cluster.exists() and here.cluster.stat().st_uid != os.geteuid():
            raise EmbeddedError(f"{here.cluster} belongs to another user: run the bot as that user, or as root.")
        return here
    folder = _folder_for_root(data_dir)
    return Place(data_dir, folder, _owner(folder / "cluster") or _nobody())


def _folder_for_root(data_dir: Path) -> Path:
    elsewhere = OWN_FOLDER / _digest(data_dir)
    if _note(data_dir).exists():
        noted = _note(data_dir).read_text().partition("\n")[0]
        if noted != str(elsewhere):
            raise EmbeddedError(
                f"{data_dir} was moved or copied. To go on with its data, move {noted} to {elsewhere} "
                f"and remove {_note(data_dir)}; to begin anew, only remove that file."
            )
        return elsewhere
    if (data_dir / "cluster").exists() or (not elsewhere.exists() and _is_reachable(data_dir)):
        return data_dir
    return elsewhere


def _is_reachable(data_dir: Path) -> bool:
    return reaches(_nobody(), next(path for path in (data_dir, *data_dir.parents) if path.exists()))


def _owner(path: Path) -> User | None:
    return User(path.stat().st_uid, path.stat().st_gid) if path.exists() else None


def _nobody() -> User:
    import pwd  # not on Windows

    entry = pwd.getpwnam("nobody")
    return User(entry.pw_uid, entry.pw_gid)


def _note(data_dir: Path) -> Path:
    return data_dir / "where.txt"


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:16]
