"""`make run` and `make reset`, as somebody at a terminal meets them."""

import asyncio
import errno
import random
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.errors import Misconfigured
from bot.views.text import read, say
from playground import __main__ as command
from storage.embedded import EmbeddedError
from tests.serving import QUIET, Process

READY = read(say("Ctrl-C stops everything and loses nothing. make reset forgets it."), "sv")
AGAIN = read(say("The story has been played already. This is where things stand."), "sv")
BROKEN_OFF = read(say("The story was broken off. make reset lets it begin anew."), "sv")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=\S+")


def four_ports() -> int:
    """The first of four neighbours that nobody uses, below those that this machine gives out by itself."""
    while True:
        first = random.randrange(20_000, 30_000, 4)  # noqa: S311 - no secret
        try:
            for port in range(first, first + 4):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return first


Start = Callable[..., Awaitable[Process]]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Run in an empty folder; whatever still runs at the end is stopped."""
    started: list[Process] = []

    async def begin(port: int, *options: str) -> Process:
        started.append(await run(tmp_path, port, *options))
        return started[-1]

    yield begin
    for process in started:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


async def run(folder: Path, port: int, *options: str) -> Process:
    """What it says is read from stdout."""
    environment = {**QUIET, "PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "playground", "--language", "sv", "--port", str(port), *options),
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def says(process: Process, *sentences: str) -> str:
    """All that it has said, once one of these is among it."""
    assert process.stdout
    said = ""
    while not any(one in said for one in sentences):
        line = await process.stdout.readline()
        assert line, said
        said += line.decode()
    return said


async def ends(process: Process) -> tuple[int, str]:
    _, wrong = await process.communicate()
    assert process.returncode is not None
    return process.returncode, wrong.decode()


@pytest.mark.long
@pytest.mark.timeout(180)
async def test_it_plays_once_shows_where_things_stand_and_is_forgotten_at_a_reset(start: Start, tmp_path: Path) -> None:
    port = four_ports()
    first = await start(port)
    said = await says(first, READY)
    assert "7." in said
    address = ADDRESS.search(said)
    assert address
    async with (
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session,
        session.get(address[0]) as page,
    ):
        assert page.status == 200
    first.send_signal(signal.SIGINT)
    assert await ends(first) == (0, "")

    second = await start(port, "--once", "--language", "en")
    assert AGAIN in await says(second, READY)
    assert await ends(second) == (0, "")

    reset = await start(port, "--reset")
    assert await ends(reset) == (0, "")
    assert not (tmp_path / "var" / "playground").exists()


@pytest.mark.long
async def test_stopped_in_the_middle_of_the_story_it_says_so_the_next_time(start: Start) -> None:
    port = four_ports()
    first = await start(port)
    await says(first, "2.")
    first.send_signal(signal.SIGINT)
    assert await ends(first) == (0, "")
    second = await start(port, "--once", "--language", "fi")
    assert BROKEN_OFF in await says(second, READY)
    assert await ends(second) == (0, "")


def test_a_town_keeps_the_language_of_its_first_run(tmp_path: Path) -> None:
    assert command.kept(tmp_path) is None
    (tmp_path / command.BEGUN).write_text("sv")
    assert command.kept(tmp_path) == "sv"


async def test_a_busy_port_is_one_sentence_that_names_another(start: Start) -> None:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    async with server:
        taken = server.sockets[0].getsockname()[1]
        code, said = await ends(await start(taken - 1, "--once"))
    assert code == 2
    assert said.count("\n") == 1
    assert "make run PORT=" in said


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """What is said of a start that cannot be."""
    monkeypatch.setattr("sys.argv", ["playground", *options])
    monkeypatch.setattr("bot.logs.configure", lambda _: None)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("port", ["70000", "65533", "0", "-5", "x"])
def test_four_ports_that_do_not_exist_are_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    monkeypatch.setattr(command, "live", None)
    assert "argument --port: " in refused(monkeypatch, capsys, f"--port={port}")


def caused(kind: type[Exception], cause: OSError) -> Exception:
    error = kind("Set LATU_HTTP_PORT, or DATABASE_URL.")
    error.__cause__ = cause
    return error


DENIED = PermissionError(errno.EACCES, "Permission denied", "var/playground/slack.secret")
PRIVILEGED = PermissionError(errno.EACCES, "error while attempting to bind on address")
TAKEN = OSError(errno.EADDRINUSE, "error while attempting to bind on address")


@pytest.mark.parametrize(
    ("error", "next_step"),
    [
        (DENIED, "sudo make reset"),
        (caused(EmbeddedError, DENIED), "sudo make reset"),
        (PRIVILEGED, "make run PORT=4000"),
        (caused(Misconfigured, PRIVILEGED), "make run PORT=4000"),
        (caused(Misconfigured, TAKEN), "make run PORT=4000"),
        (OSError(errno.ENOSPC, "No space left on device", "var/playground/time"), "start again"),
    ],
)
def test_what_this_computer_does_not_give_is_one_sentence_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, next_step: str
) -> None:
    """Raised in place of a start: whoever tests may be root, who is denied nothing."""

    async def live(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(command, "live", live)
    said = refused(monkeypatch, capsys)
    assert next_step in said
    assert said.count("\n") == 1
    assert "LATU_" not in said
