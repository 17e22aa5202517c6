"""What Latu holds after a hundred thousand clicks: no more than after the first ten thousand."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

from tests.benchmarks.clicks import AT_ONCE, IDEAS, Runner, SlackApart, in_slack, in_teams, town

EACH, TURNS = 10_000, 11


async def measured(folder: Path, url: str) -> AsyncIterator[str]:
    """Clicks from both chats by turns, each a new support; lines to be told. The first turn fills what is kept."""
    slack = SlackApart()
    async with AsyncExitStack() as stack, town(folder, url, stack, IDEAS, slack) as (teams, it):
        runners = [Runner("", click, lambda: it.cpu) for click in (in_slack(slack, it), in_teams(teams, it))]
        held = []
        for _ in range(TURNS):
            for runner in runners:
                await runner.rush(EACH // len(runners), AT_ONCE)
            held.append(it.memory)
        told = ", ".join(f"{one:.1f}" for one in held)
        yield f"{EACH * (TURNS - 1)} clicks after the first {EACH}: {held[-1] - held[0]:+.1f} MB"
        yield f"  after each {EACH}: {told} MB"
