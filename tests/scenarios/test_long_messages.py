"""A message as long as Teams takes one is answered, and the form that it begins opens with as much as fits."""

import pytest

from bot.views.common import CUT, end_in_message, end_left_out
from bot.views.ideas import share_button
from bot.views.text import read
from playground.people import MAIJA, PEKKA
from playground.town import Town
from tests.scenarios import words
from tests.scenarios.driver import Person, Shown

BENCH, FAMILY = "Penkki bussipysäkille", "👩‍👩‍👧‍👦"
LONGEST = [
    pytest.param("ä" * 13_000, id="letters"),
    pytest.param(FAMILY * 1000, id="emoji"),
    pytest.param('"\\\n' * 8000, id="signs"),
]


def begins(shown: Shown, text: str) -> None:
    """The form with as much of the text as it takes, and no sign in halves."""
    kept = "".join(str(shown.answer(read(words.ABOUT, "fi")).value).split()).rstrip(CUT)
    assert len(kept) > 500
    assert "".join(text.split()).startswith(kept)
    assert FAMILY[0] not in kept or kept.endswith(FAMILY)


@pytest.mark.parametrize("text", LONGEST)
async def test_whoever_types_very_much_is_answered_and_finds_its_beginning_in_the_form(linked: Town, text: str) -> None:
    """The trap: what a button carries counts for the size of its message, once for each button."""
    pekka = Person(linked, linked.teams, PEKKA)
    shown = await pekka.writes(text)
    assert pekka.words(end_in_message()) in shown.lines
    begins(await pekka.presses(share_button().label), text)


@pytest.mark.parametrize("text", LONGEST)
async def test_of_a_very_long_message_the_form_takes_the_beginning_and_says_so(linked: Town, text: str) -> None:
    maija, pekka = Person(linked, linked.teams, MAIJA), Person(linked, linked.teams, PEKKA)
    await maija.chat.write(maija.id, maija.room, text)
    shown = await pekka.captures(maija.chat.seen(maija.room)[-1])
    begins(shown, text)
    assert pekka.words(end_left_out()) in shown.lines
    await pekka.sends((words.TITLE, BENCH), (words.ABOUT, "Lyhyemmin."))
    await pekka.sees(BENCH)
