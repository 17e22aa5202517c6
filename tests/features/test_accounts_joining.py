"""Joining and parting: all accounts of a person together, also when two people ask in the same moment."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from bot.intents import (
    Decide,
    Join,
    MyPage,
    Part,
    ShareIdea,
    ShowCode,
    StartExperiment,
    Support,
    TakeBack,
    WithdrawIdea,
)
from bot.model import Caller, Decision, Profile
from bot.replies import Reply
from bot.views.kinds import Form, Notice
from bot.views.text import Text, read
from tests.features.conftest import House, Member
from tests.features.test_support import shared, tally

ROUNDS = 5


async def code_of(house: House, who: Caller) -> str:
    shown = (await house.ask(who, ShowCode())).show
    assert isinstance(shown, Notice)
    assert isinstance(shown.text, Text)
    return str(shown.text.values["code"])


async def persons(house: House, *who: Caller) -> list[int]:
    """The person that each account points to."""
    async with house.database.transaction() as store:
        found = [await store.account(one.own) for one in who]
    return [one.person.id for one in found if one]


async def value(house: House, query: str) -> int:
    async with house.database.engine.connect() as connection:
        return int((await connection.execute(text(query))).scalar_one())


def said(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "en")


def error(reply: Reply) -> str:
    assert isinstance(reply.show, Form)
    return read(reply.show.errors["code"], "en")


async def test_two_look_ups_of_one_address_at_the_same_moment_join(house: House, member: Member) -> None:
    for number in range(ROUNDS):
        slack, teams = house.person(f"U{number}"), house.person(f"aad{number}", "teams")
        await asyncio.gather(house.ask(slack, ShowCode()), house.ask(teams, ShowCode()))
        profile = member("Pekka", f"pekka{number}@kunta.example")
        await asyncio.gather(house.learn(slack, profile), house.learn(teams, profile))
        one, other = await persons(house, slack, teams)
        assert one == other


async def test_two_people_who_type_each_others_code_at_the_same_moment_are_one(house: House) -> None:
    for number in range(ROUNDS):
        slack, teams = house.person(f"U{number}"), house.person(f"aad{number}", "teams")
        codes = await code_of(house, slack), await code_of(house, teams)
        await asyncio.gather(house.ask(slack, Join(codes[1])), house.ask(teams, Join(codes[0])))
        one, other = await persons(house, slack, teams)
        assert one == other


async def test_a_code_typed_twice_at_the_same_moment_works_once(house: House) -> None:
    slack, first, second = house.person("U1"), house.person("aad1", "teams"), house.person("aad2", "teams")
    code = await code_of(house, slack)
    replies = await asyncio.gather(house.ask(first, Join(code)), house.ask(second, Join(code)))
    assert {type(reply.show) for reply in replies} == {Notice, Form}


async def test_a_press_that_waits_for_a_join_counts_for_the_joined_person(house: House) -> None:
    idea = await shared(house)
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(teams, Support(idea))
    await code_of(house, slack)
    _, target = await persons(house, slack, teams)
    waits = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    async with house.database.engine.begin() as connection:
        points = text("update account set person = :person where name_there = 'U1'")
        await connection.execute(points, {"person": target})
        press = asyncio.create_task(house.ask(slack, Support(idea)))
        async with asyncio.timeout(60):
            while not press.done() and not await value(house, waits):
                await asyncio.sleep(0.01)
    assert "support" in said(await press)
    assert await tally(house, idea) == 1


async def test_who_joins_brings_along_all_own_accounts(house: House) -> None:
    idea = await shared(house)
    one, two, three = house.person("U1"), house.person("aad1", "teams"), house.person("U2")
    for who in (one, two, three):
        await house.ask(who, Support(idea))
    await house.ask(one, Join(await code_of(house, two)))
    await house.ask(two, Join(await code_of(house, three)))
    assert await tally(house, idea) == 1
    assert len(set(await persons(house, one, two, three))) == 1


async def test_a_look_up_joins_all_accounts_of_both(house: House, member: Member) -> None:
    slack, teams, second = house.person("U1"), house.person("aad1", "teams"), house.person("U2")
    await house.ask(teams, Join(await code_of(house, slack)))
    await house.learn(second, member("Pekka", "pekka@kunta.example"))
    await house.learn(slack, member("Pekka", "pekka@kunta.example"))
    assert len(set(await persons(house, slack, teams, second))) == 1


async def test_parting_gives_each_account_back_who_it_was(house: House) -> None:
    """The trap: what is moved when accounts join cannot be told apart again."""
    idea = await shared(house)
    everybody = [house.person("U1"), house.person("aad1", "teams"), house.person("U2")]
    for who in everybody:
        await house.ask(who, Support(idea))
    before = await persons(house, *everybody)
    one, two, three = everybody
    await house.ask(one, Join(await code_of(house, two)))
    await house.ask(two, Join(await code_of(house, three)))
    await house.ask(two, Part())
    assert await persons(house, *everybody) == before
    assert await tally(house, idea) == 3


async def test_from_either_chat_the_accounts_can_be_parted(house: House) -> None:
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(teams, Join(await code_of(house, slack)))
    for who in (slack, teams):
        page = (await house.ask(who, MyPage())).show
        assert any(isinstance(button.intent, Part) for button in page.buttons)  # type: ignore[union-attr]


async def test_who_was_parted_is_joined_by_a_code_but_never_again_by_address(house: House, member: Member) -> None:
    slack, teams, second = house.person("U1"), house.person("aad1", "teams"), house.person("U2")
    profile = member("Pekka", "pekka@kunta.example")
    await house.learn(slack, profile)
    await house.learn(teams, profile)
    assert len(set(await persons(house, slack, teams))) == 1
    await house.ask(slack, Part())
    for who in (slack, teams):
        await house.learn(who, profile)
    assert len(set(await persons(house, slack, teams))) == 2
    await house.ask(slack, Join(await code_of(house, teams)))
    assert len(set(await persons(house, slack, teams))) == 1
    await house.learn(second, profile)
    assert len(set(await persons(house, slack, teams, second))) == 2


async def test_names_on_cards_follow_a_join(house: House, member: Member) -> None:
    idea = await shared(house)
    teams = house.person("aad1", "teams")
    await house.learn(teams, member("Liisa Malli", "liisa@kunta.example"))
    joined = await house.ask(house.person("liisa"), Join(await code_of(house, teams)))
    assert [subject.id for subject in joined.redraw] == [idea]
    async with house.database.transaction() as store:
        found = await store.idea(idea)
    assert found
    assert found.author
    assert found.author.name == "Liisa Malli"


async def test_a_trial_card_is_redrawn_when_its_owner_joins(house: House) -> None:
    idea = await shared(house)
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(slack, StartExperiment(idea, "Kokeillaan", date(2026, 12, 24), why="Aikaa säästyy"))
    joined = await house.ask(slack, Join(await code_of(house, teams)))
    assert [str(subject) for subject in joined.redraw] == [f"idea:{idea}", "experiment:1"]


async def test_a_code_typed_where_it_was_shown_still_works_in_the_other_chat(house: House) -> None:
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    code = await code_of(house, slack)
    assert error(await house.ask(slack, Join(code))).startswith("This code does not work here")
    assert said(await house.ask(teams, Join(code))).startswith("Your accounts are joined")


async def test_a_code_typed_by_somebody_else_in_the_chat_that_showed_it_joins_nobody_and_is_not_used_up(
    house: House,
) -> None:
    slack, colleague, teams = house.person("U1"), house.person("U2"), house.person("aad1", "teams")
    code = await code_of(house, slack)
    assert error(await house.ask(colleague, Join(code))).startswith("This code does not work here")
    assert len(set(await persons(house, slack, colleague))) == 2
    assert said(await house.ask(teams, Join(code))).startswith("Your accounts are joined")


async def test_nobody_finds_a_code_by_trying(house: House) -> None:
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    for _ in range(10):
        assert error(await house.ask(teams, Join("AAAAAAAA"))).startswith("This code does not work here")
    code = await code_of(house, slack)
    assert error(await house.ask(teams, Join(code))).startswith("Too many wrong codes")
    assert said(await house.ask(house.person("aad2", "teams"), Join(code))).startswith("Your accounts are joined")
    house.later(hours=1)
    assert said(await house.ask(teams, Join(await code_of(house, slack)))).startswith("Your accounts are joined")


async def test_old_codes_are_forgotten(house: House) -> None:
    await code_of(house, house.person("U1"))
    await house.ask(house.person("U2"), Join("AAAAAAAA"))
    left = "select (select count(*) from join_code) + (select count(*) from wrong_code)"
    async with house.database.transaction() as store:
        await store.forget_old(house.now, house.now)
    assert await value(house, left) == 2
    house.later(hours=1)
    async with house.database.transaction() as store:
        await store.forget_old(house.now, house.now)
    assert await value(house, left) == 0


@pytest.mark.parametrize("zone", ["Mars/Base", "Europe", "../etc", "x" * 300])
async def test_a_time_zone_that_is_not_known_here_is_read_as_the_organisations(house: House, zone: str) -> None:
    slack = house.person("U1")
    await house.learn(slack, Profile("Pekka", full_member=True, time_zone=zone))
    shown = (await house.ask(slack, ShowCode())).show
    assert "10.10" in read(shown.text, "fi")  # type: ignore[union-attr]
    idea = await shared(house)
    started = await house.ask(slack, StartExperiment(idea, "Kokeillaan", date(2026, 12, 24), why="Aikaa säästyy"))
    assert started.redraw


async def test_ones_own_support_can_be_taken_back_when_the_trial_was_stopped(house: House) -> None:
    idea = await shared(house)
    pekka = house.person("U1")
    await house.ask(pekka, Support(idea))
    await house.ask(pekka, StartExperiment(idea, "Kokeillaan", date(2026, 12, 24), why="Aikaa säästyy"))
    house.now = house.now.replace(month=12, day=29)
    await house.clock.tick()
    async with house.database.engine.connect() as connection:
        checkin = (await connection.execute(text("select max(id) from checkin"))).scalar_one()
    await house.ask(pekka, Decide(checkin, Decision.STOP, "Ei sopinut meille"))
    assert (await house.ask(house.person("U2"), Support(idea))).show.tone == "refused"  # type: ignore[union-attr]
    await house.ask(pekka, TakeBack(idea))
    assert await tally(house, idea) == 0


async def test_ones_own_support_can_be_taken_back_when_the_idea_was_withdrawn(house: House) -> None:
    idea = await shared(house)
    await house.ask(house.person("U1"), Support(idea))
    await house.ask(house.person("liisa"), WithdrawIdea(idea))
    await house.ask(house.person("U1"), TakeBack(idea))
    assert await tally(house, idea) == 0


async def test_an_anonymous_idea_keeps_no_trace_of_joining(house: House) -> None:
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(slack, ShareIdea(title="Hiljainen huone", name="anonymous", anyway=True))
    assert await value(house, "select count(*) from account") == 0
    joined = await house.ask(teams, Join(await code_of(house, slack)))
    assert joined.redraw == ()


@pytest.mark.parametrize(
    ("zone", "until"), [("Europe/Stockholm", "9:10 (Central European Standard Time)"), ("Europe/Helsinki", "10:10")]
)
async def test_who_works_in_another_time_zone_reads_a_clock_time_with_its_zone_sl33(
    house: House, member: Member, zone: str, until: str
) -> None:
    who = house.person("U1")
    await house.ask(who, ShareIdea(title="Avaimet"))
    await house.learn(who, replace(member("Pekka", "pekka@kunta.example"), time_zone=zone))
    assert f"by 24 Nov 2026, {until}." in said(await house.ask(who, ShowCode()))
