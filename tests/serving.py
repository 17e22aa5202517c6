"""`latu serve` as an operator starts it: a real process with exactly the settings that are given."""

import asyncio
import multiprocessing
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import aiohttp

from bot.__main__ import main
from playground import people
from playground.slack import SlackWorkspace
from playground.teams.tenant import Urls
from playground.town import APP

ROOT = Path(__file__).parent.parent
QUIET = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
"""The code beside the tests runs, whichever tree the virtual environment knows."""
Process = asyncio.subprocess.Process
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["bot.__main__", "adapters.slack.connecting", "adapters.teams.connecting"])


async def serve(folder: Path, settings: Mapping[str, str], stderr: int = asyncio.subprocess.PIPE) -> Process:
    """Start `latu serve` in an empty folder."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "serve",
        cwd=folder,
        env={**QUIET, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=stderr,
    )


@asynccontextmanager
async def serving(folder: Path, **settings: str) -> AsyncIterator[Process]:
    """It is killed at the end unless it has stopped by then."""
    process = await serve(folder, settings)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def refused(folder: Path, **settings: str) -> str:
    """What a wrong setting is answered with: one sentence, exit code 2, no traceback."""
    code, sentence = await ended(folder, settings)
    assert code == 2, sentence
    return sentence


async def gave_up(folder: Path, **settings: str) -> str:
    """The same for what does not answer; exit code 1, so that it is started again."""
    code, sentence = await ended(folder, settings)
    assert code == 1, sentence
    return sentence


async def ended(folder: Path, settings: Mapping[str, str]) -> tuple[int | None, str]:
    """Its exit code, and the last line that it said."""
    async with forked(folder, **settings) as process:
        _, said = await process.communicate()
    told = said.decode()
    assert "Traceback" not in told, told
    return process.returncode, told.strip().splitlines()[-1]


@dataclass(frozen=True, slots=True)
class Forked:
    """`latu serve` in a process that has imported it already, because so many are started."""

    process: ForkServerProcess
    said: Path

    @property
    def returncode(self) -> int | None:
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.process.pid or 0, number)

    async def communicate(self) -> tuple[None, bytes]:
        """What it said until its end."""
        await asyncio.to_thread(self.process.join)
        return None, self.said.read_bytes()


@asynccontextmanager
async def forked(folder: Path, **settings: str) -> AsyncIterator[Forked]:
    """The same as `serving`, where it is not about the start."""
    number, name = tempfile.mkstemp(dir=folder, prefix="said")
    os.close(number)
    process = FORKED.Process(target=command, args=(folder, {**QUIET, **settings}, Path(name)))
    process.start()
    made = Forked(process, Path(name))
    try:
        yield made
    finally:
        if process.exitcode is None:
            process.kill()
            await made.communicate()
        made.said.unlink()


def command(folder: Path, environment: Mapping[str, str], said: Path) -> None:
    """What that process does."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["latu", "serve"]
    with said.open("w") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    main()


def slack_of(local: SlackWorkspace, api_url: str) -> dict[str, str]:
    """The settings that lead to a local Slack."""
    return {"SLACK_BOT_TOKEN": local.bot_token, "SLACK_SIGNING_SECRET": local.courier.secret, "SLACK_API_URL": api_url}


def socket_of(local: SlackWorkspace, api_url: str) -> dict[str, str]:
    """The same without a public address."""
    token = local.sockets.token if local.sockets else ""
    return {"SLACK_BOT_TOKEN": local.bot_token, "SLACK_APP_TOKEN": token, "SLACK_API_URL": api_url}


def teams_of(urls: Urls, password: str) -> dict[str, str]:
    """The settings that lead to a local Teams."""
    return {
        "TEAMS_APP_ID": APP,
        "TEAMS_APP_PASSWORD": password,
        "TEAMS_TENANT_ID": people.TENANT,
        "TEAMS_OPENID_METADATA_URL": urls.openid_metadata_url,
        "TEAMS_TOKEN_URL": urls.token_url,
        "TEAMS_TOKEN_ISSUER": urls.token_issuer,
    }


async def status(url: str) -> int | None:
    """What is answered there; None when nobody listens."""
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get(url) as response:
                return response.status
        except aiohttp.ClientConnectionError:
            return None


async def becomes(url: str, wanted: int | None) -> None:
    """Wait for an answer."""
    async with asyncio.timeout(300):
        while await status(url) != wanted:
            await asyncio.sleep(0.05)
