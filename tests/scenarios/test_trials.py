"""A trial: asked about, helped, decided, and nobody else's to answer."""

from datetime import timedelta

import pytest

from bot.intents import AnswerCheckIn, OpenCheckIn
from bot.model import Answer
from bot.views import refusals
from playground.people import AINO, MAIJA, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side, later
from tests.scenarios.driver import ZONE
from tests.scenarios.effort import Effort
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
WHAT = "Yksi penkki neljäksi viikoksi."
STUCK = "Lupa kadun reunaan puuttuu."


@pytest.fixture
async def unit(side: Side) -> Side:
    """The channel belongs to a work community, whose renewer is Aino."""
    await side.person(AINO).links("Kotihoito", supervisor=MAIJA.name, renewer=AINO.name)
    return side


async def test_a_call_for_help_reaches_the_renewer(unit: Side) -> None:
    pekka, aino = unit.person(PEKKA), unit.person(AINO)
    await pekka.shares(BENCH)
    await pekka.tries(BENCH, WHAT, days=14)
    await unit.later(days=7)
    question = await pekka.is_told(words.NEEDS_HELP)
    await pekka.presses(words.NEEDS_HELP, question)
    await pekka.sends((words.OBSERVATION, STUCK))
    told = await aino.is_told(words.said(STUCK))
    assert PEKKA.name in told.text
    assert "Kotihoito" in told.text
    await pekka.sees(BENCH, words.said(STUCK))
    await unit.there(MAIJA).sees(BENCH, words.said(STUCK))


@pytest.mark.parametrize("observed", ["", "Penkki on käytössä."])
async def test_support_takes_one_tap_and_a_check_in_two_and_nothing_need_be_typed(side: Side, observed: str) -> None:
    pekka, maija = side.person(PEKKA), side.there(MAIJA)
    await maija.shares(BENCH)
    await pekka.presses_card(words.SUPPORT, BENCH)
    assert pekka.effort == Effort(taps=1)
    await maija.sees(BENCH, words.tally(1))
    await pekka.tries(BENCH, WHAT, days=14)
    await side.later(days=7)
    pekka.effort = Effort()
    await pekka.presses(words.ON_TRACK, await pekka.is_told(words.ON_TRACK))
    await pekka.sends(*([(words.OBSERVATION, observed)] if observed else []))
    assert pekka.effort == Effort(taps=2, fields=2, characters=len(observed))
    await maija.sees(BENCH, words.ON_TRACK)


async def test_somebody_else_s_question_is_not_answered(side: Side) -> None:
    pekka, maija = side.person(PEKKA), side.person(MAIJA)
    await pekka.shares(BENCH)
    await pekka.tries(BENCH, WHAT, days=14)
    await side.later(days=7)
    await pekka.is_told(words.ON_TRACK)
    await maija.forges(OpenCheckIn(1, Answer.ON_TRACK), BENCH)
    assert maija.words(words.LOOKED_UP) in maija.shown.text
    unknown = "select count(*) from account where looked_up_at is null"
    await eventually(lambda: value(side.place.bot.database, unknown), 0)
    for forged in (OpenCheckIn(1, Answer.ON_TRACK), AnswerCheckIn(1, observation="Kaikki hyvin.")):
        await maija.forges(forged, BENCH)
        assert maija.words(words.NOT_YOURS) in maija.shown.text
    assert await value(side.place.bot.database, "select count(*) from checkin where answer is not null") == 0


async def test_a_day_that_has_passed_is_refused_at_its_question_and_the_text_stays(side: Side) -> None:
    pekka = side.person(PEKKA)
    await pekka.shares(BENCH)
    await pekka.presses_card(words.LET_US_TRY, BENCH)
    today = side.place.time.now().astimezone(ZONE).date()
    form = await pekka.sends(
        (words.WHAT, WHAT), (words.WHY, WHAT), (words.UNTIL, (today - timedelta(days=1)).isoformat())
    )
    no = pekka.words(refusals.past(today + timedelta(days=1)))
    assert no in (form.answer(pekka.words(words.UNTIL)).error or form.text)
    assert form.answer(pekka.words(words.WHAT)).value == WHAT
    assert await value(side.place.bot.database, "select count(*) from experiment") == 0
    await pekka.sends((words.UNTIL, (today + timedelta(days=14)).isoformat()))
    await pekka.sees(BENCH, words.said(WHAT))


async def test_an_idea_is_tried_once_at_a_time(side: Side) -> None:
    pekka, maija = side.person(PEKKA), side.there(MAIJA)
    await pekka.shares(BENCH)
    await maija.presses_card(words.LET_US_TRY, BENCH)
    await pekka.tries(BENCH, WHAT, days=14)
    refused = await maija.sends((words.WHAT, "Toinen penkki."), (words.WHY, "Istutaan."))
    assert maija.words(words.ALREADY_TRYING) in refused.text
    assert await value(side.place.bot.database, "select count(*) from experiment") == 1


async def test_a_trial_ends_with_a_decision_that_both_cards_tell(side: Side) -> None:
    pekka, maija = side.person(PEKKA), side.there(MAIJA)
    await maija.shares(BENCH)
    await pekka.tries(BENCH, WHAT, days=3)
    await later(side.place, days=7)
    question = await pekka.is_told(words.ADOPT)
    await pekka.presses(words.ADOPT, question)
    await pekka.sends((words.LESSON, "Kysykää luvat ensin."))
    for person in (pekka, maija):
        await person.sees(BENCH, words.said("Kysykää luvat ensin."), words.ADOPTED)
