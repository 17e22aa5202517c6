"""Which channels show ideas, and who decides it."""

import pytest

from playground.chat import Human
from playground.people import AINO, MAIJA, PEKKA, Somebody
from playground.town import Town
from tests.scenarios import words
from tests.scenarios.conftest import Side, linked_places
from tests.scenarios.driver import Person, card
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
# An admin of the Slack workspace who is none of Latu.
HEIKKI = Somebody("Heikki Hallinta", "U0HEIKKI13", None)


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    return (Human(HEIKKI.slack or "", HEIKKI.name, "heikki@muualla.example", admin=True),)


async def test_who_is_no_admin_is_refused_in_words(side: Side) -> None:
    pekka = side.person(PEKKA)
    shown = await pekka.asks_to_link()
    assert pekka.words(words.NOT_AN_ADMIN) in shown.text
    assert shown.questions == ()
    assert await value(side.place.bot.database, "select count(*) from audit") == 0


async def test_an_admin_of_the_slack_workspace_links_its_channels(place: Town) -> None:
    await Person(place, place.slack, HEIKKI).links()
    maija = Person(place, place.slack, MAIJA)
    await maija.shares(BENCH)
    await maija.sees(BENCH)


async def test_an_unlinked_channel_shows_nothing_new_and_keeps_what_hangs_current_sl14(side: Side) -> None:
    aino, maija = side.person(AINO), side.there(MAIJA)
    await maija.shares(BENCH)
    await aino.sees(BENCH)
    await aino.asks_to_link()
    await aino.presses(words.UNLINK)
    await maija.supports(BENCH)
    await aino.sees(BENCH, words.tally(1))
    await maija.shares("Lamppu varastoon")
    await maija.sees("Lamppu varastoon")
    await maija.supports("Lamppu varastoon")
    await maija.sees("Lamppu varastoon", words.tally(1))
    assert card(side.chat, "Lamppu varastoon") is None


async def test_an_admin_finds_every_linked_channel_in_a_private_list_and_unlinks_one_from_there(side: Side) -> None:
    """They lie in both chats; the first of the list is one of Slack."""
    aino, database = side.person(AINO), side.place.bot.database
    await aino.asks_to_link()
    before = await value(database, "select count(*) from channel where platform = 'slack'")
    shown = await aino.writes("kanavat")
    assert "(Slack)" in shown.text
    assert "(Teams)" in shown.text
    await aino.presses(words.CHANGE_CHANNEL)
    await aino.presses(words.UNLINK)
    await eventually(lambda: value(database, "select count(*) from channel where platform = 'slack'"), before - 1)
    assert await value(database, "select count(*) from channel where platform = 'teams'") > 0


async def test_a_form_that_was_open_while_somebody_else_linked_the_channel_comes_back_once(side: Side) -> None:
    aino = side.person(AINO)
    await aino.asks_to_link()
    here = {place.platform: place for place in linked_places(side.place)}[side.chat.name.lower()]
    async with side.place.bot.database.transaction() as store:
        other = await store.unit_named("Varhaiskasvatus")
        await store.link(here, "fi", [other.id])
    shown = await aino.sends((words.UNIT, "Kotihoito"))
    assert "Varhaiskasvatus" in shown.text
    assert shown.answer(aino.words(words.UNIT)).value == "Kotihoito"
    theirs = "select count(*) from channel_unit s join unit u on u.id = s.unit where u.name = 'Varhaiskasvatus'"
    assert await value(side.place.bot.database, theirs) == 1
    await aino.sends()
    assert await value(side.place.bot.database, theirs) == 0


async def test_a_work_community_s_channel_shows_its_own_ideas_only(side: Side) -> None:
    aino, maija = side.person(AINO), side.there(MAIJA)
    await aino.links("Kotihoito")
    await maija.shares(BENCH)
    await maija.sees(BENCH)
    await side.person(MAIJA).shares("Lamppu varastoon")
    await side.person(MAIJA).sees("Lamppu varastoon")
    await maija.sees("Lamppu varastoon")
    assert card(side.chat, BENCH) is None


async def test_people_without_a_work_community_are_refused_at_its_question(side: Side) -> None:
    aino = side.person(AINO)
    shown = await aino.links("", supervisor=MAIJA.name)
    assert shown.questions
    assert shown.answer(aino.words(words.UNIT)).error or "\n" in shown.text
    assert await value(side.place.bot.database, "select count(*) from role") == 0
