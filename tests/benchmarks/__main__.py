"""Ten thousand questions at nine, clicks meanwhile, digests for many and what waits for whom: what they cost."""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median, quantiles

import aiohttp

from bot.intents import Support
from storage.database import Database
from storage.embedded import embedded
from storage.schema import migrate
from tests.benchmarks import clicks, crowds, digests, growth, similar, start
from tests.benchmarks.latu import UNLIMITED
from tests.benchmarks.process import Latu, latu
from tests.benchmarks.seeds import ask_now, due_at_nine
from tests.benchmarks.slack import CountingSlack
from tests.benchmarks.years import Size


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def delivered(slack: CountingSlack, count: int) -> None:
    while sum(slack.got.values()) < count:
        await asyncio.sleep(0.05)


async def without_limits(database: Database, slack: CountingSlack, it: Latu, count: int) -> None:
    """As fast as it can."""
    warm = 200
    await due_at_nine(database, warm)
    await ask_now(database)
    await delivered(slack, warm)
    await asyncio.sleep(1)
    slack.got.clear()
    await due_at_nine(database, count)
    cpu, memory, begun = it.cpu, it.memory, time.perf_counter()
    await ask_now(database)
    await delivered(slack, count)
    await asyncio.sleep(0.5)
    took, spent, grown = time.perf_counter() - begun, it.cpu - cpu, it.memory - memory
    say(
        f"{count} prompts in {took:.1f} s: {spent / count * 1000:.2f} ms of processor time each, memory +{grown:.0f} MB"
    )
    say(f"delivered once: {sum(one == 1 for one in slack.got.values())}, more often: {max(slack.got.values())}")


async def with_limits(database: Database, slack: CountingSlack, it: Latu, count: int, seconds: float) -> None:
    """Slack's pace for so long, with clicks of other people in the middle of it."""
    slack.limits_on = True
    await due_at_nine(database, count)
    await ask_now(database)
    await delivered(slack, 1)
    async with aiohttp.ClientSession() as session:
        end, answers, number = time.monotonic() + seconds, [], 0
        while time.monotonic() < end:
            number += 1
            answers.append(await slack.click(session, it.url, f"U0CLICK{number:04}", Support(1)))
            await asyncio.sleep(0.1)
    span = slack.times[-1] - slack.times[0]
    per_second = Counter(int(one) for one in slack.times)
    last = quantiles(answers, n=100)[98]
    most = max(per_second.values())
    say(f"{len(slack.times)} messages in {span:.0f} s, at most {most} in a second, 429: {slack.refused}")
    middle, worst = median(answers) * 1000, max(answers) * 1000
    say(f"{len(answers)} clicks: p50 {middle:.0f}, p99 {last * 1000:.0f}, worst {worst:.0f} ms")
    progress = [line for line in (await asyncio.to_thread(it.log.read_text)).splitlines() if "progress" in line]
    say(f"lines of progress in the log: {len(progress)}; the last: {progress[-1] if progress else None}")


async def storm(database: Database, slack: CountingSlack, it: Latu, count: int, seconds: float) -> None:
    """New people press one button."""
    await due_at_nine(database, 1)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def press(number: int) -> float:
            await asyncio.sleep(number * seconds / count)
            return await slack.click(session, it.url, f"U0STORM{number:04}", Support(1))

        cpu = it.cpu
        answers = await asyncio.gather(*(press(number) for number in range(count)))
        spent = it.cpu - cpu
    last = quantiles(answers, n=100)[98]
    say(
        f"{count} new people press in {seconds:.0f} s: p50 {median(answers) * 1000:.0f}, p99 {last * 1000:.0f}, "
        f"worst {max(answers) * 1000:.0f} ms; {spent / count * 1000:.1f} ms of processor time each, look-ups included"
    )


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--prompts", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=30, help="how long Slack's limits are watched")
    parser.add_argument(
        "--only", choices=("start", "clicks", "crowds", "growth", "unlimited", "limited", "storm", "digests", "similar")
    )
    parser.add_argument("--ideas", type=int, nargs="+", default=[100_000], help="how long the history of digests is")
    parser.add_argument("--rounds", type=int, default=5, help="how often it is started")
    parser.add_argument("--profile", help="a file for cProfile's numbers (with --only)")
    given = parser.parse_args()
    if given.only in (None, "start"):
        for line in await start.measured(given.rounds):
            say(line)
    if given.only in (None, "digests"):
        await of_digests(given.ideas)
    if given.only in (None, "similar"):
        await of_similar(given.ideas)
    if given.only in ("start", "digests", "similar"):
        return
    with tempfile.TemporaryDirectory() as folder:
        async with embedded(Path(folder) / "postgres") as url:
            await migrate(url)
            if given.only in (None, "clicks"):
                async for line in clicks.measured(Path(folder), url):
                    say(line)
            if given.only in (None, "crowds"):
                async for line in crowds.measured(Path(folder), url):
                    say(line)
            if given.only in (None, "growth"):
                async for line in growth.measured(Path(folder), url):
                    say(line)
            names = ("unlimited", "limited", "storm")
            for name in [one for one in names if given.only in (None, one)]:
                await measured(Path(folder), url, name, given)


async def of_digests(histories: list[int]) -> None:
    """The same week after histories of different lengths."""
    for ideas in histories:
        with tempfile.TemporaryDirectory() as folder:
            size = Size(ideas=ideas, supports=10 * ideas, trials=max(500, ideas // 10))
            for line in await digests.measured(Path(folder), size):
                say(line)


async def of_similar(boards: list[int]) -> None:
    """Ideas like the one that is being shared, among so many."""
    for ideas in boards:
        with tempfile.TemporaryDirectory() as folder:
            async for line in similar.measured(Path(folder), ideas):
                say(line)


async def measured(folder: Path, url: str, name: str, given: argparse.Namespace) -> None:
    """One measurement on an empty database."""
    database, slack = Database(url), CountingSlack()
    (folder / "latu.log").unlink(missing_ok=True)
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("truncate person, posting, pause, procrastinate_jobs restart identity cascade")
    settings = {"LATU_BENCH_PROFILE": os.fspath(given.profile)} if given.profile else {}
    settings |= {UNLIMITED: "1"} if name == "unlimited" else {}
    async with slack.serve() as api_url, latu(folder, url, api_url, **settings) as it:
        if name == "unlimited":
            await without_limits(database, slack, it, given.prompts)
        elif name == "limited":
            await with_limits(database, slack, it, given.prompts, given.seconds)
        else:
            await storm(database, slack, it, 500, 5)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main())
