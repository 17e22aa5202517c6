"""Where work happens: a message becomes an idea in two clicks and one dialog, and one can get back to it."""

from dataclasses import replace

from bot.views.captured import comes_along, message_link
from playground.people import MAIJA, PEKKA
from tests.adapters.gallery.ideas import MESSAGE
from tests.adapters.gallery.records import IDEA
from tests.scenarios import words
from tests.scenarios.conftest import Side

BENCH = "Penkki bussipysäkille"


async def test_a_message_becomes_an_idea_with_its_writers_name_and_a_link_in_its_own_chat(side: Side) -> None:
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await maija.chat.write(maija.id, maija.room, BENCH)
    await pekka.captures(maija.chat.seen(maija.room)[-1])
    assert all(pekka.words(one) in pekka.shown.text for one in comes_along(MESSAGE))
    await pekka.sends()
    leads = message_link(replace(IDEA, link="x"))
    assert leads
    await pekka.sees(BENCH, words.said(PEKKA.name), words.said(MAIJA.name), leads.label)
    hangs = await side.there(PEKKA).sees(BENCH, words.said(MAIJA.name))
    assert side.there(PEKKA).on_card(leads.label) not in hangs.text
