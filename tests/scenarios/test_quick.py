"""A quick trial: from a phone in under a minute, also for others, and asked about once."""

import pytest

from playground.people import AINO, MAIJA, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person, Shown

BIKES = "Sähköpyörät lataukseen heti vuoron jälkeen"
GOOD = "Aamulla päästään matkaan ajallaan."
FIELDS, TAPS, WORD = 3, 2, len("nopea kokeilu")


@pytest.mark.parametrize("way", ["help", "word in private", "word in the channel"])
async def test_it_takes_three_fields_two_taps_and_one_s_own_words(side: Side, way: str) -> None:
    pekka = side.person(PEKKA)
    if way == "word in the channel":
        await pekka.mentions("nopea kokeilu")
    else:
        await pekka.writes("apua" if way == "help" else "kirjaa")
    await pekka.presses(words.LOG_QUICK_TRIAL if way == "help" else words.OPEN_THE_FORM)
    answered = await pekka.sends((words.DIFFERENTLY, BIKES), (words.GOOD, GOOD))
    assert "Kysyn" in answered.text
    assert pekka.effort.fields <= FIELDS
    assert pekka.effort.taps <= TAPS
    assert pekka.effort.characters <= WORD + len(BIKES) + len(GOOD)
    for person in (pekka, side.there(MAIJA)):
        seen = await person.sees(BIKES, words.said(GOOD), words.said(PEKKA.name))
        assert "Nopea kokeilu" in seen.text


async def says_it_is_theirs(person: Person) -> Shown:
    """Whoever is new is looked up first, and presses again."""
    shown = await person.presses_card(words.IT_IS_MINE, BIKES)
    while person.words(words.LOOKED_UP) in shown.text:
        shown = await person.presses_card(words.IT_IS_MINE, BIKES)
    return shown


async def test_a_colleague_says_in_either_chat_that_it_is_theirs_and_is_asked_whether_it_stayed(side: Side) -> None:
    maija, pekka, aino = side.person(MAIJA), side.there(PEKKA), side.person(AINO)
    await maija.writes(f"kirjaa {BIKES}")
    await maija.presses(words.OPEN_THE_FORM)
    await maija.sends((words.WHOSE, PEKKA.name))
    seen = await pekka.sees(BIKES, words.A_COLLEAGUE, words.said(MAIJA.name))
    assert PEKKA.name not in seen.text
    refused = await says_it_is_theirs(aino)
    assert aino.words(words.NOT_THEIRS) in refused.text
    await says_it_is_theirs(pekka)
    for person in (maija, pekka):
        await person.sees(BIKES, words.said(PEKKA.name))
    await side.later(days=14)
    question = await pekka.is_told(words.STAYED)
    await pekka.presses(words.STAYED, question)
    await pekka.sends((words.LESSON, "Laturi oven viereen."))
    for person in (maija, pekka):
        await person.sees(BIKES, words.ADOPTED, words.said("Laturi oven viereen."))


async def test_in_a_meeting_one_follows_the_other(side: Side) -> None:
    maija = side.person(MAIJA)
    await maija.mentions("kokous")
    await maija.presses(words.OPEN_THE_FORM)
    for title, name in (("Avaimet naulaan", "Eila yövuorosta"), ("Kahvi termoksessa", "")):
        assert len(maija.shown.questions) == FIELDS
        await maija.sends((words.DIFFERENTLY, title), (words.WHOSE, name))
        seen = await maija.sees(title, words.said(name or maija.on_card(words.A_COLLEAGUE)))
        assert maija.on_card(words.IT_IS_MINE) not in seen.buttons
        await maija.presses(words.LOG_ANOTHER)
        assert maija.shown.answer(maija.words(words.DIFFERENTLY)).value in (None, "")
