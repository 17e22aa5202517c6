"""How long Latu takes until it is ready on an existing database of its own, and what it holds at rest."""

import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median

from playground import people
from playground.town import APP
from tests.benchmarks.process import latu
from tests.benchmarks.slack import CountingSlack

IDLE = 5.0
"""Seconds after which it is at rest."""
TEAMS = {"TEAMS_APP_ID": APP, "TEAMS_APP_PASSWORD": "bench", "TEAMS_TENANT_ID": people.TENANT}
CHATS: dict[str, dict[str, str]] = {"Slack": {}, "Slack and Teams": TEAMS}


async def measured(rounds: int) -> list[str]:
    """Both take turns; the first start of each, which makes its database, does not count."""
    slack = CountingSlack()
    took: dict[str, list[tuple[float, float, float]]] = {name: [] for name in CHATS}
    with tempfile.TemporaryDirectory() as folder:
        async with slack.serve() as api_url:
            for _ in range(rounds + 1):
                for name, settings in CHATS.items():
                    own = Path(folder) / name
                    own.mkdir(exist_ok=True)
                    took[name].append(await once(own, api_url, settings))
    return [f"{name}: {told(one[1:])}" for name, one in took.items()]


async def once(folder: Path, api_url: str, settings: dict[str, str]) -> tuple[float, float, float]:
    """Seconds until ready, seconds of processor time for it, megabytes at rest."""
    begun = time.perf_counter()
    async with latu(folder, None, api_url, "bot", **settings) as it:
        ready, cpu = time.perf_counter() - begun, it.cpu
        await asyncio.sleep(IDLE)
        return ready, cpu, it.memory


def told(starts: list[tuple[float, float, float]]) -> str:
    ready, cpu, memory = zip(*starts, strict=True)
    best = f"best {min(ready):.2f} and {min(cpu):.2f} s"
    took = f"ready after {median(ready):.2f} s, {median(cpu):.2f} s of processor time ({best})"
    return f"{took}; idle {max(memory):.1f} MB"
