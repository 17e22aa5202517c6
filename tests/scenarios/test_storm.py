"""Many people at once, at the platforms' own pace; long: both chats, the bot and the crowd share one process."""

import asyncio
import math
import time
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.outbound import Slack
from adapters.teams.outbound import Teams
from playground.chat import Human
from playground.people import DOMAIN, MAIJA, Somebody
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import card

BENCH = "Penkki bussipysäkille"
CROWD = tuple(
    Somebody(f"Väki {number}", f"U0CROWD{number:03}", f"20000000-0000-4000-8000-000000000{number:03}")
    for number in range(60)
)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def hurried() -> None:
    """The pace is the platforms' own."""


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    ids = [(one, one_id or "") for one in CROWD for one_id in (one.slack, one.teams)]
    return tuple(Human(one_id, one.name, f"{one_id.lower()}@{DOMAIN}") for one, one_id in ids)


def updates(side: Side, since: datetime) -> dict[str, list[datetime]]:
    """When each copy of the card was drawn again, in both chats."""
    found: dict[str, list[datetime]] = {"Slack": [], "Teams": []}
    for one in side.place.slack.traffic:
        if one.what == "chat.update" and one.at >= since:
            found["Slack"].append(one.at)
    for call in side.place.teams.traffic:
        if call.what.startswith("PUT ") and call.at >= since:
            found["Teams"].append(call.at)
    return found


@pytest.mark.long
async def test_a_hundred_clicks_in_a_second_cost_at_most_two_updates_of_a_copy(side: Side) -> None:
    side.place.slack.faults.limits_on = True
    maija = side.person(MAIJA)
    await maija.shares(BENCH)
    await maija.sees(BENCH)
    await side.there(MAIJA).sees(BENCH)
    hangs = card(side.chat, BENCH)
    assert hangs
    people = [side.person(one) for one in CROWD]
    begun, clock = datetime.now(UTC), time.monotonic()
    label = maija.words(words.SUPPORT)

    async def press(number: int) -> None:
        await asyncio.sleep(number / 100)
        await side.chat.press(people[number % 60].id, hangs, label)

    await asyncio.gather(*(press(number) for number in range(100)))
    took = time.monotonic() - clock
    await maija.sees(BENCH, words.tally(60))
    await side.there(MAIJA).sees(BENCH, words.tally(60))

    assert side.place.slack.rate_limited == 0
    for chat, pace in (("Slack", Slack.pace), ("Teams", Teams.pace)):
        drawn = updates(side, begun)[chat]
        assert sum(at - begun <= SECOND for at in drawn) <= 1 / pace, chat
        # One begins at once, then one for each pace while people click and are looked up.
        assert len(drawn) <= 2 + math.ceil((time.monotonic() - clock) / pace), (chat, took)


@pytest.mark.long
@pytest.mark.parametrize("side", ["Slack"], indirect=True)
async def test_a_burst_of_ideas_reaches_slack_without_being_told_to_slow_down_sl25(side: Side) -> None:
    side.place.slack.faults.limits_on = True
    maija, titles = side.person(MAIJA), [f"{word} varastoon" for word in ("Lamppu", "Penkki")]
    for title in titles:
        await maija.shares(title)
        if maija.shown.questions:
            await maija.sends()
    for title in titles:
        await maija.sees(title)
        await side.there(MAIJA).sees(title)
        await maija.supports(title)
    for title in titles:
        await maija.sees(title, words.tally(1))
    assert side.place.slack.rate_limited == 0
