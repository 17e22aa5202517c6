"""Support from either chat, seen in both."""

from dataclasses import replace

from bot.views import ideas
from bot.views.text import Words
from playground.people import MAIJA, PEKKA
from playground.town import Town
from tests.adapters.gallery.records import IDEA
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person

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


async def test_in_teams_whoever_looks_at_the_card_sees_their_own_support_there_and_takes_it_back_tm19_tm20(
    linked: Town,
) -> None:
    maija, pekka = Person(linked, linked.teams, MAIJA), Person(linked, linked.teams, PEKKA)
    await maija.shares(KEYS)
    await pekka.supports(KEYS)
    await pekka.sees(KEYS, words.tally(1))
    for who in (maija, pekka):
        await linked.teams.look(who.id, who.room)
    own, shared = (linked.teams.seen(one.room, one.id)[-1] for one in (pekka, maija))
    assert pekka.words(supported(KEYS)) in own.lines
    assert pekka.words(words.TAKE_BACK) in own.buttons
    assert pekka.words(words.SUPPORT) not in own.buttons
    assert maija.words(supported(KEYS)) not in shared.lines
    assert pekka.words(words.SUPPORT) in shared.buttons
    pekka.closes()
    await linked.teams.press(pekka.id, own, pekka.words(words.TAKE_BACK))
    await maija.sees(KEYS, words.tally(0))
    await linked.teams.look(pekka.id, pekka.room)
    assert pekka.words(words.SUPPORT) in linked.teams.seen(pekka.room, pekka.id)[-1].buttons
