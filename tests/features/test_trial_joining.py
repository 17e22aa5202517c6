"""I'm in: with the name, on both cards as a number, by name where all is read, and out again."""

import asyncio
from datetime import date

import pytest

from bot.features import experiments, ideas
from bot.intents import (
    AddComment,
    Decide,
    Follow,
    JoinTrial,
    LeaveTrial,
    OpenJoining,
    Part,
    ReadAll,
    SayWouldHelp,
    ShareIdea,
    StartExperiment,
    Support,
)
from bot.model import Caller, Decision, Profile, Stage
from bot.replies import Reply
from bot.views.kinds import Card, Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import House, Member, remembered
from tests.features.test_collisions import WAITS
from tests.scenarios.records import eventually, value

TITLE = "Vara-avaimet autoihin"


@remembered
async def pekka(house: House) -> Caller:
    """He tries Liisa's idea 1 for three days."""
    pekka = house.person("Pekka")
    await house.ask(house.person("Liisa"), ShareIdea(title=TITLE))
    await house.ask(pekka, StartExperiment(1, "Avainlaatikko", date(2026, 11, 26), why="Aikaa säästyy"))
    return pekka


async def joined(house: House) -> tuple[str | None, str | None]:
    """How many are in, as the idea's card and the trial's say it."""
    async with house.database.transaction() as store:
        turn = await house.scene.turn(store, "fi")
        cards = (await ideas.draw(turn, 1), await experiments.draw(turn, 1))
    found = []
    for card in cards:
        assert isinstance(card, Card)
        found.append({read(one.label, "fi"): read(one.value, "fi") for one in card.facts}.get("Mukana"))
    return found[0], found[1]


async def named(house: House, who: Caller) -> list[str]:
    """What stands beside the comments where all is read."""
    reply = await house.ask(who, ReadAll(1))
    assert isinstance(reply.show, Report)
    return [read(item.sentence, "fi") for section in reply.show.sections[:-1] for item in section.items]


def told(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "fi")


async def test_the_form_asks_nothing_and_says_that_the_name_appears(house: House, pekka: Caller) -> None:
    del pekka
    form = (await house.ask(house.person("Maija"), OpenJoining(1))).show
    assert isinstance(form, Form)
    assert form.fields == ()
    assert read(form.intro[-1], "fi") == "Nimesi näkyy kokeilun yhteydessä."
    assert form.builds == JoinTrial(1)


async def test_who_is_in_is_counted_on_both_cards_and_named_where_all_is_read(house: House, pekka: Caller) -> None:
    for name in ("Maija", "Maija", "Henrik"):
        answer = await house.ask(house.person(name), JoinTrial(1))
        assert told(answer) == f"Olet mukana kokeilussa ”{TITLE}”."
    assert await joined(house) == ("2 henkilöä", "2 henkilöä")
    assert await named(house, pekka) == ["Henrik, Maija"]


async def test_who_is_in_leaves_again_from_the_same_button(house: House, pekka: Caller) -> None:
    maija = house.person("Maija")
    await house.ask(maija, JoinTrial(1))
    answer = (await house.ask(maija, OpenJoining(1))).show
    assert isinstance(answer, Notice)
    assert answer.buttons[0].intent == LeaveTrial(1)
    assert told(await house.ask(maija, LeaveTrial(1))) == f"Et ole enää mukana kokeilussa ”{TITLE}”."
    assert await joined(house) == (None, None)
    assert await named(house, pekka) == []


async def test_joining_twice_redraws_once(house: House, pekka: Caller) -> None:
    del pekka
    maija = house.person("Maija")
    first, second = [await house.ask(maija, JoinTrial(1)) for _ in range(2)]
    assert [str(one) for one in first.redraw] == ["idea:1", "experiment:1"]
    assert second.redraw == ()


async def test_its_owner_is_told_that_they_are_in_already(house: House, pekka: Caller) -> None:
    for intent in (OpenJoining(1), JoinTrial(1)):
        assert told(await house.ask(pekka, intent)) == "Tämä on oma kokeilusi, joten olet jo mukana."


async def test_a_trial_that_is_decided_takes_nobody_but_lets_people_go(house: House, pekka: Caller) -> None:
    maija = house.person("Maija")
    await house.ask(maija, JoinTrial(1))
    await decide(house, pekka)
    for intent in (OpenJoining(1), JoinTrial(1)):
        assert told(await house.ask(house.person("Henrik"), intent)) == "Tätä ideaa ei juuri nyt kokeilla."
    await house.ask(maija, LeaveTrial(1))
    assert await joined(house) == (None, None)


async def test_who_is_in_stays_in_for_the_next_round_and_leaves_it_freely(house: House, pekka: Caller) -> None:
    maija, henrik = house.person("Maija"), house.person("Henrik")
    for one in (maija, henrik):
        await house.ask(one, JoinTrial(1))
    house.later(days=3)
    await house.clock.tick()
    await house.ask(pekka, Decide(1, Decision.ADAPT, what="Kaksi laatikkoa.", until=date(2027, 1, 29)))
    async with house.database.transaction() as store:
        assert [one.name for one in await store.joined_people(2)] == ["Henrik", "Maija"]
    await house.ask(maija, LeaveTrial(2))
    async with house.database.transaction() as store:
        assert [one.name for one in await store.joined_people(2)] == ["Henrik"]
        assert [one.name for one in await store.joined_people(1)] == ["Henrik", "Maija"]


AGAIN = Decide(1, Decision.ADAPT, what="Kaksi laatikkoa.", until=date(2027, 1, 29))


@pytest.mark.parametrize(("intent", "left"), [(JoinTrial(1), ["Henrik", "Maija"]), (LeaveTrial(1), ["Henrik"])])
async def test_who_comes_or_goes_while_the_next_round_begins_does_so_there(
    house: House, pekka: Caller, intent: JoinTrial | LeaveTrial, left: list[str]
) -> None:
    maija, henrik = house.person("Maija"), house.person("Henrik")
    for one in (henrik, *((maija,) if isinstance(intent, LeaveTrial) else ())):
        await house.ask(one, JoinTrial(1))
    house.later(days=3)
    await house.clock.tick()
    async with house.database.engine.begin() as other:
        await other.exec_driver_sql("lock table audit in share mode")
        deciding = asyncio.create_task(house.ask(pekka, AGAIN))
        await eventually(lambda: value(house.database, WAITS), 1)
        pressing = asyncio.create_task(house.ask(maija, intent))

        async def stands() -> bool:
            return pressing.done() or await value(house.database, WAITS) == 2

        await eventually(stands, True)
    await deciding
    await pressing
    async with house.database.transaction() as store:
        assert [one.name for one in await store.joined_people(2)] == left


async def test_an_old_answer_leads_out_of_the_round_that_runs_and_an_old_form_into_it(
    house: House, pekka: Caller
) -> None:
    maija, henrik = house.person("Maija"), house.person("Henrik")
    await house.ask(maija, JoinTrial(1))
    house.later(days=3)
    await house.clock.tick()
    await house.ask(pekka, AGAIN)
    gone = await house.ask(maija, LeaveTrial(1))
    assert told(gone) == f"Et ole enää mukana kokeilussa ”{TITLE}”."
    assert [str(one) for one in gone.redraw] == ["idea:1", "experiment:1", "experiment:2"]
    came = await house.ask(henrik, JoinTrial(1))
    assert [str(one) for one in came.redraw] == ["idea:1", "experiment:2"]
    assert await named(house, pekka) == ["Henrik"]


async def decide(house: House, owner: Caller) -> None:
    house.later(days=3)
    await house.clock.tick()
    await house.ask(owner, Decide(1, Decision.ADOPT, lesson="Laatikko riittää."))


async def test_the_card_offers_joining_only_while_a_trial_runs(house: House, pekka: Caller) -> None:
    async def offered() -> list[str]:
        async with house.database.transaction() as store:
            card = await ideas.draw(await house.scene.turn(store, "fi"), 1)
        assert isinstance(card, Card)
        return [read(button.label, "fi") for button in card.buttons]

    support = ["Kannatan", "Hyödyttäisi meitäkin", "Kommentoi"]
    assert await offered() == [*support, "Olen mukana", "Lisää"]
    await decide(house, pekka)
    assert await offered() == [*support, "Lisää"]
    async with house.database.transaction() as store:
        await store.set_stage(1, Stage.STOPPED)
    assert await offered() == ["Kommentoi", "Lisää"]
    async with house.database.transaction() as store:
        await store.set_stage(1, Stage.NEED)
    assert await offered() == [*support, "Kokeillaan", "Lisää"]


async def test_the_outcome_reaches_everybody_concerned_once_whatever_they_did(
    house: House, pekka: Caller, member: Member
) -> None:
    """A person with two accounts, who did everything in both, hears it once too."""
    maija, there, henrik, sanna = (house.person(name) for name in ("Maija", "Maija2", "Henrik", "Sanna"))
    for who in (maija, there):
        await house.learn(who, member("Maija", "maija@kunta.example"))
    await give_unit(house)
    for who in (maija, there):
        for intent in (Support(1), Follow(1), JoinTrial(1), SayWouldHelp(1, 1)):
            await house.ask(who, intent)
    await house.ask(henrik, JoinTrial(1))
    await house.ask(sanna, SayWouldHelp(1, 1))
    await house.soon()
    await decide(house, pekka)
    await house.soon()
    async with house.database.engine.connect() as connection:
        rows = await connection.exec_driver_sql(
            "select name_there from posting where subject_kind = 'news' and subject_id ="
            " (select max(id) from change) order by 1"
        )
        assert list(rows.scalars()) == ["Henrik", "Liisa", "Maija", "Sanna"]


async def give_unit(house: House) -> None:
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("insert into unit (name, names) values ('Koulu', '{}')")


async def test_two_accounts_of_one_person_are_one_who_is_in_and_two_again_once_parted(
    house: House, pekka: Caller, member: Member
) -> None:
    del pekka
    here, there = house.person("Maija"), house.person("Maija2")
    for who in (here, there):
        await house.ask(who, JoinTrial(1))
    assert await joined(house) == ("2 henkilöä", "2 henkilöä")
    for who in (here, there):
        await house.learn(who, member("Maija", "maija@kunta.example"))
    assert await joined(house) == ("1 henkilö", "1 henkilö")
    await house.ask(there, Part())
    assert await joined(house) == ("2 henkilöä", "2 henkilöä")


@pytest.mark.parametrize("what", [JoinTrial(1), AddComment(1, "Hyvä."), SayWouldHelp(1, 1)])
async def test_the_card_is_drawn_anew_when_the_platform_tells_who_said_something(
    house: House, pekka: Caller, what: JoinTrial | AddComment | SayWouldHelp
) -> None:
    del pekka
    await give_unit(house)
    who = house.person("Maija")
    await house.ask(who, what)
    async with house.database.transaction() as store:
        account = await store.account(who.own)
        assert account
        assert await store.touched([account.id]) == [1]


async def test_who_turns_out_to_be_a_guest_is_not_in(house: House, pekka: Caller) -> None:
    guest = house.person("Maija")
    await house.ask(guest, JoinTrial(1))
    await house.learn(guest, Profile("Maija", full_member=False))
    assert await joined(house) == (None, None)
    assert await named(house, pekka) == []
