"""Own choice, then the client's language, then the channel's, then the organisation's."""

import pytest

from bot.model import Language
from bot.views.settings import LANGUAGE_NAMES, speaks
from playground.chat import Human
from playground.people import AINO, DOMAIN, MAIJA, PEKKA, Somebody
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
SVEN = Somebody("Sven Exempel", "U0SVEN0012", "10000000-0000-4000-8000-000000000012")


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    return tuple(Human(one or "", SVEN.name, f"sven.exempel@{DOMAIN}", "sv-SE") for one in (SVEN.slack, SVEN.teams))


async def chooses(person: Person, language: str) -> None:
    """In one's own settings."""
    await person.writes("asetukset")
    await person.presses(words.OPEN_THE_FORM)
    name = person.words(LANGUAGE_NAMES[language])
    await person.sends((words.MY_LANGUAGE, name))
    person.language = language


async def known(side: Side, person: Person) -> None:
    """Until the chat has told of this account."""
    looked_up = "select count(*) from account where looked_up_at is not null and name_there = %(id)s"
    await eventually(lambda: value(side.place.bot.database, looked_up, {"id": person.id}), 1)


async def links_in(side: Side, language: Language) -> None:
    """An admin gives this channel a language."""
    aino = side.person(AINO)
    await aino.asks_to_link()
    await aino.sends((words.LANGUAGE_OF_CHANNEL, aino.words(LANGUAGE_NAMES[language])))


async def test_what_one_chooses_is_spoken_from_the_answer_on(side: Side) -> None:
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await maija.shares(BENCH)
    await chooses(pekka, "en")
    assert pekka.words(speaks().text) in pekka.shown.text
    told = await pekka.supports(BENCH)
    assert pekka.words(words.TAKE_BACK) in told.buttons


async def test_a_typed_language_is_chosen_too_sl32(side: Side) -> None:
    pekka = Person(side.place, side.chat, PEKKA, language="sv")
    assert (await pekka.writes("på svenska")).text == pekka.words(speaks().text)
    assert pekka.words(words.SHARE) in (await pekka.writes("apua")).buttons


async def test_a_swedish_client_is_answered_in_swedish_in_a_finnish_channel(side: Side) -> None:
    sven = Person(side.place, side.chat, SVEN, language="sv")
    await side.person(MAIJA).shares(BENCH)
    await sven.supports(BENCH)
    await known(side, sven)
    answered = await sven.writes("hjälp")
    assert sven.words(words.SHARE) in answered.buttons
    told = await sven.supports(BENCH)
    assert sven.words(words.TAKE_BACK) in told.buttons


async def test_a_channel_s_language_is_that_of_its_cards(side: Side) -> None:
    await links_in(side, Language.SWEDISH)
    maija, pekka = side.there(MAIJA), Person(side.place, side.chat, PEKKA, channel_language="sv")
    await maija.shares(BENCH)
    await pekka.sees(BENCH, words.tally(0))
    await maija.sees(BENCH, words.tally(0))
    told = await pekka.supports(BENCH)
    # Slack has no Finnish: its English says nothing, so the channel's language is taken. Teams tells Finnish.
    swedish = Person(side.place, side.chat, PEKKA, language="sv")
    reader = swedish if side.chat.name == "Slack" else pekka
    assert reader.words(words.TAKE_BACK) in told.buttons


async def test_what_one_chooses_beats_the_channel_s(side: Side) -> None:
    await links_in(side, Language.SWEDISH)
    maija, pekka = side.there(MAIJA), Person(side.place, side.chat, PEKKA, channel_language="sv")
    await maija.shares(BENCH)
    await chooses(pekka, "en")
    told = await pekka.supports(BENCH)
    assert pekka.words(words.TAKE_BACK) in told.buttons
