"""Many people press one button within seconds; the card hangs in both chats, and Slack takes one update a second."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median, quantiles

import aiohttp
from sqlalchemy import text

from bot.intents import Support
from bot.views.text import read, say_n
from storage.database import Database
from tests.benchmarks.clicks import AT_ONCE, PEOPLE, Click, Runner, in_slack, in_teams, town
from tests.benchmarks.slack import CountingSlack
from tests.benchmarks.teams import CountingTeams

CROWD, KNOWN_WITHIN, NEW_WITHIN = 500, 2.0, 5.0
WARM = 200
LEFT = text("select exists (select from account where looked_up_at is null)")
LONGEST = 20.0
"""Seconds after which nothing more is waited for."""


async def measured(folder: Path, url: str) -> AsyncIterator[str]:
    """Known people, new ones, and both chats at once, each on an idea of their own."""
    database, slack = Database(url), CountingSlack()
    async with AsyncExitStack() as stack, town(folder, url, stack, 4, slack) as (teams, it):
        slack.limits_on = True
        # What is done for the first time does not count.
        await press(on(4, in_slack(slack, it)), WARM, KNOWN_WITHIN)

        async def newcomer(session: aiohttp.ClientSession, number: int) -> float:
            return await slack.click(session, it.url, f"U0NEW{number:04}", Support(2), card(2))

        cpu = it.cpu
        known = await press(on(1, in_slack(slack, it)), CROWD, KNOWN_WITHIN)
        late = await until(lambda: shown(slack, teams, 1, CROWD))
        spent = (it.cpu - cpu) / CROWD * 1000
        yield told(f"{CROWD} known people in {KNOWN_WITHIN:.0f} s", known)
        yield (f"  both cards exact {late:.1f} s later; {spent:.1f} ms each; 429: {slack.refused}")
        cpu = it.cpu
        new = await press(newcomer, CROWD, NEW_WITHIN)
        late = await until(lambda: looked_up(database))
        spent = (it.cpu - cpu) / CROWD * 1000
        yield told(f"{CROWD} new people in {NEW_WITHIN:.0f} s", new)
        twice = sum(times > 1 for times in slack.looked_up.values())
        yield f"  all looked up {late:.1f} s later, twice: {twice}; {spent:.1f} ms each, look-ups included"
        yield f"  counted: {await counted(database, 2)}"
        half, here, there = PEOPLE // 2, on(3, in_slack(slack, it)), on(3, in_teams(teams, it))
        both = [Runner("", one, lambda: it.cpu) for one in (here, there)]
        answers = await asyncio.gather(*(one.rush(half, AT_ONCE // 2) for one in both))
        late = await until(lambda: shown(slack, teams, 3, PEOPLE))
        yield told(f"{PEOPLE} people from both chats on {AT_ONCE} connections", answers[0] + answers[1])
        yield f"  both cards exact {late:.1f} s later; counted: {await counted(database, 3)}"
    await database.close()


def card(idea: int) -> str:
    return f"1793088000.{idea:06}"


def on(idea: int, click: Click) -> Click:
    """Each click is somebody else's, on this idea."""

    async def press_it(session: aiohttp.ClientSession, number: int) -> float:
        return await click(session, number * 1000 + idea - 1)

    return press_it


async def press(click: Click, people: int, seconds: float) -> list[float]:
    """One after another at even distances, whether the one before has been answered or not."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def one(number: int) -> float:
            await asyncio.sleep(number * seconds / people)
            return await click(session, number)

        return list(await asyncio.gather(*(one(number) for number in range(people))))


async def shown(slack: CountingSlack, teams: CountingTeams, idea: int, count: int) -> bool:
    """Whether both cards tell the tally."""
    words = read(say_n("{count} person supports this", "{count} people support this", count), "fi")
    return words in slack.cards.get(card(idea), "") and words in teams.cards.get(f"1793088{idea:06}", "")


async def looked_up(database: Database) -> bool:
    """Whether nobody is left whom the platform has not told of."""
    async with database.engine.connect() as connection:
        return not (await connection.execute(LEFT)).scalar_one()


async def counted(database: Database, idea: int) -> str:
    """The tally, and the people who gave it."""
    async with database.engine.connect() as connection:
        query = (
            "select support, (select count(distinct account) from support where idea = i.id) from idea i where id = :n"
        )
        tally, people = (await connection.execute(text(query), {"n": idea})).one()
    return f"{tally} for {people} people"


async def until(fact: Callable[[], Awaitable[bool]]) -> float:
    """Seconds until it is so."""
    begun = time.monotonic()
    while not await fact() and time.monotonic() - begun < LONGEST:
        await asyncio.sleep(0.05)
    return time.monotonic() - begun


def told(what: str, answers: list[float]) -> str:
    last = quantiles(answers, n=100)[98]
    return f"{what}: p50 {median(answers) * 1000:.0f}, p99 {last * 1000:.0f}, worst {max(answers) * 1000:.0f} ms"
