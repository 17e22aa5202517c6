"""Work communities: a tree that an admin changes by forms, with names in each reader's language."""

import asyncio
from dataclasses import replace

import pytest

from bot.intents import (
    CloseUnit,
    GiveRoles,
    Intent,
    LinkChannel,
    OpenRoles,
    ReopenUnit,
    SaveOrganisation,
    SaveUnit,
    SeePermissionCard,
    SeeUnits,
    SetLanguage,
    SetUpChannel,
    ShareIdea,
    WriteIdea,
    WriteUnit,
)
from bot.model import Caller, Language, Role, Unit
from bot.replies import Reply
from bot.views.kinds import Choice, Form, Notice, Report
from bot.views.organisation import filled
from bot.views.text import read, say
from tests.features.conftest import ADMIN, House, Member, remembered


@remembered
async def aino(house: House, member: Member) -> Caller:
    """She is an admin; below care lie home care and a kitchen, and a school stands beside."""
    for name, email in (("aino", ADMIN), ("maija", "m@kunta.example"), ("liisa", "l@kunta.example")):
        await house.learn(house.person(name), member(name.title(), email))
    aino = house.person("aino")
    for names in (
        SaveUnit(fi="Perusturva", sv="Grundtrygghet"),
        SaveUnit(fi="Kotihoito", sv="Hemvården", parent=1),
        SaveUnit(fi="Itäinen", parent=2),
        SaveUnit(sv="Skolan"),
    ):
        await house.ask(aino, names)
    return aino


async def units(house: House) -> list[Unit]:
    async with house.database.transaction() as store:
        return await store.units()


def offered(reply: Reply, language: str) -> list[str]:
    assert isinstance(reply.show, Form)
    asked = [one for one in (*reply.show.fields, *reply.show.more) if one.name in ("unit", "parent")]
    return [read(option.label, language) for one in asked if isinstance(one, Choice) for option in one.options]


def refused(reply: Reply) -> dict[str, str]:
    assert isinstance(reply.show, Form)
    return {field: read(error, "fi") for field, error in reply.show.errors.items()}


async def lines(house: House) -> list[tuple[str, dict[str, str]]]:
    async with house.database.engine.connect() as connection:
        found = await connection.exec_driver_sql("select what, details from audit where what like 'unit%%' order by id")
        return [(row.what, row.details) for row in found]


async def test_one_is_chosen_in_the_order_of_the_tree_and_each_says_what_it_belongs_to(
    house: House, aino: Caller
) -> None:
    liisa = house.person("liisa")
    assert offered(await house.ask(liisa, WriteIdea()), "fi") == [
        "Perusturva",
        "Perusturva: Kotihoito",
        "Kotihoito: Itäinen",
        "Skolan",
    ]
    await house.ask(liisa, SetLanguage(Language.SWEDISH))
    assert offered(await house.ask(liisa, WriteIdea()), "sv") == [
        "Grundtrygghet",
        "Grundtrygghet: Hemvården",
        "Hemvården: Itäinen",
        "Skolan",
    ]


async def test_a_text_names_a_unit_in_its_own_language_then_in_the_organisation_s_then_in_any(
    house: House, aino: Caller
) -> None:
    care = (await units(house))[1]
    assert [care.called(one) for one in ("fi", "sv", "en")] == ["Kotihoito", "Hemvården", "Kotihoito"]
    saved = replace(filled(house.scene.organisation, "fi"), language=Language.SWEDISH)
    assert isinstance(saved, SaveOrganisation)
    await house.ask(aino, saved)
    names = [read(say("{unit}", unit=one), "en") for one in await units(house)]
    assert names == ["Grundtrygghet", "Hemvården", "Itäinen", "Skolan"]


async def test_whoever_supervises_a_sector_answers_for_all_that_lies_below(house: House, aino: Caller) -> None:
    await house.ask(aino, LinkChannel(unit="Grundtrygghet", supervisor="maija"), house.channel("C1"))
    async with house.database.transaction() as store:
        maija = await store.account(house.person("maija").own)
        assert maija
        assert [one.name for one in await store.answers_for(maija.person.id)] == ["Itäinen", "Kotihoito", "Perusturva"]
        assert sorted(await store.units_below([2])) == [2, 3]
        assert await store.units_below([4]) == [4]
    seen = await house.ask(house.person("maija"), SeePermissionCard(3))
    assert isinstance(seen.show, Report)
    assert seen.show.buttons


async def test_a_sector_s_channel_and_digest_tell_of_all_that_lies_below_and_of_nothing_beside(
    house: House, aino: Caller
) -> None:
    for unit, channel in (("Grundtrygghet", "C1"), ("Skolan", "C2")):
        await house.ask(aino, LinkChannel(unit=unit, supervisor="maija"), house.channel(channel))
    await house.ask(house.person("liisa"), ShareIdea(title="Lumityöt", unit=3))
    async with house.database.transaction() as store:
        assert [one.place.id for one in await store.channels_for(3)] == ["C1"]
        assert [one.place.id for one in await store.channels_for(4)] == ["C2"]
        assert await store.channels_for(None) == []
        maija = await store.account(house.person("maija").own)
        assert maija
        reader = await store.digest_reader(maija.person.id)
    assert reader
    assert sorted(one.id for one in reader.units) == [1, 2, 3, 4]


async def test_a_name_in_any_language_finds_the_unit_that_has_it(house: House, aino: Caller) -> None:
    await house.ask(aino, LinkChannel(unit="hemvården"), house.channel("C1"))
    assert len(await units(house)) == 4
    async with house.database.transaction() as store:
        channel = await store.channel(house.channel("C1"))
    assert channel
    assert channel.unit
    assert channel.unit.name == "Kotihoito"


async def test_channels_roles_handovers_and_digests_name_it_in_the_reader_s_language(
    house: House, aino: Caller
) -> None:
    channel = house.channel("C1")
    await house.ask(aino, SetLanguage(Language.SWEDISH))
    linked = await house.ask(aino, LinkChannel(unit="Kotihoito; Skolan"), channel)
    assert isinstance(linked.show, Notice)
    assert "Hemvården; Skolan" in read(linked.show.text, "sv")
    again = await house.ask(aino, SetUpChannel(), channel)
    assert isinstance(again.show, Form)
    assert isinstance(again.show.builds, LinkChannel)
    assert again.show.builds.unit == "Hemvården; Skolan"
    assert "Grundtrygghet; Hemvården; " in read(again.show.intro[0], "sv")
    assert "Grundtrygghet: Hemvården" in offered(await house.ask(aino, OpenRoles()), "sv")
    roles = await house.ask(aino, GiveRoles(2, supervisor="maija", steward=("liisa",)))
    assert isinstance(roles.show, Notice)
    assert "Hemvården" in read(roles.show.text, "sv")
    async with house.database.transaction() as store:
        maija = await store.account(house.person("maija").own)
        assert maija
        reader = await store.digest_reader(maija.person.id)
        assert reader
        ((held, _),) = await store.held_by(maija.id)
        handover = await store.handover(await store.role_passed(2, Role.SUPERVISOR, maija.id))
        assert handover
        _, home_care = reader.units
    assert [one.called("sv") for one in (home_care, held, handover.unit)] == ["Hemvården"] * 3


async def test_a_closed_one_is_not_offered_any_more_and_its_history_stays(house: House, aino: Caller) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet", unit=3))
    await house.ask(aino, CloseUnit(3))
    assert "Kotihoito: Itäinen" not in offered(await house.ask(house.person("liisa"), WriteIdea()), "fi")
    async with house.database.transaction() as store:
        idea = await store.idea(1)
    assert idea
    assert idea.unit
    assert idea.unit.name == "Itäinen"
    report = (await house.ask(aino, SeeUnits())).show
    assert isinstance(report, Report)
    assert [read(one.heading, "fi") for one in report.sections] == ["Käytössä", "Ei enää käytössä"]
    await house.ask(aino, ReopenUnit(3))
    assert len(await units(house)) == 4


async def test_what_others_belong_to_is_closed_last(house: House, aino: Caller) -> None:
    reply = await house.ask(aino, CloseUnit(2))
    assert isinstance(reply.show, Notice)
    assert read(reply.show.text, "fi") == "Siihen kuuluu vielä muita työyhteisöjä. Sulje tai siirrä ne ensin."
    await house.ask(aino, CloseUnit(3))
    await house.ask(aino, CloseUnit(2))
    assert [one.name for one in await units(house)] == ["Perusturva", "Skolan"]


async def test_nothing_is_moved_below_itself(house: House, aino: Caller) -> None:
    """The trap: a circle has no top, and whoever follows it never ends."""
    assert offered(await house.ask(aino, WriteUnit(1)), "fi") == ["Skolan"]
    for parent in (1, 3):
        moved = await house.ask(aino, SaveUnit(1, fi="Perusturva", parent=parent))
        assert list(refused(moved)) == ["parent"]


async def test_nothing_is_moved_below_what_was_closed_while_the_form_was_open(house: House, aino: Caller) -> None:
    await house.ask(aino, CloseUnit(4))
    assert list(refused(await house.ask(aino, SaveUnit(3, fi="Itäinen", parent=4)))) == ["parent"]


async def test_two_admins_at_once_give_no_name_twice_and_make_no_circle(house: House, aino: Caller) -> None:
    """Each waits for the other: what one reads of the tree still holds when it writes."""
    names = (SaveUnit(fi="Pesula", sv="Tvätteriet"), SaveUnit(fi="Pesutupa", sv="tvätteriet"))
    replies = await asyncio.gather(*(house.ask(aino, one) for one in names))
    assert [list(refused(one)) for one in replies if isinstance(one.show, Form)] == [["sv"]]
    moves = (SaveUnit(1, fi="Perusturva", parent=4), SaveUnit(4, sv="Skolan", parent=1))
    replies = await asyncio.gather(*(house.ask(aino, one) for one in moves))
    assert [list(refused(one)) for one in replies if isinstance(one.show, Form)] == [["parent"]]


async def test_a_change_is_noted_from_what_to_what(house: House, aino: Caller) -> None:
    await house.ask(aino, SaveUnit(3, fi="Itäinen", en="East", parent=4))
    assert (await lines(house))[-2:] == [
        ("unit renamed", {"unit": "Itäinen", "language": "en", "before": "", "now": "East"}),
        ("unit moved", {"unit": "Itäinen", "before": "Kotihoito", "now": "Skolan"}),
    ]


async def test_one_that_came_with_a_channel_shows_its_only_name_in_the_organisation_s_language(
    house: House, aino: Caller
) -> None:
    await house.ask(aino, LinkChannel(unit="Kirjasto"), house.channel("C1"))
    reply = await house.ask(aino, WriteUnit(5))
    assert isinstance(reply.show, Form)
    assert reply.show.builds == SaveUnit(5, fi="Kirjasto")


@pytest.mark.parametrize(
    ("written", "errors"),
    [
        (SaveUnit(), {"fi": "Kirjoita nimi ainakin yhdellä kielellä."}),
        (SaveUnit(fi=" "), {"fi": "Kirjoita nimi ainakin yhdellä kielellä."}),
        (SaveUnit(fi="x" * 101), {"fi": "Tekstissä on 1 merkki liikaa."}),
        (
            SaveUnit(fi="Kirjasto; koulu"),
            {"fi": "Kirjoita nimi ilman puolipistettä: se erottaa nimet toisistaan."},
        ),
        (SaveUnit(fi="Kirjasto", sv="KOTIHOITO"), {"sv": "Tämä nimi on jo käytössä: Kotihoito."}),
    ],
)
async def test_what_is_written_wrong_is_refused_at_its_field_and_stays(
    house: House, aino: Caller, written: SaveUnit, errors: dict[str, str]
) -> None:
    reply = await house.ask(aino, written)
    assert refused(reply) == errors
    assert isinstance(reply.show, Form)
    assert reply.show.builds == written
    assert len(await units(house)) == 4


@pytest.mark.parametrize("name", ["liisa", "stranger"])
async def test_nobody_else_sees_or_changes_them(house: House, aino: Caller, name: str) -> None:
    asked: tuple[Intent, ...] = (SeeUnits(), WriteUnit(), WriteUnit(1), SaveUnit(fi="X"), CloseUnit(4), ReopenUnit(4))
    for intent in asked:
        reply = await house.ask(house.person(name), intent)
        assert isinstance(reply.show, Notice)
        assert reply.show.tone != "done"
    assert len(await units(house)) == 4
