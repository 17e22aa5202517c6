"""Whatever somebody types, there is a way on from the answer."""

import pytest

from playground.people import PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side

GREETINGS = ("hi", "help", "apua", "hjälp", "moi", "Hej!", "HELP?")
MISSPELT = ("hlep", "aupa", "hjäpl", "asetuset")
UNKNOWN = ("mikä on palkkani", "xyzzy", "🙂", "*", "   ")


@pytest.mark.parametrize("said", [GREETINGS, MISSPELT, UNKNOWN], ids=["greetings", "misspelt", "unknown"])
async def test_nothing_said_to_latu_is_a_dead_end(said: tuple[str, ...], side: Side) -> None:
    pekka = side.person(PEKKA)
    for text in said:
        assert (await pekka.writes(text)).buttons, text
        assert (await pekka.mentions(text)).buttons, text


async def test_a_mention_without_words_is_answered(side: Side) -> None:
    assert (await side.person(PEKKA).mentions("")).buttons


async def test_what_was_not_understood_becomes_an_idea_with_one_press(side: Side) -> None:
    pekka = side.person(PEKKA)
    await pekka.writes("vaatteille kuivaushuone")
    form = await pekka.presses(words.SHARE)
    assert form.answer(pekka.words(words.TITLE)).value == "vaatteille kuivaushuone"


@pytest.mark.parametrize("side", ["Slack"], indirect=True)
@pytest.mark.parametrize("text", ["", "apua", "hlep", "mikä on palkkani"])
async def test_the_slash_command_is_never_a_dead_end(text: str, side: Side) -> None:
    pekka = side.person(PEKKA)
    assert (await pekka.commands("/latu", text)).buttons


@pytest.mark.parametrize("side", ["Slack"], indirect=True)
async def test_the_idea_command_opens_the_form_with_its_text_and_still_knows_help(side: Side) -> None:
    pekka = side.person(PEKKA)
    form = await pekka.commands("/idea", "Penkki bussipysäkille")
    assert form.answer(pekka.words(words.TITLE)).value == "Penkki bussipysäkille"
    assert (await pekka.commands("/idea", "apua")).buttons


async def test_every_way_on_leads_somewhere(side: Side) -> None:
    pekka = side.person(PEKKA)
    for way in (words.SHARE, words.MY_PAGE, words.SETTINGS):
        await pekka.writes("apua")
        shown = await pekka.presses(way)
        assert shown.questions or shown.buttons


async def test_every_command_is_understood_in_every_language(side: Side) -> None:
    pekka = side.person(PEKKA)
    for text in ("oma sivu", "min sida", "my page", "asetukset", "inställningar", "settings", "yhdistä", "koppla ihop"):
        shown = await pekka.writes(text)
        assert shown.buttons or shown.text, text
        assert text not in shown.text
