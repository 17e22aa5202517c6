"""The author of a named idea may withdraw it."""

from bot.intents import WithdrawIdea
from playground.chat import Seen
from playground.people import MAIJA, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person

BENCH = "Penkki bussipysäkille"
ABOUT = "Vanhukset seisovat."


async def sees_withdrawn(person: Person) -> Seen:
    """The card, once it says so."""
    return await person.sees(person.on_card(words.WITHDRAWN_TITLE), words.WITHDRAWN_BY_AUTHOR)


async def test_every_copy_says_that_the_author_has_withdrawn_the_idea(side: Side) -> None:
    pekka, maija = side.person(PEKKA), side.there(MAIJA)
    await pekka.shares(BENCH, ABOUT)
    await pekka.presses(words.WITHDRAW)
    await pekka.sends()
    here, there = await sees_withdrawn(pekka), await sees_withdrawn(maija)
    for card in (here, there):
        assert card.buttons == ()
        assert BENCH not in card.text
        assert ABOUT not in card.text
        assert PEKKA.name not in card.text


async def test_an_idea_is_withdrawn_from_ones_own_page(side: Side) -> None:
    pekka = side.person(PEKKA)
    await pekka.shares(BENCH)
    await pekka.sees(BENCH)
    page = await pekka.writes("oma sivu")
    assert BENCH in page.text
    await pekka.presses(words.SHOW)
    await pekka.presses(words.MORE_OF)
    await pekka.presses(words.WITHDRAW_ONE)
    await pekka.sends()
    await sees_withdrawn(pekka)


async def test_nobody_else_is_offered_to_withdraw_it(side: Side) -> None:
    pekka, maija = side.person(PEKKA), side.person(MAIJA)
    await pekka.shares(BENCH)
    hangs = await maija.sees(BENCH)
    page = await maija.writes("oma sivu")
    assert maija.words(words.WITHDRAW_ONE) not in (*hangs.buttons, *page.buttons)
    assert BENCH not in page.text


async def test_a_forged_button_withdraws_nothing_of_somebody_else(side: Side) -> None:
    pekka, maija = side.person(PEKKA), side.person(MAIJA)
    await pekka.shares(BENCH)
    await maija.forges(WithdrawIdea(1), BENCH)
    assert maija.words(words.NOT_YOURS) in maija.shown.text
    assert pekka.words(words.WITHDRAWN_BY_AUTHOR) not in (await pekka.sees(BENCH)).text
