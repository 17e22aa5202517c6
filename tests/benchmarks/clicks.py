"""What a support click costs, signed and stored, beside the least that it could: Latu and the floors take turns."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

import aiohttp
from sqlalchemy import text

from adapters.teams.places import Address
from bot.intents import Support
from playground import people
from storage.database import Database
from tests.benchmarks import floor_slack
from tests.benchmarks.process import Latu, latu
from tests.benchmarks.seeds import analyzed, board
from tests.benchmarks.slack import TEAM, CountingSlack
from tests.benchmarks.teams import CHANNEL, CountingTeams, account
from tests.ports import free_port
from tests.serving import QUIET, becomes

IDEAS, PEOPLE = 1000, 2000
MANY, ROUNDS, AT_ONCE = 300, 3, 64
ALONE, SUPPORTS = 40, 1_000_000
Click = Callable[[aiohttp.ClientSession, int], Awaitable[float]]
FULL = """
insert into support (idea, account, given_on)
select i.id, a.id, '2026-11-10' from idea i, (select id from account order by id desc limit :each) a
on conflict do nothing
"""


@dataclass
class Runner:
    """One that is measured: how it is clicked, whose processor time counts, and what it took so far."""

    name: str
    click: Click
    cpu: Callable[[], float]
    numbers: Iterator[int] = field(default_factory=count)
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)

    async def rush(self, clicks: int, at_once: int) -> list[float]:
        """So many clicks on so many connections; seconds until each was answered."""
        answers: list[float] = []
        left = iter(range(clicks))

        async def one(session: aiohttp.ClientSession) -> None:
            for _ in left:
                answers.append(await self.click(session, next(self.numbers)))

        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            cpu, begun = self.cpu(), time.perf_counter()
            await asyncio.gather(*(one(session) for _ in range(at_once)))
            self.rates.append(clicks / (time.perf_counter() - begun))
            self.costs.append((self.cpu() - cpu) / clicks * 1000)
        return answers

    async def warm(self) -> None:
        """What is done for the first time does not count."""
        await self.rush(200, 8)
        self.rates.clear()
        self.costs.clear()

    async def turn(self) -> None:
        """First all at once, then one after another."""
        await self.rush(MANY, AT_ONCE)
        rates, costs = self.rates.pop(), self.costs.pop()
        self.alone.append(median(await self.rush(ALONE, 1)))
        self.rates[-1], self.costs[-1] = rates, costs

    def told(self) -> str:
        took = f"{median(self.rates):.0f} clicks a second on {AT_ONCE} connections"
        return f"{self.name}: {took}, {median(self.costs):.2f} ms of processor time each; p50 alone {self.p50:.1f} ms"

    @property
    def p50(self) -> float:
        return median(self.alone) * 1000


def cards(teams: CountingTeams) -> list[dict[str, object]]:
    """Who is there, and where the cards hang."""
    there = str(Address(teams.url, CHANNEL))
    in_slack = {"platform": "slack", "home": TEAM, "named": "U%", "address": "U%"}
    in_slack |= {"channel": "C0BENCH", "there": "C0BENCH", "before": "C0BENCH:1793088000."}
    in_teams = {"platform": "teams", "home": people.TENANT, "named": account(0)[:-12] + "%", "address": there}
    in_teams |= {"channel": CHANNEL, "there": there, "before": f"{CHANNEL}|1793088"}
    return [{"count": PEOPLE // 2, **in_slack}, {"count": PEOPLE // 2, **in_teams}]


def pair(number: int) -> tuple[int, int]:
    """Another idea for each click, and everybody supports each once."""
    return 1 + number % IDEAS, 1 + number // IDEAS


@asynccontextmanager
async def served(module: str, *, path: str, **settings: str) -> AsyncIterator[Latu]:
    """A floor, as a process of its own."""
    port = free_port()
    command = (sys.executable, "-m", f"tests.benchmarks.{module}", str(port))
    process = await asyncio.create_subprocess_exec(
        *command, env={**QUIET, **settings}, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await becomes(f"http://127.0.0.1:{port}{path}", 405)
        yield Latu(process, f"http://127.0.0.1:{port}", Path(os.devnull))
    finally:
        process.terminate()
        await process.wait()


class SlackApart(CountingSlack):
    """The same as a process of its own, as Slack is: what comes there delays nobody who waits for an answer."""

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        async with served("slack", path="/hook") as apart:
            self.url = apart.url
            yield f"{apart.url}/api/"


def in_slack(slack: CountingSlack, it: Latu) -> Click:
    async def click(session: aiohttp.ClientSession, number: int) -> float:
        idea, who = pair(number)
        return await slack.click(session, it.url, f"U{who:012}", Support(idea), f"1793088000.{idea:06}")

    return click


def in_teams(teams: CountingTeams, it: Latu) -> Click:
    async def click(session: aiohttp.ClientSession, number: int) -> float:
        idea, who = pair(number)
        return await teams.click(session, it.url, account(who), Support(idea), f"1793088{idea:06}")

    return click


@asynccontextmanager
async def town(
    folder: Path, url: str, stack: AsyncExitStack, ideas: int, slack: CountingSlack
) -> AsyncIterator[tuple[CountingTeams, Latu]]:
    """Both chats, and Latu between them."""
    teams = CountingTeams()
    api_url, settings = await stack.enter_async_context(slack.serve()), await stack.enter_async_context(teams.serve())
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("truncate person, posting, pause, procrastinate_jobs restart identity cascade")
    await board(database, ideas, cards(teams))
    await database.close()
    async with latu(folder, url, api_url, **settings) as it:
        yield teams, it


async def measured(folder: Path, url: str) -> AsyncIterator[str]:
    """Latu beside its floors in both chats, then with a million supports."""
    database, slack = Database(url), SlackApart()
    async with AsyncExitStack() as stack, town(folder, url, stack, IDEAS, slack) as (teams, it):
        async with database.engine.begin() as connection:
            await connection.run_sync(floor_slack.TABLES.create_all)
            await connection.execute(text("insert into floor_idea select id, 0 from idea on conflict do nothing"))
        bolt = await stack.enter_async_context(served("floor_slack", path="/slack/events", DATABASE_URL=url))
        stock = await stack.enter_async_context(served("floor_teams", path="/api/messages", **teams.settings))

        async def write(session: aiohttp.ClientSession, _number: int) -> float:
            return await teams.write(session, stock.url, account(1))

        runners = (
            Runner("Latu in Slack", in_slack(slack, it), lambda: it.cpu),
            Runner("Bolt, one insert and one counter", in_slack(slack, bolt), lambda: bolt.cpu),
            Runner("Latu in Teams", in_teams(teams, it), lambda: it.cpu),
            Runner("stock CloudAdapter, one answer", write, lambda: stock.cpu),
        )
        for one in runners:
            await one.warm()
        for _ in range(ROUNDS):
            for one in runners:
                await one.turn()
        for line in [*(one.told() for one in runners), *ratios(*runners)]:
            yield line
        before = runners[0]
        after = Runner("Latu in Slack with a million supports", before.click, before.cpu, before.numbers)
        async with database.engine.begin() as connection:
            await connection.execute(text(FULL), {"each": SUPPORTS // IDEAS})
        await analyzed(database)
        await after.warm()
        for _ in range(ROUNDS):
            await after.turn()
        grown = f"{median(after.costs) / median(before.costs):.2f} times the processor time"
        yield after.told()
        yield f"  {grown}, {after.p50 / before.p50:.2f} times the p50"
    await database.close()


def ratios(slack: Runner, bolt: Runner, teams: Runner, stock: Runner) -> list[str]:
    """Of medians of runs that took turns."""
    rate, alone = median(slack.rates) / median(bolt.rates), slack.p50 / bolt.p50
    return [
        f"  Slack: {rate:.2f} times the floor's rate, {alone:.2f} times its p50 alone",
        f"  Teams: {median(teams.rates) / median(stock.rates):.1f} times the stock SDK's rate",
    ]
