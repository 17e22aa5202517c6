"""Support from either chat, seen in both."""

from dataclasses import replace

from bot.views import ideas
from bot.views.text import Words
from playground.people import MAIJA, PEKKA
from tests.adapters.gallery.records import IDEA
from tests.scenarios import words
from tests.scenarios.conftest import Side

KEYS = "Vara-avaimet kotihoidon autoihin"


def supported(title: str, *, already: bool = False) -> Words:
    """The private answer to the button."""
    return ideas.supported(replace(IDEA, title=title), already=already).text


async def test_support_pressed_twice_counts_once_and_shows_in_both_chats(side: Side) -> None:
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await maija.shares(KEYS)
    first = await pekka.supports(KEYS)
    again = await pekka.supports(KEYS)
    assert pekka.words(supported(KEYS)) in first.text
    assert pekka.words(supported(KEYS, already=True)) in again.text
    assert again.buttons == first.buttons
    await pekka.sees(KEYS, words.tally(1))
    await side.there(MAIJA).sees(KEYS, words.tally(1))


async def test_support_is_taken_back_from_the_private_answer(side: Side) -> None:
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await maija.shares(KEYS)
    await pekka.supports(KEYS)
    await side.there(MAIJA).supports(KEYS)
    await pekka.sees(KEYS, words.tally(2))
    await pekka.takes_back()
    await pekka.sees(KEYS, words.tally(1))
    await side.there(PEKKA).sees(KEYS, words.tally(1))
