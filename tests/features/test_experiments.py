"""Trials: started at once, asked about on the day, decided once."""

import asyncio
from datetime import date

import pytest

from bot.intents import AnswerCheckIn, Decide, LinkChannel, OpenDecision, PlanExperiment, ShareIdea, StartExperiment
from bot.model import Answer, Caller, Decision, Place, Stage
from bot.views.kinds import Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member

CHANNEL = Place("slack", "home", "C1", "C1")


@pytest.fixture
async def pekka(house: House, member: Member) -> Caller:
    """He tries idea 1 of home care until 22 December; Kaisa is its renewer."""
    aino, kaisa, pekka = house.person("aino"), house.person("kaisa"), house.person("pekka")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito", renewer="kaisa"), CHANNEL)
    await house.learn(kaisa, member("Kaisa", "kaisa@kunta.example"))
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(pekka, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22)))
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
    reply = await house.ask(house.person("liisa"), StartExperiment(1, "Avainlaatikko", date(2026, 11, 1)))
    assert isinstance(reply.show, Form)
    assert read(reply.show.errors["until"], "fi") == "Päivä on jo mennyt. Valitse 25.11.2026 tai myöhempi päivä."
    assert reply.show.builds == StartExperiment(1, "Avainlaatikko", date(2026, 11, 1))


async def test_it_is_asked_about_halfway_and_at_the_end(house: House, pekka: Caller) -> None:
    asked = []
    for _ in range(40):
        house.later(days=1)
        await house.clock.tick()
        asked.append(await posted(house, "checkin"))
    assert asked.index(1) + 1 == 14
    assert asked.index(2) + 1 == 28
    assert asked[-1] == 2


async def test_a_call_for_help_reaches_the_renewer_once(house: House, pekka: Caller) -> None:
    house.later(days=15)
    await house.clock.tick()
    for _ in range(2):
        await house.ask(pekka, AnswerCheckIn(1, Answer.NEEDS_HELP, "Laatikko juuttuu."))
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
    house.later(days=29)
    await house.clock.tick()
    await house.ask(pekka, Decide(2, Decision.ADOPT))
    late = await house.ask(pekka, Decide(1, Decision.STOP))
    assert isinstance(late.show, Notice)
    assert late.show.tone == "refused"
    assert await stage(house) is Stage.ADOPTED


async def test_adapting_starts_a_new_round_that_is_asked_about(house: House, pekka: Caller) -> None:
    house.later(days=29)
    await house.clock.tick()
    opened = await house.ask(pekka, OpenDecision(2, Decision.ADAPT))
    assert isinstance(opened.show, Form)
    await house.ask(pekka, Decide(2, Decision.ADAPT, until=date(2027, 1, 31)))
    assert await stage(house) is Stage.ADAPTED
    house.later(days=60)
    await house.clock.tick()
    assert await posted(house, "checkin") == 4


async def test_two_decisions_at_once_are_one(house: House, pekka: Caller) -> None:
    house.later(days=29)
    await house.clock.tick()
    await asyncio.gather(
        house.ask(pekka, Decide(1, Decision.STOP, "Riittää.")),
        house.ask(pekka, Decide(2, Decision.ADAPT, until=date(2027, 1, 31))),
    )
    async with house.database.transaction() as store:
        trials = await store.experiments_of(1)
        running = [trial for trial in trials if trial.decision is None]
    assert len(running) == (1 if await stage(house) is Stage.ADAPTED else 0)
