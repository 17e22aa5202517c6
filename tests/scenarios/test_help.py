"""Whatever somebody types, there is a way on from the answer."""

import pytest

from bot.views.my_data import KEEPING, KNOWS
from playground.people import PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side

GREETINGS = ("hi", "help", "apua", "hjälp", "moi", "Hej!", "HELP?")
MISSPELT = ("hlep", "aupa", "hjäpl", "asetuset")
UNKNOWN = ("mikä on palkkani", "xyzzy", "🙂", "*", "   ")


async def test_nothing_said_to_latu_is_a_dead_end_tm01_tm02(side: Side) -> None:
    pekka = side.person(PEKKA)
    for text in (*GREETINGS, *MISSPELT, *UNKNOWN):
        assert (await pekka.writes(text)).buttons, text
        assert (await pekka.mentions(text)).buttons, text
    assert (await pekka.mentions("")).buttons


async def test_what_was_not_understood_becomes_an_idea_with_one_press(side: Side) -> None:
    pekka = side.person(PEKKA)
    await pekka.writes("vaatteille kuivaushuone")
    form = await pekka.presses(words.SHARE)
    assert form.answer(pekka.words(words.TITLE)).value == "vaatteille kuivaushuone"


@pytest.mark.parametrize("side", ["Slack"], indirect=True)
async def test_the_slash_commands_are_never_a_dead_end_sl08(side: Side) -> None:
    pekka = side.person(PEKKA)
    for text in ("", *GREETINGS, *MISSPELT, *UNKNOWN):
        shown = await pekka.commands("/latu", text)
        assert shown.buttons or shown.questions, text
    for text in GREETINGS:
        assert (await pekka.commands("/idea", text)).buttons, text
    form = await pekka.commands("/idea", "Penkki bussipysäkille")
    assert form.answer(pekka.words(words.TITLE)).value == "Penkki bussipysäkille"


async def test_every_way_on_leads_somewhere_sl09_tm02(side: Side) -> None:
    pekka = side.person(PEKKA)
    for way in (words.SHARE, words.MY_PAGE, words.SETTINGS):
        await pekka.writes("apua")
        shown = await pekka.presses(way)
        assert shown.questions or shown.buttons


async def test_what_latu_knows_about_one_is_read_in_private_and_a_channel_gets_a_button_only(side: Side) -> None:
    pekka = side.person(PEKKA)
    await pekka.shares("Penkki bussipysäkille")
    assert "1 ideasi" in (await pekka.writes("mitä Latu tietää minusta?")).text
    assert "Peru kannatuksesi." in (await pekka.presses(KEEPING)).text
    asked = await pekka.mentions("omat tiedot")
    assert asked.buttons == (pekka.words(words.CONTINUE),)
    assert "1 ideasi" not in asked.text
    assert "1 ideasi" in (await pekka.presses(words.CONTINUE)).text
    await pekka.writes("apua")
    assert "1 ideasi" in (await pekka.presses(KNOWS)).text


async def test_the_tour_is_turned_in_one_dialog_to_its_end_and_back_tm39(side: Side) -> None:
    pekka = side.person(PEKKA)
    await pekka.writes("apua")
    shown = await pekka.presses(words.HOW_IT_WORKS)
    assert shown.message is None, "a dialog, and no message"
    for _ in range(3):
        shown = await pekka.presses(words.NEXT)
    assert "Sivu 4 / 4" in shown.lines
    assert pekka.words(words.SHARE) in shown.buttons
    assert "Sivu 3 / 4" in (await pekka.presses(words.BACK)).lines


async def test_every_command_is_understood_in_every_language_tm01(side: Side) -> None:
    pekka = side.person(PEKKA)
    for text in (
        "oma sivu",
        "min sida",
        "my page",
        "omat tiedot",
        "mina uppgifter",
        "my data",
        "asetukset",
        "inställningar",
        "settings",
        "yhdistä",
        "koppla ihop",
    ):
        shown = await pekka.writes(text)
        assert shown.buttons or shown.text, text
        assert text not in shown.text
