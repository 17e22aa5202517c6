"""What people say to each other on an idea's card: two taps, and seen in both chats."""

from functools import partial

import pytest

from bot.views.text import Words, say_in, say_n
from playground.people import MAIJA, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
SAID = "Kirjaston edessä on tyhjä penkki. Saisiko sen siirtää?"


async def on_cards(side: Side, *says: Words) -> None:
    """Both chats' cards say all this."""
    await side.person(MAIJA).sees(BENCH, *says)
    await side.there(MAIJA).sees(BENCH, *says)


@pytest.fixture
async def maija(side: Side) -> Person:
    """Somebody else than the author, who has shared an idea: its card is where Latu knows it to be."""
    await side.person(PEKKA).shares(BENCH)
    await side.place.quiet()
    return side.person(MAIJA)


async def test_a_comment_takes_two_taps_and_its_text_and_hangs_under_both_cards(side: Side, maija: Person) -> None:
    await maija.presses_card(words.COMMENT, BENCH)
    assert MAIJA.name not in maija.shown.text
    await maija.sends((words.COMMENT_TEXT, SAID))
    await on_cards(side, words.said(SAID), say_n("{count} comment", "{count} comments", 1))
    for person in (maija, side.there(PEKKA)):
        await eventually(partial(said_below, person), [True])


async def said_below(person: Person) -> list[bool]:
    """Whether each message under the card is the comment with its writer's name."""
    return [SAID in one.text and MAIJA.name in one.text for one in person.below(BENCH)]


async def test_a_mention_below_the_card_is_a_comment_that_only_the_other_chat_is_told(
    side: Side, maija: Person
) -> None:
    answer = await maija.mentions_below(BENCH, SAID)
    assert maija.words(words.sentence("commented.mentioned")) in answer.text
    await on_cards(side, words.said(SAID))
    await eventually(partial(said_below, side.there(PEKKA)), [True])
    await side.place.quiet()
    assert len([one for one in maija.below(BENCH) if SAID in one.text]) == 1
    assert await value(side.place.bot.database, "select count(*) from posting where subject_kind = 'comment'") == 1


async def test_help_asked_for_below_the_card_is_no_comment(side: Side, maija: Person) -> None:
    answer = await maija.mentions_below(BENCH, "apua")
    assert maija.words(words.SHARE) in answer.buttons
    assert await value(side.place.bot.database, "select count(*) from comment") == 0


async def test_would_help_us_too_takes_two_taps_and_is_taken_back_with_a_third(side: Side, maija: Person) -> None:
    async with side.place.bot.database.transaction() as store:
        await store.unit_named("Kirjasto")
    await maija.presses_card(words.WOULD_HELP, BENCH)
    await maija.sends()
    assert maija.words(words.TAKE_UNIT_BACK) in maija.shown.buttons
    fact = say_in("label", "Would also help")
    await on_cards(side, fact, words.said("Kirjasto"))
    await maija.presses(words.TAKE_UNIT_BACK)
    for person in (maija, side.there(MAIJA)):
        await eventually(partial(told, person, fact), False)


async def told(person: Person, fact: Words) -> bool:
    return person.on_card(fact) in (await person.sees(BENCH)).text


async def test_joining_a_trial_takes_two_taps_and_leaving_it_one_more(side: Side, maija: Person) -> None:
    await side.person(PEKKA).tries(BENCH, "Yksi penkki neljäksi viikoksi.", days=14)
    await maija.sees(BENCH, say_in("stage", "In trial"))
    await maija.presses_card(words.IM_IN, BENCH)
    await maija.sends()
    count, fact = say_n("{count} person", "{count} people", 1), say_in("label", "Joined")
    await on_cards(side, fact, count)
    await maija.presses(words.LEAVE)
    for person in (maija, side.there(MAIJA)):
        await eventually(partial(told, person, count), False)
