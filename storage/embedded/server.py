"""One embedded PostgreSQL server: created, started or found, shared by bots, stopped by the last of them."""

import os
import secrets
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from psycopg import pq

from storage.embedded.binaries import binaries
from storage.embedded.locks import held
from storage.embedded.place import Place, find_place
from storage.embedded.processes import EmbeddedError, EmbeddedOutage, command_line, end_of, run

PATIENCE = 120  # seconds; a server that was killed repairs itself first

# The wheel has no ICU. pg_trgm asks the C library what a letter is: with a ctype of C, Finnish has no ä and no ö.
LOCALE = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
LOCALE.append("--lc-ctype=en_US.UTF-8" if sys.platform == "darwin" else "--lc-ctype=C.UTF-8")

SETTINGS = """\
listen_addresses = ''
port = 5432
unix_socket_directories = '{socket_folder}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 64MB
log_min_messages = log
log_min_error_statement = panic
log_checkpoints = off
fsync = {durable}
full_page_writes = {durable}
synchronous_commit = {durable}
"""


@contextmanager
def running(data_dir: Path, *, durable: bool) -> Iterator[str]:
    """The URL of a database that answers; the last of those in here who leaves stops its server."""
    place = find_place(data_dir)
    with binaries(place.user) as programs, ExitStack() as in_use:
        server = Server(place, programs)
        place.make()
        with held(place.gate, alone=True) as gate:
            server.start(gate, durable=durable)
            in_use.enter_context(held(place.users, alone=False))
        yield server.url()
        if place.gate.exists():  # else the data were removed: PostgreSQL sees that within a minute
            with held(place.gate, alone=True):
                in_use.close()
                with held(place.users, alone=True, wait=False) as last:
                    if last is not None:
                        server.stop()


def removed(data_dir: Path) -> None:
    """Stop the server of a data folder and remove all that is its own; raises EmbeddedError while a bot uses it."""
    place = find_place(data_dir)
    if not place.folder.exists():
        return
    with held(place.gate, alone=True), held(place.users, alone=True, wait=False) as last:
        if last is None:
            raise EmbeddedError(f"{data_dir} is in use: stop the bot first.")
        with binaries(place.user) as programs:
            Server(place, programs).stop()
        place.remove()


class Server:
    """The server of one place; its gate must be held while it is started or stopped."""

    def __init__(self, place: Place, programs: Path) -> None:
        self._place = place
        self._programs = programs

    def start(self, gate: int | None, *, durable: bool) -> None:
        """Return when a server answers: one that runs, or a new one. `gate` is the open lock of the place."""
        if not self._place.cluster.exists():
            self._create(gate, durable=durable)
        if not self._answers():
            self._launch(durable=durable)

    def stop(self) -> None:
        """Stop the server, if there is one."""
        if self._pid():
            self._run("pg_ctl", "stop", "-D", self._place.cluster, "-m", "fast", "-t", PATIENCE, "-s")

    def url(self) -> str:
        """The address of the database; raises EmbeddedError if its password is lost."""
        try:
            password = self._place.password.read_text()
        except FileNotFoundError:
            raise EmbeddedError(f"{self._place.password} is missing: put it back from a backup.") from None
        return f"postgresql://latu:{password}@/latu?host={self._place.socket_folder}&port=5432"

    def _run(self, program: str, *options: object, text: str = "", lock: int | None = None) -> None:
        run([str(self._programs / program), *map(str, options)], self._place.user, text, lock)

    def _create(self, gate: int | None, *, durable: bool) -> None:
        place = self._place
        fresh = place.unfinished
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(mode=0o700)
        if place.user:
            os.chown(fresh, place.user.uid, place.user.gid)
        options = ["--username=postgres", "--auth=reject", "--no-instructions", "--text-search-config=simple"]
        self._run("initdb", "-D", fresh, *options, *LOCALE, *([] if durable else ["--no-sync"]), lock=gate)
        (fresh / "pg_hba.conf").write_text("local latu latu scram-sha-256\n")
        with (fresh / "postgresql.conf").open("a") as settings:
            settings.write("include_if_exists 'latu.conf'\n")
        password = secrets.token_urlsafe(24)
        place.password.unlink(missing_ok=True)
        place.password.touch(mode=0o600)
        place.password.write_text(password)
        # Iterations slow whoever guesses a person's password. Nobody guesses 24 random bytes, and each connection pays.
        statements = "set scram_iterations = 1\n"
        statements += f"create role latu login password '{password}'\ncreate database latu owner latu\n"
        self._run("postgres", "--single", "-D", fresh, "postgres", text=statements, lock=gate)
        fresh.rename(place.cluster)

    def _answers(self) -> bool:
        """Whether a server is there, waiting for one that is coming up or going down."""
        patient_until = time.monotonic() + PATIENCE
        pid_file, _ = self._pid_files()
        while True:
            answer = pq.PGconn.ping(f"{self.url()}&connect_timeout=5".encode())
            pid = self._pid()
            if answer == pq.Ping.OK and pid_file.exists():
                return True
            if answer == pq.Ping.NO_RESPONSE and not pid:
                return False
            if pid and not pid_file.exists():  # its data folder was removed, and this is a new one
                os.kill(pid, signal.SIGQUIT)
            if time.monotonic() > patient_until:
                raise EmbeddedOutage(f"The PostgreSQL of {self._place.cluster} does not answer: see server.log in it.")
            time.sleep(0.05)

    def _launch(self, *, durable: bool) -> None:
        place = self._place
        place.make_socket_folder()
        settings = SETTINGS.format(socket_folder=place.socket_folder, durable="on" if durable else "off")
        (place.cluster / "latu.conf").write_text(settings)
        for left_over in self._pid_files():  # of no process, or the number is another program's by now
            left_over.unlink(missing_ok=True)
        log = place.cluster / "server.log"
        try:
            self._run("pg_ctl", "start", "-D", place.cluster, "-l", log, "-t", PATIENCE, "-s")
        except EmbeddedError as error:
            raise EmbeddedOutage(f"{error} | {end_of(log)}") from error

    def _pid(self) -> int | None:
        """The server of this place, also when its data folder was removed under it."""
        for file in self._pid_files():
            try:
                pid = int(file.read_text().splitlines()[0])
            except (OSError, ValueError, IndexError):
                continue
            if str(self._place.cluster) in command_line(pid):
                return pid
        return None

    def _pid_files(self) -> tuple[Path, Path]:
        return self._place.cluster / "postmaster.pid", self._place.socket_folder / ".s.PGSQL.5432.lock"
