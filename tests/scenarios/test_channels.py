"""What linked channels show, and to whom; told from both chats."""

import pytest

from playground.chat import Human
from playground.people import MAIJA, Somebody
from tests.scenarios.conftest import Side, linked_places
from tests.scenarios.driver import card
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
OUTSIDER = Somebody("Ulla Ulkoinen", "U0ULLA0011", "10000000-0000-4000-8000-000000000011")
CLOSED = "select count(*) from channel where trouble = 'outsiders'"


@pytest.fixture(params=["external", "guest"])
def visitors(request: pytest.FixtureRequest) -> tuple[Human, ...]:
    """Somebody of another organisation is in every channel, or a guest of this one."""
    return tuple(
        Human(one or "", OUTSIDER.name, "ulla@muu.example", kind=request.param)
        for one in (OUTSIDER.slack, OUTSIDER.teams)
    )


async def test_a_channel_with_outsiders_or_guests_shows_nothing_until_an_admin_opens_it_sl24_sl34(side: Side) -> None:
    maija = side.person(MAIJA)
    await eventually(lambda: value(side.place.bot.database, CLOSED), 2)
    await maija.shares(BENCH)
    await side.place.quiet()
    assert card(side.chat, BENCH) is None
    assert card(side.other, BENCH) is None
    here = {place.platform: place for place in linked_places(side.place)}[side.chat.name.lower()]
    async with side.place.bot.database.transaction() as store:
        await store.link(here, "fi", opened=True)
    await maija.shares("Lamppu varastoon")
    await maija.sees("Lamppu varastoon")
    assert card(side.other, "Lamppu varastoon") is None
