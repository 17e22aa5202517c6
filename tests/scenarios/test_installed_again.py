"""Latu is taken away from one chat and comes back: the other goes on meanwhile, and nobody begins anew."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model import Subject
from bot.views.channels import introduction_card
from playground.people import AINO, MAIJA, PEKKA, WELLBEING
from playground.slack import SlackWorkspace
from playground.teams import TeamsTenant
from playground.town import turn_to
from tests.scenarios import words
from tests.scenarios.bots import another
from tests.scenarios.conftest import Side
from tests.scenarios.driver import card
from tests.scenarios.records import eventually, value

SAID_ONCE = introduction_card(Subject("introduction", 1), None).body[0]
BENCH, LAMP, MAT = "Penkki bussipysäkille", "Lamppu varastoon", "Matto eteiseen"
LINKED = "select count(*) from channel where trouble is null"


@pytest.fixture
async def restarts() -> AsyncIterator[AsyncExitStack]:
    """What is started in a scenario, until it ends."""
    async with AsyncExitStack() as stack:
        yield stack


def sent(side: Side) -> list[str]:
    """What Latu wanted of this chat."""
    assert isinstance(side.chat, SlackWorkspace | TeamsTenant)
    return [one.what for one in side.chat.traffic if one.direction == "from bot"]


def introductions(side: Side) -> int:
    """How often Latu has introduced itself in the channel."""
    aino = side.person(AINO)
    return sum(aino.on_card(SAID_ONCE) in one.text for one in side.chat.seen(aino.room))


async def take_away(side: Side) -> None:
    """From the whole workspace, or from the team and from somebody's own chat."""
    if isinstance(side.chat, SlackWorkspace):
        await side.chat.uninstall()
    elif isinstance(side.chat, TeamsTenant):
        await side.chat.remove_from_team(side.person(AINO).id)
        await side.chat.uninstall(side.person(PEKKA).id)


async def bring_back(side: Side, restarts: AsyncExitStack, folder: Path, database_url: str) -> None:
    """In Slack the new token comes with a start, and the second event of the uninstall only after it."""
    aino = side.person(AINO)
    if isinstance(side.chat, SlackWorkspace):
        side.chat.install_again()
        bot = await restarts.enter_async_context(another(side.place, folder, database_url))
        turn_to(side.place.slack, side.place.teams, bot)
        told = next(one for one in side.chat.deliveries if one.what == "event app_uninstalled")
        late = told.payload | {"event_id": "Ev0LATE0001", "event_time": told.payload["event_time"] - 60}
        again = await side.chat.deliver_again(replace(told, payload=late, body=json.dumps(late).encode()))
        assert again.status == 200
        await side.chat.add_bot(aino.room, aino.id)
    elif isinstance(side.chat, TeamsTenant):
        await side.chat.install_in_team(aino.id, WELLBEING)
        await side.chat.install(side.person(PEKKA).id)


async def test_taken_away_and_installed_again_it_goes_on_where_it_was_sl26_sl28_tm25_tm26(
    side: Side, restarts: AsyncExitStack, tmp_path: Path, database_url: str
) -> None:
    pekka, maija = side.person(PEKKA), side.there(MAIJA)
    await pekka.shares(BENCH)
    await pekka.tries(BENCH, "Yksi penkki neljäksi viikoksi.", days=14)
    await pekka.sees(BENCH)
    await maija.sees(BENCH)
    await side.place.quiet()
    introduced = introductions(side)

    await take_away(side)
    await eventually(lambda: value(side.place.bot.database, LINKED), 1)
    await side.place.quiet()
    before = len(sent(side))
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))
    await maija.shares(LAMP)
    await maija.sees(LAMP)
    await side.place.quiet()
    assert len(sent(side)) == before

    await bring_back(side, restarts, tmp_path, database_url)
    await eventually(lambda: value(side.place.bot.database, LINKED), 2)
    await side.person(AINO).supports(BENCH)
    await pekka.sees(BENCH, words.tally(2))
    await maija.shares(MAT)
    await pekka.sees(MAT)
    assert card(side.chat, LAMP) is None
    assert introductions(side) == introduced

    await side.later(days=8)
    await pekka.is_told(words.ON_TRACK)
