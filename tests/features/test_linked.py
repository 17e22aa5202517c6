"""Which channels are linked: an admin reads all of them and changes each from anywhere, in either chat."""

from dataclasses import replace

import pytest

from bot.commands import meaning
from bot.intents import (
    CheckChannel,
    GiveRoles,
    Intent,
    LinkChannel,
    SeeAdministration,
    SeeChannels,
    SetUpChannel,
    UnlinkChannel,
)
from bot.model import Caller, Channel, Language, Profile, Role, Trouble, Uninstalled
from bot.replies import Reply
from bot.views.kinds import Form, Notice, Report
from bot.views.text import read
from storage.database import Database
from tests.features.conftest import ADMIN, House, Member, remembered

CONTACT = "kehittaminen@kunta.example"
SHOWN = "Kanavalla näkyy: Uudet tarpeet, ideat ja kokeilut"


@remembered
async def aino(house: House, member: Member) -> Caller:
    """She is an admin in both chats; home care has a channel in Slack, everybody one in Teams and in a second Slack."""
    for platform in ("slack", "teams"):
        await house.learn(house.person("aino", platform), member("Aino", ADMIN))
    aino = house.person("aino")
    await house.ask(aino, LinkChannel(unit="Kotihoito"), replace(house.channel("C1"), name="kotihoito"))
    everybody = LinkChannel(Language.SWEDISH, shows=("decisions", "lessons"))
    await house.ask(house.person("aino", "teams"), everybody, replace(house.channel("19:a", "teams"), name="Alla"))
    await house.ask(aino, LinkChannel(), replace(house.channel("C3"), home="second", name="toinen"))
    await house.learn(house.person("boss"), Profile("Boss", full_member=True, workspace_admin=True))
    await house.learn(house.person("liisa"), member("Liisa", "liisa@kunta.example"))
    return aino


async def channel(house: House, number: int) -> Channel | None:
    async with house.database.transaction() as store:
        return await store.channel_by_id(number)


async def has(house: House, number: int, trouble: Trouble) -> None:
    """The platform has told of something that is in the way."""
    async with house.database.transaction() as store:
        found = await store.channel_by_id(number)
        assert found
        await store.learn_channel(found, trouble, house.now)


def told(reply: Reply) -> dict[str, list[str]]:
    """The lines below each heading."""
    assert isinstance(reply.show, Report)
    return {
        read(section.heading, "fi"): [read(one.sentence, "fi") for one in section.items]
        for section in reply.show.sections
    }


def ways(reply: Reply) -> list[Intent]:
    assert isinstance(reply.show, Report)
    return [one.button.intent for section in reply.show.sections for one in section.items if one.button]


def said(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "fi")


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_an_admin_reads_in_either_chat_what_every_channel_shows_and_how_to_change_it(
    house: House, aino: Caller, platform: str
) -> None:
    reply = await house.ask(house.person("aino", platform), SeeChannels())
    assert told(reply) == {
        "Käytössä": [
            f"kotihoito (Slack). Työyhteisöt: Kotihoito. Kieli: suomi. {SHOWN}",
            f"toinen (Slack). Työyhteisöt: koko organisaatio. Kieli: suomi. {SHOWN}",
            "Alla (Teams). Työyhteisöt: koko organisaatio. Kieli: svenska. Kanavalla näkyy: Päätökset, Opit",
        ]
    }
    assert ways(reply) == [SetUpChannel(1), SetUpChannel(3), SetUpChannel(2)]


async def test_a_channel_is_called_by_the_name_that_its_chat_has_told_once(house: House, aino: Caller) -> None:
    """In Teams no click tells it, and an id of eighty characters tells nobody which channel it is."""
    await house.ask(aino, LinkChannel(), house.channel("C4"))
    for name in ("ruokapalvelut", None):
        async with house.database.transaction() as store:
            found = await store.channel_by_id(4)
            assert found
            await store.learn_channel(found, None, house.now, name=name)
    await house.ask(aino, LinkChannel(), house.channel("C4"))
    [lines] = told(await house.ask(aino, SeeChannels())).values()
    assert f"ruokapalvelut (Slack). Työyhteisöt: koko organisaatio. Kieli: suomi. {SHOWN}" in lines


async def test_what_keeps_ideas_out_of_a_channel_stands_first_and_in_words(house: House, aino: Caller) -> None:
    await house.ask(aino, LinkChannel(opened="yes", channel=3))
    for number, trouble in ((1, Trouble.OUTSIDERS), (2, Trouble.OUTSIDE)):
        await has(house, number, trouble)
    assert [(heading, len(lines)) for heading, lines in told(await house.ask(aino, SeeChannels())).items()] == [
        ("Uutta ei näy: Latu ei ole kanavalla, tai kanava on poistettu", 1),
        ("Uutta ei näy: kanavalla on vieraita tai muiden organisaatioiden väkeä", 1),
        ("Käytössä ja avattu vieraille ja muiden organisaatioiden väelle", 1),
    ]
    await has(house, 1, Trouble.ARCHIVED)
    assert "Uutta ei näy: kanava on arkistoitu" in told(await house.ask(aino, SeeChannels()))


async def test_a_workspace_admin_lists_and_changes_the_channels_of_that_workspace_only(
    house: House, aino: Caller
) -> None:
    boss = house.person("boss")
    reply = await house.ask(boss, SeeChannels())
    assert ways(reply) == [SetUpChannel(1)]
    opened = await house.ask(boss, SetUpChannel(1))
    assert isinstance(opened.show, Form)
    assert [field.name for field in opened.show.fields] == ["language", "unit", "shows", "posters"]
    await house.ask(boss, LinkChannel(Language.SWEDISH, "Kotihoito", opened="yes", channel=1))
    changed = await channel(house, 1)
    assert changed
    assert (changed.language, changed.wishes.opened) == ("sv", False)
    for number in (2, 3):
        before = await channel(house, number)
        for asked in (SetUpChannel(number), LinkChannel(channel=number), UnlinkChannel(number)):
            assert said(await house.ask(boss, asked, house.channel("C1"))).startswith("Tämän voi tehdä Latu-botin")
        assert await channel(house, number) == before


async def test_a_channel_is_changed_from_the_other_chat_and_its_place_and_people_stay(
    house: House, aino: Caller
) -> None:
    await house.ask(aino, GiveRoles(1, supervisor="liisa"))
    there, before = house.person("aino", "teams"), await channel(house, 1)
    opened = await house.ask(there, SetUpChannel(1))
    assert isinstance(opened.show, Form)
    assert [field.name for field in opened.show.fields] == ["language", "unit", "shows", "posters", "opened"]
    assert opened.show.builds == LinkChannel(unit="Kotihoito", channel=1)
    assert read(opened.show.intro[0], "fi") == "Kanava: kotihoito"
    saved = await house.ask(there, LinkChannel(Language.ENGLISH, "Kotihoito; Keittiö", ("lessons",), channel=1))
    assert said(saved) == "Kanavan asetukset on tallennettu: kotihoito"
    now = await channel(house, 1)
    assert before
    assert now
    assert now.place == before.place
    assert (now.language, [unit.name for unit in now.wishes.units]) == ("en", ["Keittiö", "Kotihoito"])
    async with house.database.transaction() as store:
        assert set(await store.roles(1)) == {Role.SUPERVISOR}


async def test_a_channel_is_unlinked_from_anywhere_and_the_audit_trail_says_which(house: House, aino: Caller) -> None:
    reply = await house.ask(house.person("aino", "teams"), UnlinkChannel(1), house.channel("19:a", "teams"))
    assert said(reply) == "Kanavalla ei enää näytetä uusia ideoita: kotihoito"
    assert await channel(house, 1) is None
    assert await channel(house, 2) is not None
    async with house.database.engine.connect() as connection:
        query = "select details ->> 'name' from audit where what = 'channel unlinked'"
        assert (await connection.exec_driver_sql(query)).scalars().all() == ["kotihoito"]
    for asked in (SetUpChannel(1), LinkChannel(channel=1), UnlinkChannel(1)):
        assert said(await house.ask(aino, asked)) == "Tätä ei enää ole täällä."
    assert await channel(house, 1) is None


async def test_where_latu_was_removed_a_channel_can_only_be_unlinked(house: House, aino: Caller) -> None:
    await house.bot.hear(Uninstalled("slack", "second"), None)
    reply = await house.ask(aino, SeeChannels())
    assert list(told(reply)) == ["Uutta ei näy: Latu on poistettu keskustelusovelluksesta", "Käytössä"]
    assert ways(reply)[0] == UnlinkChannel(3)
    for asked in (LinkChannel(channel=3), CheckChannel(3)):
        assert said(await house.ask(aino, asked)).startswith("Latu on poistettu sieltä.")
    left = await channel(house, 3)
    assert left
    assert left.trouble is Trouble.OUTSIDE


async def test_administration_and_the_typed_word_lead_to_the_list_which_says_how_to_link_one(
    house: House, aino: Caller
) -> None:
    assert SeeChannels() in ways(await house.ask(aino, SeeAdministration()))
    for typed in ("kanavat", "Kanaler", "channels"):
        assert meaning(typed) == SeeChannels()
    for number in (1, 2, 3):
        await house.ask(aino, UnlinkChannel(number))
    empty = (await house.ask(aino, SeeChannels())).show
    assert isinstance(empty, Report)
    assert empty.intro
    assert empty.note
    assert read(empty.intro, "fi") == "Yhtään kanavaa ei ole vielä liitetty."
    assert read(empty.note, "fi") == "Kun haluat liittää kanavan, kirjoita siellä Latu-botille ”kanava”."


@pytest.mark.parametrize("contact", [None, CONTACT])
async def test_whoever_is_no_admin_is_told_whom_to_ask(database: Database, member: Member, contact: str | None) -> None:
    """Admins are named nowhere: the contact of the organisation, or whoever an admin has given a role."""
    house = House(database, contact=contact)
    liisa = house.person("liisa")
    await house.learn(liisa, member("Liisa", "liisa@kunta.example"))
    no = said(await house.ask(liisa, SeeChannels()))
    whom = f"Kysy täältä: {CONTACT}" if contact else "Kysy esihenkilöltäsi tai sisäiseltä uudistajalta, kuka se on."
    assert no == f"Tämän voi tehdä Latu-botin ylläpitäjä. {whom}"
