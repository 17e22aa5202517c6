"""Two bots on one database: each thing happens once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.__main__ import Running
from bot.calendar import working_day
from playground.chat import Human
from playground.people import AINO, MAIJA, PEKKA, Somebody
from playground.town import Town, turn_to
from tests.scenarios import words
from tests.scenarios.bots import another
from tests.scenarios.driver import ZONE, Person
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
WAITING = "select count(*) from posting where state <> 'shown'"
CROWD = (
    *(Somebody(f"Väki {number}", slack=f"U0CROWD{number:03}") for number in range(6)),
    *(Somebody(f"Väki {number}", teams=f"00000000-0000-4000-8000-{number:012}") for number in range(6, 12)),
)


@pytest.fixture(autouse=True)
def hurried() -> None:
    """The pace is the platforms' own."""


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    return tuple(Human(one.slack or one.teams or "", one.name, one.email) for one in CROWD)


@pytest.fixture
async def second(linked: Town, tmp_path: Path, database_url: str) -> AsyncIterator[Running]:
    async with another(linked, tmp_path, database_url) as bot:
        yield bot


async def test_clicks_on_two_bots_are_one_tally_and_nobody_is_told_to_slow_down(linked: Town, second: Running) -> None:
    linked.slack.faults.limits_on = linked.teams.faults.limits_on = True
    maija, olavi = Person(linked, linked.slack, MAIJA), Person(linked, linked.teams, MAIJA)
    await maija.shares(BENCH)
    await maija.sees(BENCH)
    await olavi.sees(BENCH)
    for bot, crowd in ((linked.bot, CROWD[::2]), (second, CROWD[1::2])):
        turn_to(linked.slack, linked.teams, bot)
        people = [Person(linked, linked.slack if one.slack else linked.teams, one) for one in crowd]
        hangs = [await one.sees(BENCH) for one in people]
        pressed = zip(people, hangs, strict=True)
        await asyncio.gather(*(one.chat.press(one.id, card, one.words(words.SUPPORT)) for one, card in pressed))
    await maija.sees(BENCH, words.tally(12))
    await olavi.sees(BENCH, words.tally(12))
    for chat in (linked.slack, linked.teams):
        assert sum(BENCH in one.lines for one in chat.seen(Person(linked, chat, MAIJA).room)) == 1
    assert linked.slack.rate_limited == 0
    assert [one for one in linked.teams.traffic if one.status == 429] == []


async def test_a_delivery_that_comes_again_to_the_other_bot_changes_nothing(linked: Town, second: Running) -> None:
    pekka = Person(linked, linked.slack, PEKKA)
    await pekka.shares(BENCH)
    await pekka.supports(BENCH)
    pressed = linked.slack.deliveries[-1]
    assert pressed.what == "block_actions"
    await pekka.takes_back()
    turn_to(linked.slack, linked.teams, second)
    assert (await linked.slack.deliver_again(pressed)).status == 200
    await pekka.sees(BENCH, words.tally(0))
    assert await value(linked.bot.database, "select count(*) from support") == 0


async def test_what_is_due_is_asked_once(linked: Town, second: Running) -> None:
    aino, pekka = Person(linked, linked.slack, AINO), Person(linked, linked.teams, PEKKA)
    await aino.links("Kotihoito", supervisor=MAIJA.name)
    maija = Person(linked, linked.slack, MAIJA)
    await maija.shares(BENCH)
    await pekka.tries(BENCH, "Yksi penkki.", days=14)

    day = working_day((linked.time.now() + timedelta(days=8)).astimezone(ZONE).date(), linked.country)
    linked.time.travel(datetime.combine(day, time(10), ZONE))
    await asyncio.gather(*(bot.clock.tick() for bot in (linked.bot, second) * 3))
    await eventually(lambda: value(linked.bot.database, WAITING), 0)

    told = [one.lines[0].split(",")[0] for one in linked.slack.seen_privately(maija.id)]
    assert sorted(told) == ["Viikkokooste", f"”{BENCH}”: Kokeilussa"]
    asked = [one for one in linked.teams.seen_privately(pekka.id) if pekka.words(words.ON_TRACK) in one.buttons]
    assert len(asked) == 1
