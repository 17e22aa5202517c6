"""Who may link a channel, and what linking does to the people of a work community."""

import asyncio

import pytest

from bot.intents import LinkChannel, SetUpChannel, UnlinkChannel
from bot.model import Caller, Language, Place, Profile, Role, Wishes
from bot.replies import Reply
from bot.views.kinds import Form, Notice
from tests.features.conftest import ADMIN, House, Member
from tests.features.test_collisions import WAITS
from tests.scenarios.records import eventually, value

CHANNEL = Place("slack", "home", "C1", "C1")
OTHER = Place("slack", "home", "C2", "C2")


async def admin(house: House, member: Member) -> Caller:
    """Somebody of LATU_ADMINS, looked up."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    return aino


async def workspace_admin(house: House) -> Caller:
    boss = house.person("boss")
    await house.learn(boss, Profile("Boss", full_member=True, workspace_admin=True))
    return boss


def refused(reply: Reply) -> bool:
    return isinstance(reply.show, Notice) and reply.show.tone == "refused"


async def roles(house: House, unit: str) -> dict[Role, int]:
    async with house.database.transaction() as store:
        return await store.roles((await store.unit_named(unit)).id)


async def wishes(house: House, place: Place) -> Wishes:
    async with house.database.transaction() as store:
        channel = await store.channel(place)
    assert channel
    return channel.wishes


async def test_only_an_admin_links_a_channel(house: House, member: Member) -> None:
    liisa = house.person("liisa")
    await house.learn(liisa, member("Liisa", "liisa@kunta.example"))
    assert refused(await house.ask(liisa, LinkChannel(), CHANNEL))
    assert refused(await house.ask(house.person("unknown"), LinkChannel(), CHANNEL))
    assert not refused(await house.ask(await admin(house, member), LinkChannel(), CHANNEL))


async def test_a_workspace_admin_links_channels_of_that_workspace_and_gives_no_roles(
    house: House, member: Member
) -> None:
    boss = await workspace_admin(house)
    await house.ask(await admin(house, member), LinkChannel(unit="Kotihoito"), OTHER)
    opened = await house.ask(boss, SetUpChannel(), CHANNEL)
    assert isinstance(opened.show, Form)
    assert [field.name for field in opened.show.fields] == ["language", "unit", "shows", "posters"]
    assert not refused(await house.ask(boss, LinkChannel(unit="kotihoito", supervisor="boss"), CHANNEL))
    assert (await wishes(house, CHANNEL)).units == (await wishes(house, OTHER)).units
    assert await roles(house, "Kotihoito") == {}
    assert refused(await house.ask(boss, LinkChannel(), Place("slack", "another home", "C1", "C1")))


async def test_a_workspace_admin_adds_no_work_community_and_opens_none_again(house: House, member: Member) -> None:
    aino, boss = await admin(house, member), await workspace_admin(house)
    for name in ("Kotihoito", "Keittiö"):
        await house.ask(aino, LinkChannel(unit=name), OTHER)
    async with house.database.transaction() as store:
        await store.close_unit((await store.unit_named("Keittiö")).id, house.now.date())
        known = await store.all_units()
    for new in ("Kotihoito; Uusi yksikkö", "Uusi yksikkö ; Toinen", "Keittiö"):
        reply = await house.ask(boss, LinkChannel(unit=new, opened="yes"), CHANNEL)
        assert isinstance(reply.show, Form)
        assert set(reply.show.errors) == {"unit"}
    async with house.database.transaction() as store:
        assert await store.all_units() == known
        assert await store.channel(CHANNEL) is None


async def test_a_workspace_admin_opens_no_channel_to_outsiders(house: House, member: Member) -> None:
    boss = await workspace_admin(house)
    await house.ask(boss, LinkChannel(opened="yes"), CHANNEL)
    assert not (await wishes(house, CHANNEL)).opened
    await house.ask(await admin(house, member), LinkChannel(unit="Kotihoito", opened="yes"), CHANNEL)
    await house.ask(boss, LinkChannel(Language.SWEDISH, "Kotihoito"), CHANNEL)
    assert (await wishes(house, CHANNEL)).opened


@pytest.mark.parametrize("more", [LinkChannel(), LinkChannel(unit="Kotihoito", shows=("ideas", "decisions"))])
async def test_what_a_workspace_admin_adds_to_an_open_channel_is_not_open(
    house: House, member: Member, more: LinkChannel
) -> None:
    aino, boss = await admin(house, member), await workspace_admin(house)
    await house.ask(aino, LinkChannel(unit="Kotihoito", opened="yes"), CHANNEL)
    await house.ask(boss, more, CHANNEL)
    assert not (await wishes(house, CHANNEL)).opened


async def test_what_an_admin_closes_while_a_workspace_admin_changes_something_stays_closed(
    house: House, member: Member
) -> None:
    aino, boss = await admin(house, member), await workspace_admin(house)
    await house.ask(aino, LinkChannel(unit="Kotihoito", opened="yes"), CHANNEL)
    async with house.database.engine.begin() as other:
        await other.exec_driver_sql("select from channel for update")
        closing = asyncio.create_task(house.ask(aino, LinkChannel(unit="Kotihoito"), CHANNEL))
        await eventually(lambda: value(house.database, WAITS), 1)
        speaking = asyncio.create_task(house.ask(boss, LinkChannel(Language.SWEDISH, "Kotihoito"), CHANNEL))
        await eventually(lambda: value(house.database, WAITS), 2)
    await asyncio.gather(closing, speaking)
    assert not (await wishes(house, CHANNEL)).opened
    assert (await wishes(house, CHANNEL)).language == Language.SWEDISH


async def test_a_second_channel_of_a_work_community_takes_nobodys_task(house: House, member: Member) -> None:
    aino = await admin(house, member)
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija", renewer="kaisa"), CHANNEL)
    before = await roles(house, "Kotihoito")
    await house.ask(aino, LinkChannel(unit="kotihoito"), OTHER)
    assert await roles(house, "Kotihoito") == before
    assert set(before) == {Role.SUPERVISOR, Role.RENEWER}


async def test_a_task_is_taken_where_the_form_has_shown_its_holder(house: House, member: Member) -> None:
    aino = await admin(house, member)
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija"), CHANNEL)
    await house.ask(aino, LinkChannel(unit="Kotihoito"), CHANNEL)
    assert await roles(house, "Kotihoito") == {}


async def test_people_without_a_work_community_are_refused_at_its_field(house: House, member: Member) -> None:
    reply = await house.ask(await admin(house, member), LinkChannel(supervisor="maija"), CHANNEL)
    assert isinstance(reply.show, Form)
    assert set(reply.show.errors) == {"unit"}
    assert reply.show.builds == LinkChannel(supervisor="maija")


async def test_linking_again_changes_and_unlinking_ends_it(house: House, member: Member) -> None:
    aino = await admin(house, member)
    for unit in ("Kotihoito", "Keittiö"):
        await house.ask(aino, LinkChannel(unit=unit), CHANNEL)
    async with house.database.transaction() as store:
        linked = await store.channel(CHANNEL)
        assert linked
        assert linked.unit
        assert linked.unit.name == "Keittiö"
    await house.ask(aino, UnlinkChannel(), CHANNEL)
    async with house.database.transaction() as store:
        assert await store.channel(CHANNEL) is None


async def test_work_communities_are_listed_as_in_a_finnish_or_swedish_alphabet(house: House, member: Member) -> None:
    """The trap: without ICU the database puts å behind ä, and é behind z; another database has another order."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    for number, name in enumerate(("Öljyharju", "äitiysneuvola", "Åvik", "Zeniitti", "Élan", "aamupala", "Elo")):
        await house.ask(aino, LinkChannel(unit=name), house.channel(f"C{number}"))
    async with house.database.transaction() as store:
        names = [unit.name for unit in await store.units()]
    assert names == ["aamupala", "Élan", "Elo", "Zeniitti", "Åvik", "äitiysneuvola", "Öljyharju"]
