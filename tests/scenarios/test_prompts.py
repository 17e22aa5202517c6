"""Many questions at nine o'clock, with real processes: whatever dies in the middle, each is asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.sender import MOST
from storage.database import Database
from storage.schema import migrate
from tests.benchmarks.latu import MISSED, UNLIMITED
from tests.benchmarks.process import started
from tests.benchmarks.seeds import ask_now, due_at_nine
from tests.benchmarks.slack import CountingSlack
from tests.ports import free_port
from tests.serving import Process
from tests.storage.own import own_postgres

pytestmark = pytest.mark.timeout(300)

PATIENCE = 120.0


@dataclass
class Nine:
    """A Slack that counts, and as many bots as are started."""

    folder: Path
    database: Database
    database_url: str
    slack: CountingSlack
    api_url: str
    processes: list[Process]
    settings: dict[str, str] = field(default_factory=lambda: {UNLIMITED: "1", MISSED: "15"})

    async def start(self) -> Process:
        process = await started(self.folder, free_port(), self.database_url, self.api_url, self.settings)
        self.processes.append(process)
        return process

    async def sent(self, count: int) -> None:
        """Until so many people have been asked."""
        async with asyncio.timeout(PATIENCE):
            while len(self.slack.got) < count:
                await asyncio.sleep(0.005)

    async def wait_and_ask(self, count: int) -> None:
        """Two bots, that begin shortly before so many are due: none too early, and each once."""
        await asyncio.gather(self.start(), self.start())
        await ask_now(self.database)
        await asyncio.sleep(3)
        assert not self.slack.got
        async with asyncio.timeout(PATIENCE):
            while len(self.slack.got) < count:
                await ask_now(self.database)
                await asyncio.sleep(0.5)
        await asyncio.sleep(1)
        assert self.twice() == []

    def twice(self) -> list[str]:
        return [who for who, count in self.slack.got.items() if count > 1]


@asynccontextmanager
async def nine(folder: Path, database_url: str) -> AsyncIterator[Nine]:
    """Everything is stopped at the end."""
    slack, database = CountingSlack(), Database(database_url)
    async with slack.serve() as api_url:
        it = Nine(folder, database, database_url, slack, api_url, [])
        try:
            yield it
        finally:
            for process in it.processes:
                if process.returncode is None:
                    process.kill()
                await process.wait()
            await database.close()


async def killed_in_the_middle(it: Nine, count: int) -> None:
    """Everybody is asked; those in flight may be twice."""
    await due_at_nine(it.database, count)
    first = await it.start()
    await ask_now(it.database)
    await it.sent(count // 10)
    first.kill()
    await first.wait()
    assert len(it.slack.got) < count
    await it.start()
    await it.sent(count)
    await asyncio.sleep(1)
    assert len(it.slack.got) == count
    assert len(it.twice()) <= MOST
    assert max(it.slack.got.values()) <= 2


@pytest.mark.long
async def test_killed_among_a_thousand_questions_each_is_asked_after_the_restart(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    """The trap: a claim that is kept only in memory dies with its process."""
    async with nine(tmp_path, database_url) as it:
        await killed_in_the_middle(it, 1000)


@pytest.mark.long
async def test_two_bots_on_one_database_ask_each_of_a_thousand_once(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    async with nine(tmp_path, database_url) as it:
        await due_at_nine(it.database, 1000)
        await asyncio.gather(it.start(), it.start())
        for _ in range(4):
            await ask_now(it.database)
        await it.sent(1000)
        await asyncio.sleep(1)
        assert len(it.slack.got) == 1000
        assert it.twice() == []


@pytest.mark.long
async def test_a_database_that_is_away_for_twenty_seconds_loses_no_question(tmp_path: Path) -> None:
    async with own_postgres(tmp_path / "postgres") as postgres:
        await migrate(postgres.url)
        async with nine(tmp_path, postgres.url) as it:
            await due_at_nine(it.database, 1000)
            process = await it.start()
            await ask_now(it.database)
            await it.sent(300)
            await postgres.stop()
            assert len(it.slack.got) < 1000
            await asyncio.sleep(20)
            await postgres.start()
            await it.sent(1000)
            await asyncio.sleep(1)
            assert process.returncode is None
            assert len(it.slack.got) == 1000
            assert len(it.twice()) <= MOST
