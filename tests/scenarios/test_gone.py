"""What is taken away in one chat is forgotten there, and lives on in the other."""

import pytest

from playground.people import AINO, MAIJA, PEKKA
from playground.slack import SlackWorkspace
from playground.teams import TeamsTenant
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import card
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
LAMP = "Lamppu varastoon"
COPIES = "select count(*) from posting where platform = %(platform)s and subject_kind = 'idea'"


async def copies(side: Side, count: int) -> None:
    """Until Latu knows of so many cards of ideas in this chat."""
    database = side.place.bot.database
    await eventually(lambda: value(database, COPIES, {"platform": side.chat.name.lower()}), count)


def delete(side: Side, title: str) -> str:
    """An administrator deletes the card; its id."""
    hangs = card(side.chat, title)
    assert hangs
    if isinstance(side.chat, SlackWorkspace):
        side.chat.delete_message(hangs.id)
    elif isinstance(side.chat, TeamsTenant):
        side.chat.delete_message(hangs)
    return hangs.id


def calls(side: Side, what: str) -> int:
    """How often Latu asked this chat for something that names this."""
    assert isinstance(side.chat, SlackWorkspace | TeamsTenant)
    return sum(what in f"{one.what} {one.request}" for one in side.chat.traffic if one.direction == "from bot")


async def remove_latu(side: Side) -> None:
    """Aino takes Latu out of the channel, or out of the team."""
    if isinstance(side.chat, SlackWorkspace):
        await side.chat.remove_bot(side.person(AINO).room, side.person(AINO).id)
    elif isinstance(side.chat, TeamsTenant):
        await side.chat.remove_from_team(side.person(AINO).id)


async def test_a_deleted_card_is_forgotten_and_the_other_lives_on(side: Side) -> None:
    maija, pekka = side.there(MAIJA), side.there(PEKKA)
    await maija.shares(BENCH)
    await maija.sees(BENCH)
    await copies(side, 1)
    await side.person(MAIJA).sees(BENCH)
    await side.place.quiet()
    deleted = delete(side, BENCH)
    asked = calls(side, deleted)

    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))
    await copies(side, 0)
    await pekka.supports(BENCH)
    await pekka.sees(BENCH, words.tally(2))
    assert calls(side, deleted) == asked + 1


async def test_where_latu_is_removed_nothing_more_is_tried_and_the_other_chat_goes_on(side: Side) -> None:
    """The trap: what was deleted, archived or left would be tried for ever."""
    maija = side.there(MAIJA)
    await maija.shares(BENCH)
    await maija.sees(BENCH)
    await side.person(MAIJA).sees(BENCH)
    await copies(side, 1)
    await remove_latu(side)

    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))
    await copies(side, 0)
    await maija.shares(LAMP)
    await maija.sees(LAMP)
    await copies(side, 0)
    assert card(side.chat, LAMP) is None


async def test_a_channel_that_is_closed_is_forgotten_sl36(side: Side) -> None:
    maija, aino = side.there(MAIJA), side.person(AINO)
    await maija.shares(BENCH)
    await aino.sees(BENCH)
    await copies(side, 1)
    if isinstance(side.chat, SlackWorkspace):
        await side.chat.archive(aino.room, aino.id)
    elif isinstance(side.chat, TeamsTenant):
        await side.chat.delete_channel(aino.id, aino.room)
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))
    await copies(side, 0)


@pytest.mark.parametrize("side", ["Teams"], indirect=True)
async def test_who_has_blocked_latu_is_not_asked_again_and_again(side: Side) -> None:
    maija, pekka = side.there(MAIJA), side.person(PEKKA)
    await maija.shares(BENCH)
    await pekka.tries(BENCH, "Yksi penkki neljäksi viikoksi.", days=10)
    side.place.teams.block(pekka.id)
    await side.later(days=11)
    asking = "select count(*) from posting where subject_kind = 'checkin' and state <> 'lost'"
    await eventually(lambda: value(side.place.bot.database, asking), 0)
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))
