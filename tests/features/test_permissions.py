"""The permission card: who sees it, who writes it, and what may be written in it."""

from decimal import Decimal

import pytest

from bot.intents import (
    EditPermissionCard,
    Fills,
    LinkChannel,
    PlanExperiment,
    RemovePermissionCard,
    SavePermissionCard,
    SeePermissionCard,
    SetLanguage,
)
from bot.model import Caller, Language, PermissionCard, Place, Unit
from bot.replies import Reply
from bot.views.kinds import Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

CHANNEL, OTHER = Place("slack", "home", "C1", "C1"), Place("slack", "home", "C2", "C2")


@remembered
async def maija(house: House, member: Member) -> Caller:
    """She supervises home care; Pekka is her deputy, Liisa works there."""
    for name, email in (("aino", ADMIN), ("maija", "m@kunta.example"), ("pekka", "p@kunta.example")):
        await house.learn(house.person(name), member(name.title(), email))
    await house.learn(house.person("liisa"), member("Liisa", "l@kunta.example"))
    roles = LinkChannel(unit="Kotihoito", supervisor="maija", deputy="pekka")
    await house.ask(house.person("aino"), roles, CHANNEL)
    return house.person("maija")


async def card(house: House) -> PermissionCard | None:
    async with house.database.transaction() as store:
        return await store.permission_card(1)


def items(reply: Reply) -> list[str]:
    assert isinstance(reply.show, Report)
    return [read(one.sentence, "fi") for section in reply.show.sections for one in section.items]


def buttons(reply: Reply) -> int:
    assert isinstance(reply.show, Report)
    return len(reply.show.buttons)


async def test_without_a_card_everything_small_may_be_tried_and_no_question_is_asked(
    house: House, maija: Caller
) -> None:
    assert items(await house.ask(house.person("liisa"), SeePermissionCard(), CHANNEL)) == [
        "Kaikkea pientä. Lupa on jo annettu."
    ]
    form = await house.ask(maija, PlanExperiment(), CHANNEL)
    assert isinstance(form.show, Form)
    assert "permission" not in [one.name for one in form.show.fields]


async def test_everybody_sees_the_card_and_its_supervisor_deputy_and_admin_may_write_it(
    house: House, maija: Caller
) -> None:
    saved = await house.ask(maija, SavePermissionCard(1, "1 500,5", "Ei vuoroihin.", "3"))
    assert isinstance(saved.show, Notice)
    assert await card(house) == PermissionCard((await units(house))[0], Decimal("1500.5"), "Ei vuoroihin.", 3)
    for name, written in (("liisa", 0), ("maija", 1), ("pekka", 1), ("aino", 1), ("stranger", 0)):
        seen = await house.ask(house.person(name), SeePermissionCard(), CHANNEL)
        assert buttons(seen) == written
        assert "Kokeilu maksaa alle 1\xa0500,5\xa0€." in items(seen)
        assert "Ei vuoroihin." in items(seen)


async def units(house: House) -> list[Unit]:
    async with house.database.transaction() as store:
        return await store.units()


@pytest.mark.parametrize("known", [True, False])
async def test_nobody_else_writes_it(house: House, maija: Caller, member: Member, known: bool) -> None:
    """Whoever is not known yet is looked up first."""
    other = house.person("stranger")
    if known:
        await house.learn(other, member("Stranger", "stranger@kunta.example"))
    for intent in (EditPermissionCard(1), SavePermissionCard(1, "1", "", "5"), RemovePermissionCard(1)):
        refused = await house.ask(other, intent)
        assert isinstance(refused.show, Notice)
        assert refused.show.tone == ("refused" if known or isinstance(intent, Fills) else "info")
    assert await card(house) is None


@pytest.mark.parametrize(
    ("written", "field", "words"),
    [
        (
            SavePermissionCard(1, "paljon", "Omin sanoin", "5"),
            "cost",
            "Kirjoita luku numeroin, esimerkiksi 1\xa0500,5.",
        ),
        (SavePermissionCard(1, "-1", "", "5"), "cost", "Kirjoita nolla tai suurempi luku."),
        (SavePermissionCard(1, "", "x" * 501, "5"), "words", "Tekstissä on 1 merkki liikaa."),
        (SavePermissionCard(1, "", "", ""), "days", "Kirjoita ensin jotakin tähän."),
        (SavePermissionCard(1, "", "", "pian"), "days", "Kirjoita luku numeroin, esimerkiksi 1\xa0500,5."),
        (SavePermissionCard(1, "", "", "0"), "days", "Kirjoita kokonaisluku väliltä 1–30."),
        (SavePermissionCard(1, "", "", "2,5"), "days", "Kirjoita kokonaisluku väliltä 1–30."),
        (SavePermissionCard(1, "", "", "31"), "days", "Kirjoita kokonaisluku väliltä 1–30."),
    ],
)
async def test_what_is_written_wrong_is_refused_at_its_field_and_stays(
    house: House, maija: Caller, written: SavePermissionCard, field: str, words: str
) -> None:
    reply = await house.ask(maija, written)
    assert isinstance(reply.show, Form)
    assert read(reply.show.errors[field], "fi") == words
    assert reply.show.builds == written
    assert await card(house) is None


async def test_the_form_holds_what_is_written_as_its_reader_writes_numbers(house: House, maija: Caller) -> None:
    await house.ask(maija, SavePermissionCard(1, "1 500,5", "", "3"))
    await house.ask(maija, SetLanguage(Language.ENGLISH))
    opened = await house.ask(maija, EditPermissionCard(1))
    assert isinstance(opened.show, Form)
    assert opened.show.builds == SavePermissionCard(1, "1,500.5", "", "3")
    await house.ask(maija, opened.show.builds)
    found = await card(house)
    assert found
    assert found.cost == Decimal("1500.5")


async def test_in_private_one_s_own_is_shown_and_of_several_one_is_chosen(house: House, maija: Caller) -> None:
    assert buttons(await house.ask(maija, SeePermissionCard())) == 1
    roles = LinkChannel(unit="Keittiö", supervisor="maija")
    await house.ask(house.person("aino"), roles, OTHER)
    assert items(await house.ask(maija, SeePermissionCard())) == ["Keittiö", "Kotihoito"]
    assert items(await house.ask(house.person("pekka"), SeePermissionCard())) == ["Kaikkea pientä. Lupa on jo annettu."]
    assert items(await house.ask(house.person("liisa"), SeePermissionCard())) == ["Keittiö", "Kotihoito"]
    assert items(await house.ask(maija, SeePermissionCard(2))) == ["Kaikkea pientä. Lupa on jo annettu."]


async def test_a_card_is_removed(house: House, maija: Caller) -> None:
    await house.ask(maija, SavePermissionCard(1, "", "", "3"))
    await house.ask(maija, RemovePermissionCard(1))
    assert await card(house) is None
    async with house.database.engine.connect() as connection:
        noted = await connection.exec_driver_sql("select what from audit where what like 'permission%%' order by id")
        assert [row[0] for row in noted] == ["permission card", "permission card removed"]
