"""Outside the permission card: asked, answered with a reason that both cards tell, asked again, and started."""

from datetime import timedelta

from playground.people import AINO, MAIJA, PEKKA
from playground.waiting import until
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import WHY, ZONE

BIKE = "Sähköpyörä kotikäynneille"
WHAT = "Yksi vuokrapyörä neljäksi viikoksi."
REASON = "Budjetti on jaettu tältä vuodelta."


async def test_a_trial_outside_the_card_waits_for_an_answer_and_starts_with_it(side: Side) -> None:
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await side.person(AINO).links("Kotihoito", supervisor=MAIJA.name)
    await side.later(days=1)
    await maija.mentions("lupa-kortti")
    await maija.presses(words.CONTINUE)
    await maija.presses(words.WRITE_CARD)
    await maija.sends((words.COST, "1 500,5"), (words.OWN_WORDS, "Ei työvuoroihin."))
    await pekka.shares(BIKE)
    await pekka.presses_card(words.LET_US_TRY, BIKE)
    today = side.place.time.now().astimezone(ZONE).date()
    asked = await pekka.sends(
        (words.WHAT, WHAT),
        (words.WHY, WHY),
        (words.UNTIL, (today + timedelta(days=28)).isoformat()),
        (words.PERMISSION, pekka.words(words.OUTSIDE)),
    )
    assert MAIJA.name in asked.text
    await until(lambda: [one for one in side.chat.seen(maija.room) if one.under and WHAT in one.text])
    question = await maija.is_told(words.GO_AHEAD, words.said(BIKE))
    await maija.presses(words.NOT_NOW, question)
    await maija.sends((words.REASON, REASON), (words.REVIEW_ON, (today + timedelta(days=14)).isoformat()))
    for person in (pekka, side.there(PEKKA)):
        await person.sees(BIKE, words.said(REASON))
    await pekka.is_told(words.said(REASON))
    await side.later(days=14)
    again = await maija.is_told(words.GO_AHEAD, words.said(REASON))
    await maija.presses(words.GO_AHEAD, again)
    for person in (pekka, side.there(PEKKA)):
        await person.sees(BIKE, words.said(WHAT), words.IN_TRIAL)
