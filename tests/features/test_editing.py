"""Editing: the named author of an open idea, and nobody else."""

import pytest

from bot.intents import DeclineIdea, EditIdea, Hide, MoreOf, OpenEditing, SeeIdea, ShareIdea, WithdrawIdea
from bot.model import Caller
from bot.views.kinds import Card, Form, Notice
from bot.views.text import read
from tests.features.conftest import House

NEW = EditIdea(1, "Vara-avaimet  kaikkiin autoihin", "Avaimia haetaan.")


async def tone(house: House, who: Caller, asked: EditIdea | OpenEditing = NEW) -> str:
    shown = (await house.ask(who, asked)).show
    assert isinstance(shown, Notice)
    return shown.tone


async def card(house: House, who: Caller) -> Card:
    shown = (await house.ask(who, SeeIdea(1))).show
    assert isinstance(shown, Card)
    return shown


async def test_an_author_edits_an_open_idea_and_every_copy_says_when(house: House, maija: Caller) -> None:
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    form = (await house.ask(liisa, OpenEditing(1))).show
    assert isinstance(form, Form)
    assert form.builds == EditIdea(1, "Vara-avaimet autoihin")
    reply = await house.ask(liisa, NEW)
    assert "idea:1" in {str(one) for one in reply.redraw}
    shown = await card(house, maija)
    assert read(shown.title, "fi") == "Vara-avaimet kaikkiin autoihin"
    assert "24 Nov 2026" in [read(one.value, "en") for one in shown.facts if read(one.label, "en") == "Edited"]


async def test_what_is_refused_keeps_its_text_and_the_same_text_changes_nothing(house: House) -> None:
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin"))
    form = (await house.ask(liisa, EditIdea(1, "", "Avaimia haetaan."))).show
    assert isinstance(form, Form)
    assert form.errors.keys() == {"title"}
    assert form.builds == EditIdea(1, "", "Avaimia haetaan.")
    assert (await house.ask(liisa, EditIdea(1, "Vara-avaimet autoihin "))).redraw == ()
    assert all(read(one.label, "en") != "Edited" for one in (await card(house, liisa)).facts)


async def test_nobody_else_edits_it_and_nobody_an_anonymous_one(house: House) -> None:
    liisa, pekka = house.person("liisa"), house.person("pekka")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin"))
    await house.ask(pekka, ShareIdea(title="Hiljainen tunti aamulla", name="anonymous"))
    assert await tone(house, pekka) == "refused"
    assert await tone(house, pekka, EditIdea(2, "Muu")) == "refused"
    for who, number, offered in ((liisa, 1, True), (pekka, 1, False), (pekka, 2, False)):
        shown = (await house.ask(who, MoreOf(number))).show
        assert isinstance(shown, Notice)
        assert (OpenEditing(number) in [one.intent for one in shown.buttons]) == offered


@pytest.mark.parametrize("ended", [DeclineIdea(1, "Ei nyt."), Hide("idea", 1, "Ei kuulu tänne."), WithdrawIdea(1)])
async def test_what_is_decided_hidden_or_withdrawn_is_edited_no_more(
    house: House, maija: Caller, ended: DeclineIdea | Hide | WithdrawIdea
) -> None:
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(liisa if isinstance(ended, WithdrawIdea) else maija, ended)
    assert await tone(house, liisa, OpenEditing(1)) == "refused"
    assert await tone(house, liisa) == "refused"
