"""A Latu that is measured: a process of its own, with what it has used so far."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.benchmarks.slack import SECRET, TOKEN
from tests.ports import free_port
from tests.serving import QUIET, Process, becomes

OURS = "tests.benchmarks.latu"
"""`latu serve` with the clock of the benchmarks."""
TICKS = os.sysconf("SC_CLK_TCK")


class Latu:
    """Where it answers, and its own clock and memory."""

    def __init__(self, process: Process, url: str, log: Path) -> None:
        self.process, self.url, self.log = process, url, log

    @property
    def cpu(self) -> float:
        """Seconds of processor time, its own and the system's for it."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def memory(self) -> float:
        """Resident megabytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@asynccontextmanager
async def latu(
    folder: Path, database_url: str | None, api_url: str, module: str = OURS, **settings: str
) -> AsyncIterator[Latu]:
    """It is stopped at the end. Without a `database_url` it starts its own PostgreSQL."""
    port = free_port()
    process = await started(folder, port, database_url, api_url, settings, module)
    try:
        yield Latu(process, f"http://127.0.0.1:{port}", folder / "latu.log")
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def started(
    folder: Path, port: int, database_url: str | None, api_url: str, settings: Mapping[str, str], module: str = OURS
) -> Process:
    """Start it, and wait until it is ready; its log is kept in the folder."""
    environment = {
        **QUIET,
        **({"DATABASE_URL": database_url} if database_url else {}),
        "LATU_DATA_DIR": str(folder),
        "LATU_HTTP_PORT": str(port),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": api_url,
        **settings,
    }
    with (folder / "latu.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *command(module, settings), env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=log
        )
    await becomes(f"http://127.0.0.1:{port}/readyz", 200)
    return process


def command(module: str, settings: Mapping[str, str]) -> list[str]:
    """With a file for the profile, it is profiled."""
    profiled = ["-m", "cProfile", "-o", settings["LATU_BENCH_PROFILE"]] if "LATU_BENCH_PROFILE" in settings else []
    return [sys.executable, *profiled, "-m", module, "serve"]
