"""The database goes away in the middle of the day and comes back: nothing that was acknowledged is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import text

from bot.__main__ import Running
from bot.clock import Clock
from playground import people
from playground.chat import Human, Seen
from playground.people import AINO, DOMAIN, MAIJA, Somebody
from playground.slack.delivery import Undelivered as SlackUndelivered
from playground.teams.delivery import Undelivered as TeamsUndelivered
from playground.time import Time
from playground.town import APP, Town, install, kept, tenant, workspace
from storage.database import Database
from tests.ports import free_port
from tests.scenarios import words
from tests.scenarios.driver import Person, card
from tests.serving import Process, becomes, serving, slack_of
from tests.storage.own import Own, own_postgres

pytestmark = [pytest.mark.long, pytest.mark.timeout(240)]

BENCH, LAMP = "Penkki bussipysäkille", "Valo pyörätelineelle"
CROWD = tuple(
    Somebody(f"Väki {number}", f"U0CROWD{number:03}", f"20000000-0000-4000-8000-000000000{number:03}")
    for number in range(20)
)
SUPPORTING = "select account.name_there from support join account on account.id = support.account"
PATIENCE = 60.0
"""Seconds until the work of a worker that lost its database is taken up again."""


@dataclass(frozen=True, slots=True)
class Day:
    """A town between a real `latu serve` and a database that can be switched off."""

    place: Town
    postgres: Own
    process: Process

    @property
    def ready(self) -> str:
        return f"{self.place.bot.url}/readyz"

    async def says(self, event: str) -> None:
        """Wait for a line of the log."""
        assert self.process.stderr
        async with asyncio.timeout(PATIENCE):
            while event not in (line := (await self.process.stderr.readline()).decode()):
                assert line, "it has ended"

    def crowd(self) -> list[Person]:
        """Half of them in each chat."""
        chats = (self.place.slack, self.place.teams)
        return [Person(self.place, chats[number % 2], one) for number, one in enumerate(CROWD)]


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    ids = [(one, one_id or "") for one in CROWD for one_id in (one.slack, one.teams)]
    return tuple(Human(one_id, one.name, f"{one_id.lower()}@{DOMAIN}") for one, one_id in ids)


@pytest.fixture
async def day(tmp_path: Path, populated: None) -> AsyncIterator[Day]:
    port = free_port()
    slack, teams = workspace(tmp_path, port, "fi"), tenant(tmp_path, port, "fi")
    async with own_postgres(tmp_path / "postgres") as postgres, slack.serve() as api_url, teams.serve() as urls:
        settings = slack_of(slack, api_url) | {
            "DATABASE_URL": postgres.url,
            "LATU_HTTP_PORT": str(port),
            "LATU_ADMINS": AINO.email,
            "LATU_EMAIL_DOMAINS": DOMAIN,
            "TEAMS_APP_ID": APP,
            "TEAMS_APP_PASSWORD": kept(tmp_path / "teams.secret"),
            "TEAMS_TENANT_ID": people.TENANT,
            "TEAMS_OPENID_METADATA_URL": urls.openid_metadata_url,
            "TEAMS_TOKEN_URL": urls.token_url,
            "TEAMS_TOKEN_ISSUER": urls.token_issuer,
        }
        async with serving(tmp_path, **settings) as process:
            await becomes(f"http://127.0.0.1:{port}/readyz", 200)
            database = Database(postgres.url)
            bot = Running(f"http://127.0.0.1:{port}", cast(Clock, None), database, {})
            place = Town(slack, teams, bot, Time(), "fi", {})
            await install(teams)
            for chat in (slack, teams):
                await Person(place, chat, AINO).links()
            yield Day(place, postgres, process)
            await database.close()


async def press(one: Person, hangs: Seen, answered: set[str]) -> None:
    """The person sees an error when Latu did not take it."""
    with suppress(SlackUndelivered, TeamsUndelivered):
        await one.chat.press(one.id, hangs, one.on_card(words.SUPPORT))
        answered.add(one.id)


async def test_what_was_acknowledged_around_an_outage_of_the_database_is_counted_and_shown(day: Day) -> None:
    maija, crowd, answered = Person(day.place, day.place.slack, MAIJA), day.crowd(), set[str]()
    await maija.shares(BENCH)
    hangs = {one.chat.name: await one.sees(BENCH) for one in crowd[:2]}

    first = [asyncio.create_task(press(one, hangs[one.chat.name], answered)) for one in crowd[:10]]
    async with asyncio.timeout(PATIENCE):
        while not answered:
            await asyncio.sleep(0.001)
    await maija.shares(LAMP)
    await day.postgres.stop()
    await asyncio.gather(*first)
    before = set(answered)
    await becomes(day.ready, 503)
    await asyncio.gather(*(press(one, hangs[one.chat.name], answered) for one in crowd[10:14]))
    assert answered == before
    await day.says("worker_stopped")

    await day.postgres.start()
    await becomes(day.ready, 200)
    await asyncio.gather(*(press(one, hangs[one.chat.name], answered) for one in crowd[10:]))
    assert {one.id for one in crowd[10:]} <= answered

    async with day.place.bot.database.engine.connect() as connection:
        counted = set((await connection.execute(text(SUPPORTING))).scalars())
    assert answered <= counted
    async with asyncio.timeout(PATIENCE):
        for chat in (day.place.slack, day.place.teams):
            tally = maija.on_card(words.tally(len(counted)))
            while not ((copy := card(chat, BENCH)) and tally in copy.text and card(chat, LAMP)):
                await asyncio.sleep(0.05)
