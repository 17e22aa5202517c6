"""A similar idea is shown before a new one is stored."""

from playground.people import MAIJA, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import card

KEYS = "Vara-avaimet kotihoidon autoihin"
KEYS_AGAIN = "Vara-avain kotihoidon autoon"
WHY = "Avaimia haetaan toimistolta."


async def test_a_similar_idea_is_shown_in_the_same_form_and_the_text_stays(side: Side) -> None:
    maija, pekka = side.there(MAIJA), side.person(PEKKA)
    await maija.shares(KEYS)
    form = await pekka.shares(KEYS_AGAIN, WHY)
    assert KEYS in form.text
    assert form.answer(pekka.words(words.TITLE)).value == KEYS_AGAIN
    assert form.answer(pekka.words(words.ABOUT)).value == WHY
    assert form.submit == pekka.words(words.SHARE_ANYWAY)
    assert card(side.chat, KEYS_AGAIN) is None


async def test_the_similar_idea_is_supported_instead(side: Side) -> None:
    maija, pekka = side.there(MAIJA), side.person(PEKKA)
    await maija.shares(KEYS)
    await pekka.shares(KEYS_AGAIN, WHY)
    await pekka.presses(words.SUPPORT)
    await pekka.sees(KEYS, words.tally(1))
    await maija.sees(KEYS, words.tally(1))
    assert card(side.chat, KEYS_AGAIN) is None


async def test_ones_own_is_shared_anyway(side: Side) -> None:
    maija, pekka = side.there(MAIJA), side.person(PEKKA)
    await maija.shares(KEYS)
    await pekka.shares(KEYS_AGAIN, WHY)
    await pekka.sends()
    hangs = await pekka.sees(KEYS_AGAIN)
    assert WHY in hangs.lines
    await maija.sees(KEYS_AGAIN)


async def test_a_similar_idea_is_shown_to_an_anonymous_author_too(side: Side) -> None:
    maija, pekka = side.there(MAIJA), side.person(PEKKA)
    await maija.shares(KEYS)
    form = await pekka.shares(KEYS_AGAIN, WHY, anonymously=True)
    assert KEYS in form.text
    assert form.answer(pekka.words(words.HOW)).value == pekka.words(words.ANONYMOUSLY)
    await pekka.sends()
    await pekka.sees(KEYS_AGAIN, words.ANONYMOUS)
