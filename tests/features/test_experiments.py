"""Trials: started at once, asked about on the day, decided once."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.features import checkins, ideas
from bot.intents import (
    AnswerCheckIn,
    Decide,
    LinkChannel,
    MoreOf,
    OpenComment,
    OpenDecision,
    OpenWouldHelp,
    PlanExperiment,
    ShareIdea,
    StartExperiment,
    Support,
)
from bot.model import Answer, Caller, Decision, Place, Stage
from bot.views.kinds import Card, Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

CHANNEL = Place("slack", "home", "C1", "C1")


@remembered
async def pekka(house: House, member: Member) -> Caller:
    """He tries idea 1 of home care until 22 December; Kaisa is its renewer."""
    aino, kaisa, pekka = house.person("aino"), house.person("kaisa"), house.person("pekka")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito", renewer="kaisa"), CHANNEL)
    await house.learn(kaisa, member("Kaisa", "kaisa@kunta.example"))
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(pekka, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    return pekka


async def stage(house: House) -> Stage:
    async with house.database.transaction() as store:
        idea = await store.idea(1)
        assert idea
        return idea.stage


async def posted(house: House, kind: str) -> int:
    async with house.database.engine.connect() as connection:
        count = await connection.exec_driver_sql("select count(*) from posting where subject_kind = %s", (kind,))
        return int(count.scalar_one())


async def test_an_idea_is_tried_once_at_a_time(house: House, pekka: Caller) -> None:
    assert await stage(house) is Stage.TRIAL
    again = await house.ask(house.person("liisa"), PlanExperiment(1))
    assert isinstance(again.show, Notice)
    assert read(again.show.text, "fi") == "Tätä ideaa kokeillaan jo."


async def test_a_day_that_has_passed_is_refused_at_its_field(house: House) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet autoihin"))
    past = StartExperiment(1, "Avainlaatikko", date(2026, 11, 1), why="Aikaa säästyy")
    reply = await house.ask(house.person("liisa"), past)
    assert isinstance(reply.show, Form)
    assert read(reply.show.errors["until"], "fi") == "Päivä on jo mennyt. Valitse 25.11.2026 tai myöhempi päivä."
    assert reply.show.builds == past


async def test_it_is_asked_about_halfway_and_at_the_end(house: House, pekka: Caller) -> None:
    asked = []
    for _ in range(40):
        house.later(days=1)
        await house.clock.tick()
        asked.append(await posted(house, "checkin"))
    assert asked.index(1) + 1 == 14
    assert asked.index(2) + 1 == 28


@pytest.mark.parametrize(
    ("zone", "monday"),
    [
        ("Europe/Helsinki", date(2026, 10, 26)),
        ("Europe/Helsinki", date(2028, 3, 27)),
        ("America/New_York", date(2026, 11, 2)),
        ("America/New_York", date(2027, 3, 15)),
    ],
)
async def test_it_is_asked_about_at_nine_of_its_owners_own_morning_also_after_the_clocks_change(
    house: House, member: Member, zone: str, monday: date
) -> None:
    """The trap: schedules are in UTC; nine o'clock is not the same hour in summer and winter."""
    friday, own, pekka = monday - timedelta(days=3), ZoneInfo(zone), house.person("pekka")
    house.now = datetime.combine(monday - timedelta(days=6), time(9), own)
    await house.learn(pekka, replace(member("Pekka", "pekka@kunta.example"), time_zone=zone))
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin"))
    await house.ask(pekka, StartExperiment(1, "Avainlaatikko", monday, why="Aikaa säästyy"))
    for before, day in enumerate((friday, monday)):
        house.now = datetime.combine(day, time(8, 59), own)
        await house.clock.tick()
        assert await posted(house, "checkin") == before
        house.now = datetime.combine(day, time(9), own)
        await house.clock.tick()
        assert await posted(house, "checkin") == before + 1


async def test_the_promised_day_is_the_working_day_on_which_the_question_comes(house: House) -> None:
    pekka, saturday = house.person("pekka"), date(2026, 12, 19)
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin"))
    started = await house.ask(pekka, StartExperiment(1, "Avainlaatikko", saturday, why="Aikaa säästyy"))
    assert isinstance(started.show, Notice)
    assert read(started.show.text, "fi") == "Kokeilu on alkanut. Kysyn 7.12.2026, mitä sille kuuluu."
    house.now = datetime(2026, 12, 7, 7, tzinfo=UTC)
    await house.clock.tick()
    assert await posted(house, "checkin") == 1
    await house.ask(pekka, AnswerCheckIn(1, Answer.ON_TRACK))
    house.now = datetime(2026, 12, 20, 20, tzinfo=UTC)
    await house.clock.tick()
    assert await posted(house, "checkin") == 1
    house.now = datetime(2026, 12, 21, 7, tzinfo=UTC)
    await house.clock.tick()
    assert await posted(house, "checkin") == 2
    async with house.database.transaction() as store:
        card = (await checkins.draw(await house.scene.turn(store, "fi"), [2]))[2]
    assert isinstance(card, Card)
    assert read(card.title, "fi").startswith("Kokeilu ”Vara-avaimet autoihin” päättyi 19.12.2026.")


async def test_only_a_longer_trial_is_promised_a_question_halfway(house: House) -> None:
    pekka = house.person("pekka")
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin"))
    opened = await house.ask(pekka, PlanExperiment(1))
    assert isinstance(opened.show, Form)
    hint = opened.show.fields[-1].hint
    assert hint
    assert read(hint, "fi").startswith("Kysyn lopussa, miten jatketaan. Pidemmässä kokeilussa")
    await house.ask(pekka, StartExperiment(1, "Avainlaatikko", date(2026, 11, 27), why="Aikaa säästyy"))
    house.later(days=14)
    await house.clock.tick()
    assert await posted(house, "checkin") == 1


async def test_an_adopted_idea_is_not_tried_again(house: House, pekka: Caller) -> None:
    house.later(days=29)
    await house.clock.tick()
    await house.ask(pekka, Decide(1, Decision.ADOPT))
    for again in (PlanExperiment(1), StartExperiment(1, "Uudestaan", date(2027, 1, 31), why="Aikaa säästyy")):
        refused = await house.ask(house.person("liisa"), again)
        assert isinstance(refused.show, Notice)
        assert read(refused.show.text, "fi") == "Tästä ideasta on jo päätetty. Perustelu on kortissa."
    assert await stage(house) is Stage.ADOPTED
    async with house.database.transaction() as store:
        card = await ideas.draw(await house.scene.turn(store, "fi"), 1)
    assert isinstance(card, Card)
    assert [type(button.intent) for button in card.buttons] == [Support, OpenWouldHelp, OpenComment, MoreOf]


async def test_a_call_for_help_reaches_the_renewer_once(house: House, pekka: Caller) -> None:
    house.later(days=15)
    await house.clock.tick()
    for _ in range(2):
        await house.ask(pekka, AnswerCheckIn(1, Answer.NEEDS_HELP, observation="Laatikko juuttuu."))
    assert await posted(house, "stuck") == 1


async def test_only_who_tries_it_answers_and_only_when_asked(house: House, pekka: Caller) -> None:
    early = await house.ask(pekka, AnswerCheckIn(1, Answer.ON_TRACK))
    assert isinstance(early.show, Notice)
    house.later(days=15)
    await house.clock.tick()
    other = await house.ask(house.person("liisa"), AnswerCheckIn(1, Answer.ON_TRACK))
    assert isinstance(other.show, Notice)
    async with house.database.transaction() as store:
        checkin = await store.checkin(1)
        assert checkin
        assert checkin.answer is None


async def test_a_stop_needs_its_lesson(house: House, pekka: Caller) -> None:
    house.later(days=15)
    await house.clock.tick()
    reply = await house.ask(pekka, Decide(1, Decision.STOP))
    assert isinstance(reply.show, Form)
    assert set(reply.show.errors) == {"lesson"}
    await house.ask(pekka, Decide(1, Decision.STOP, "Laatikko oli liian pieni."))
    assert await stage(house) is Stage.STOPPED


async def test_a_stale_dialog_is_answered_with_a_sentence(house: House, pekka: Caller) -> None:
    for days in (15, 14):
        house.later(days=days)
        await house.clock.tick()
    await house.ask(pekka, Decide(2, Decision.ADOPT))
    late = await house.ask(pekka, Decide(1, Decision.STOP))
    assert isinstance(late.show, Notice)
    assert late.show.tone == "refused"
    assert await stage(house) is Stage.ADOPTED


async def test_adapting_starts_a_new_round_that_is_asked_about(house: House, pekka: Caller) -> None:
    house.later(days=29)
    await house.clock.tick()
    opened = await house.ask(pekka, OpenDecision(1, Decision.ADAPT))
    assert isinstance(opened.show, Form)
    assert opened.show.builds == Decide(1, Decision.ADAPT, what="Avainlaatikko", until=date(2027, 1, 20))
    await house.ask(pekka, Decide(1, Decision.ADAPT, what="Isompi laatikko", until=date(2027, 1, 29)))
    assert await stage(house) is Stage.ADAPTED
    async with house.database.transaction() as store:
        again, first = await store.experiments_of(1)
    assert (again.round, again.plan.what, again.plan.why) == (2, "Isompi laatikko", first.plan.why)
    house.later(days=20)
    await house.clock.tick()
    assert await posted(house, "checkin") == 2


async def test_two_decisions_at_once_are_one(house: House, pekka: Caller) -> None:
    house.later(days=29)
    await house.clock.tick()
    await asyncio.gather(
        house.ask(pekka, Decide(1, Decision.STOP, "Riittää.")),
        house.ask(pekka, Decide(1, Decision.ADAPT, what="Uudestaan", until=date(2027, 1, 31))),
    )
    async with house.database.transaction() as store:
        trials = await store.experiments_of(1)
        running = [trial for trial in trials if trial.decision is None]
    assert len(running) == (1 if await stage(house) is Stage.ADAPTED else 0)
