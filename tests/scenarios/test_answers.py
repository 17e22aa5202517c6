"""An idea gets the answer that was promised: late, from the list of what waits, and told in both chats."""

from playground.people import AINO, MAIJA, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side

LAMPS = "Otsalamput pimeille pihoille"
REASON = "Autoissa on jo laturit."


async def test_a_promised_day_passes_and_the_answer_reaches_both_chats(side: Side) -> None:
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await side.person(AINO).links("Kotihoito", supervisor=MAIJA.name)
    await side.later(days=1)
    await pekka.shares(LAMPS)
    await maija.writes("odottaa")
    assert maija.words(words.ANSWER) in maija.shown.buttons
    await side.later(days=15)
    told = await maija.is_told(words.ANSWER, words.said(f"vastauksen ideaan ”{LAMPS}”"))
    assert told
    await maija.is_told(words.said("Viikkokooste"))
    await maija.writes("odottaa")
    waiting = await maija.is_told(words.ANSWER, words.said(f"Idea ”{LAMPS}” odottaa vastausta"))
    await maija.presses(words.ANSWER, waiting)
    await maija.sends((words.WHICH_ANSWER, maija.words(words.LET_US)), (words.REASON, REASON))
    for person in (pekka, side.there(PEKKA)):
        await person.sees(LAMPS, words.said(REASON))
    await side.later(days=1)
    await pekka.is_told(words.LET_US_TRY, words.said(REASON))
    await maija.writes("odottaa")
    await maija.is_told(words.said("Mikään ei odota sinua juuri nyt."))
