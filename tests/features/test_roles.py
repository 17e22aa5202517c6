"""Who does what for a work community, and what happens when a role changes hands or somebody leaves."""

import asyncio
from typing import Any

from sqlalchemy import text

from bot.features import handovers
from bot.intents import AnswerIdea, ChooseUnit, GiveRoles, LinkChannel, OpenRoles, SaveUnit, ShareIdea, WriteIdea
from bot.lookups import Lookups
from bot.model import AnswerKind, Place, Posters, Profile, Role
from bot.outbox import enqueue
from bot.replies import Reply
from bot.views.kinds import Card, Form, Message, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.outbox.conftest import Recorder

CHANNEL = Place("slack", "home", "C1", "C1")
GONE = Profile("Maija", full_member=False)


@remembered
async def town(house: House, member: Member) -> House:
    """Home care is led by Maija, and Pekka is her deputy."""
    await house.learn(house.person("aino"), member("Aino", ADMIN))
    for name in ("maija", "pekka", "kaisa"):
        await house.learn(house.person(name), member(name.title(), f"{name}@kunta.example"))
    await house.ask(house.person("aino"), LinkChannel(unit="Kotihoito"), CHANNEL)
    await gives(house, supervisor="maija", deputy="pekka")
    return house


async def gives(house: House, **people: Any) -> Reply:
    return await house.ask(house.person("aino"), GiveRoles(1, **people))


async def letters(house: House) -> list[tuple[str, str]]:
    """What has been told, and to whom."""
    query = "select subject_kind, name_there from posting where private order by id"
    async with house.database.engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def holders(house: House) -> set[tuple[Role, str]]:
    async with house.database.transaction() as store:
        return {(role, one.own.id) for role, one in await store.holders(1)}


async def audited(house: House) -> list[str]:
    async with house.database.engine.connect() as connection:
        return list((await connection.execute(text("select what from audit order by id"))).scalars())


async def drawn(house: House, kind: str, number: int) -> Message | None:
    async with house.database.transaction() as store:
        turn = await house.scene.turn(store)
        return await (handovers.draw if kind == "handover" else handovers.draw_vacancy)(turn, number)


async def leaves(house: House, name: str) -> None:
    """What the job does when the chat tells that somebody is no member any more."""
    async with house.database.transaction() as store:
        account = await store.account(house.person(name).own)
        assert account
        await enqueue(store, await handovers.left(await house.scene.turn(store), account))


async def test_several_people_are_in_the_leadership_and_one_is_the_supervisor(town: House) -> None:
    await gives(town, supervisor="maija", leadership=("pekka", "kaisa"), steward=("kaisa",))
    await gives(town, supervisor="kaisa", leadership=("kaisa",), steward=("kaisa",))
    assert await holders(town) == {
        (Role.SUPERVISOR, "kaisa"),
        (Role.LEADERSHIP, "kaisa"),
        (Role.STEWARD, "kaisa"),
    }


async def test_only_an_admin_of_the_installation_names_people(town: House) -> None:
    for intent in (GiveRoles(1, supervisor="pekka"), OpenRoles(1), ChooseUnit(1)):
        reply = await town.ask(town.person("pekka"), intent)
        assert isinstance(reply.show, Notice)
        assert reply.show.tone == "refused"
    assert (Role.SUPERVISOR, "maija") in await holders(town)


async def test_a_guest_gets_no_role(town: House) -> None:
    await town.learn(town.person("guest"), Profile("Vieras", full_member=False))
    reply = await gives(town, hr=("guest",))
    assert isinstance(reply.show, Form)
    assert set(reply.show.errors) == {"hr"}


async def test_the_form_asks_first_which_work_community_and_then_shows_its_people(town: House) -> None:
    asked = await town.ask(town.person("aino"), OpenRoles())
    assert isinstance(asked.show, Form)
    assert asked.show.builds == ChooseUnit()
    shown = await town.ask(town.person("aino"), ChooseUnit(1))
    assert isinstance(shown.show, Form)
    assert shown.show.builds == GiveRoles(1, supervisor="maija", deputy="pekka")


async def test_the_first_one_is_told_nothing_and_the_successor_what_is_open(town: House) -> None:
    assert await letters(town) == []
    await gives(town, supervisor="kaisa", deputy="pekka")
    assert await letters(town) == [("handover", "kaisa")]
    report = await drawn(town, "handover", 1)
    assert isinstance(report, Report)
    assert report.intro
    assert "supervisor here" in read(report.intro, "en")


async def open_things(house: House, number: int) -> list[str]:
    """What a handover says is open; nothing, or that nothing is."""
    report = await drawn(house, "handover", number)
    assert isinstance(report, Report)
    found = [read(one.sentence, "en") for section in report.sections for one in section.items]
    assert all(one.button for section in report.sections for one in section.items)
    assert (report.note is None) == bool(found)
    return found


async def test_the_successor_reads_every_promise_that_is_open_also_of_what_lies_below(town: House) -> None:
    await town.ask(town.person("aino"), SaveUnit(fi="Pesula", parent=1))
    await town.ask(town.person("aino"), LinkChannel(unit="Koulu", supervisor="kaisa"), town.channel("C2"))
    for unit, title in ((1, "Penkki"), (2, "Kassit"), (3, "Kello")):
        await town.ask(town.person("liisa"), ShareIdea(title=title, unit=unit, anyway=True))
    await gives(town, supervisor="kaisa", deputy="pekka")
    assert await letters(town) == [("handover", "kaisa")]
    assert await open_things(town, 1) == [
        f"The idea “{title}” awaits an answer by 8 Dec 2026" for title in ("Penkki", "Kassit")
    ]
    for number in (1, 2):
        await town.ask(town.person("kaisa"), AnswerIdea(number, AnswerKind.THANKS, "Hyvä."))
    assert await open_things(town, 1) == []


async def test_whoever_comes_after_a_role_stood_empty_is_a_successor_too(town: House) -> None:
    await gives(town, supervisor="maija")
    await gives(town, supervisor="")
    assert await letters(town) == []
    await gives(town, supervisor="kaisa", deputy="kaisa")
    assert await letters(town) == [("handover", "kaisa")] * 2


async def test_nothing_is_left_of_a_handover_to_somebody_who_has_left_again(town: House) -> None:
    """It must not say to a former supervisor that they are asked as the deputy."""
    await gives(town, supervisor="kaisa", deputy="pekka")
    await gives(town, supervisor="maija", deputy="pekka")
    assert await drawn(town, "handover", 1) is None
    assert await drawn(town, "handover", 2)


async def test_when_the_supervisor_leaves_the_deputy_is_asked_and_an_admin_told_once(town: House) -> None:
    await leaves(town, "maija")
    await leaves(town, "maija")
    assert await letters(town) == [("handover", "pekka"), ("vacancy", "aino")]
    assert await holders(town) == {(Role.DEPUTY, "pekka")}
    assert (await audited(town)).count("role left") == 1
    report = await drawn(town, "handover", 1)
    assert isinstance(report, Report)
    assert report.intro
    assert "as the deputy" in read(report.intro, "en")
    card = await drawn(town, "vacancy", 1)
    assert isinstance(card, Card)
    assert card.buttons
    await gives(town, supervisor="kaisa", deputy="pekka")
    assert (await letters(town))[-1] == ("handover", "kaisa")
    card = await drawn(town, "vacancy", 1)
    assert isinstance(card, Card)
    assert not card.buttons


async def asked_about(town: House) -> list[int]:
    """The accounts that the chats are to be asked about; they are not, for nobody works here."""
    waiting = "delete from procrastinate_jobs where task_name = 'look_up' returning (args->>'account')::bigint"
    async with town.database.engine.begin() as connection:
        return sorted((await connection.execute(text(waiting))).scalars())


async def test_the_chat_is_asked_each_day_whether_those_with_a_role_are_still_there(town: House) -> None:
    town.later(days=2)
    await asked_about(town)
    await town.clock.tick()
    platform = Recorder()
    platform.profile = GONE
    lookups = Lookups(town.database.transaction, {"slack": platform}, town.scene)
    async with town.database.transaction() as store:
        maija, pekka = [await store.account(town.person(name).own) for name in ("maija", "pekka")]
    assert maija
    assert pekka
    assert await asked_about(town) == sorted([maija.id, pekka.id])
    await town.clock.tick()
    assert await asked_about(town) == []
    town.later(minutes=11)
    await town.clock.tick()
    assert await asked_about(town) == sorted([maija.id, pekka.id])
    await lookups.look_up(maija.id)
    assert await holders(town) == {(Role.DEPUTY, "pekka")}


async def test_where_only_roles_share_others_are_told_the_way(town: House) -> None:
    wishes = LinkChannel(unit="Kotihoito", supervisor="maija", deputy="pekka", posters=Posters.ROLES)
    await town.ask(town.person("aino"), wishes, CHANNEL)
    for intent in (WriteIdea(), ShareIdea(title="Penkki", anyway=True)):
        refused = await town.ask(town.person("kaisa"), intent, CHANNEL)
        assert isinstance(refused.show, Notice)
        assert refused.show.tone == "refused"
    assert isinstance((await town.ask(town.person("maija"), WriteIdea(), CHANNEL)).show, Form)
    assert isinstance((await town.ask(town.person("kaisa"), WriteIdea())).show, Form)


async def test_whoever_answers_for_what_lies_below_shares_in_its_channel_too(town: House) -> None:
    await town.ask(town.person("aino"), SaveUnit(fi="Pesula", parent=1))
    await town.ask(town.person("aino"), LinkChannel(unit="Pesula", posters=Posters.ROLES), town.channel("C2"))
    assert isinstance((await town.ask(town.person("maija"), WriteIdea(), town.channel("C2"))).show, Form)
    assert isinstance((await town.ask(town.person("kaisa"), WriteIdea(), town.channel("C2"))).show, Notice)


async def test_of_two_admins_who_name_somebody_at_once_the_second_names_the_one_who_has_it(
    town: House, member: Member
) -> None:
    """A role that is only being given is not there yet to be taken away, and giving it once more does nothing."""
    bertil = town.person("bertil")
    await town.learn(bertil, member("Bertil", ADMIN))
    await asyncio.gather(gives(town, renewer="maija"), town.ask(bertil, GiveRoles(1, renewer="kaisa")))
    async with town.database.engine.connect() as connection:
        last = await connection.exec_driver_sql(
            "select details->>'account' from audit where details->>'role' = 'renewer'"
            " and details->>'account' <> '' order by id desc limit 1"
        )
        has = await connection.exec_driver_sql("select account::text from role where role = 'renewer'")
        assert has.scalars().all() == last.scalars().all()
    assert ("handover", next(one for role, one in await holders(town) if role is Role.RENEWER)) in await letters(town)
