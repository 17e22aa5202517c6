"""The leadership's overview: the criteria of the lights, what is counted, and one letter a quarter."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.features import steering
from bot.intents import (
    AimAt,
    AnswerIdea,
    GiveRoles,
    Hide,
    LinkChannel,
    SaveGoal,
    SayWouldHelp,
    SeeOverview,
    ShareIdea,
    StartExperiment,
    WithdrawIdea,
)
from bot.model import AnswerKind, Area, Caller, Colour, Place, Practice, Reason, Subject, Unit, light, quarter_after
from bot.replies import Reply
from bot.views.kinds import Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.statements import heard

CARE, SCHOOL = Unit(1, "Kotihoito"), Unit(2, "Koulu")
BUSY = Practice(CARE, live=1, tried=3, aimed=1, shared=1)
END = date(2026, 12, 22)
RED, YELLOW, GREEN = Colour.RED, Colour.YELLOW, Colour.GREEN


@pytest.mark.parametrize(
    ("practice", "goals", "colour", "reason"),
    [
        (Practice(CARE), True, RED, Reason.NOTHING_TRIED),
        (Practice(CARE, shared=3), True, RED, Reason.NOTHING_TRIED),
        (replace(BUSY, undecided=1), True, YELLOW, Reason.UNDECIDED),
        (replace(BUSY, undecided=1, aimed=0, shared=0), True, YELLOW, Reason.UNDECIDED),
        (replace(BUSY, aimed=0), True, YELLOW, Reason.NO_GOAL),
        (replace(BUSY, aimed=0), False, GREEN, Reason.ALL_MET),
        (replace(BUSY, shared=0), True, YELLOW, Reason.NOT_SHARED),
        (replace(BUSY, aimed=0, shared=0), False, YELLOW, Reason.NOT_SHARED),
        (replace(BUSY, live=0), True, GREEN, Reason.ALL_MET),
        (BUSY, True, GREEN, Reason.ALL_MET),
    ],
)
def test_a_light_names_the_first_criterion_that_is_not_met(
    practice: Practice, goals: bool, colour: Colour, reason: Reason
) -> None:
    found = light(practice, goals=goals)
    assert (found.colour, found.reason) == (colour, reason)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2027, 4, 1)),
        (date(2027, 3, 31), date(2027, 4, 1)),
        (date(2027, 6, 30), date(2027, 7, 1)),
        (date(2027, 9, 30), date(2027, 10, 1)),
    ],
)
def test_the_next_quarter_begins_in_january_april_july_or_october(day: date, quarter: date) -> None:
    assert quarter_after(day) == quarter


@remembered
async def aino(house: House, member: Member) -> Caller:
    """An admin; home care and the school take part."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    for number, unit in enumerate((CARE, SCHOOL), 1):
        await house.ask(aino, LinkChannel(unit=unit.name), Place("slack", "home", f"C{number}", f"C{number}"))
    await house.learn(house.person("liisa"), member("Liisa", "liisa@kunta.example"))
    return aino


def told(reply: Reply) -> list[str]:
    assert isinstance(reply.show, Report)
    return lines(reply.show)


def lines(report: Report) -> list[str]:
    parts = [read(report.title, "fi"), *(read(one, "fi") for one in (report.intro, report.note) if one)]
    return [*parts, *(read(one.sentence, "fi") for section in report.sections for one in section.items)]


async def trial(house: House, number: int, unit: Unit, who: str = "liisa") -> None:
    await house.ask(house.person(who), ShareIdea(title=f"Idea {number}", unit=unit.id, anyway=True))
    await house.ask(house.person(who), StartExperiment(number, "Kokeillaan", END, why="Aikaa säästyy"))


async def test_a_work_community_goes_from_red_to_green_as_it_tries_decides_aims_and_shares(
    house: House, aino: Caller
) -> None:
    liisa = house.person("liisa")
    assert "Koulu. Punainen: vuoteen ei ole kokeiltu mitään" in told(await house.ask(aino, SeeOverview()))
    await house.ask(aino, SaveGoal(area=Area.WORK, name="Tauot pidetään"))
    await trial(house, 1, CARE)
    seen = told(await house.ask(aino, SeeOverview()))
    assert "Kotihoito. Keltainen: mikään kokeilu ei edistä tavoitteita" in seen
    assert "Työyhteisöt, joissa on kokeilu käynnissä: 1/2." in seen
    await house.ask(liisa, AimAt(1, ("1",)))
    seen = told(await house.ask(aino, SeeOverview()))
    assert "Kotihoito. Keltainen: ideoita ei ole vielä jaettu muille työyhteisöille" in seen
    assert "”Tauot pidetään”: 1 kokeilu käynnissä" in seen
    await house.ask(liisa, SayWouldHelp(1, SCHOOL.id))
    seen = told(await house.ask(aino, SeeOverview()))
    assert [one for one in seen if one.startswith("Kotihoito. Vihreä")]
    assert "Koulu. Punainen: vuoteen ei ole kokeiltu mitään" in seen
    house.now = datetime(2026, 12, 23, 10, tzinfo=UTC)
    seen = told(await house.ask(aino, SeeOverview()))
    assert "Kotihoito. Keltainen: 1 kokeilu odottaa päätöstä" in seen
    assert "”Idea 1”, Kotihoito: odottanut päätöstä 22.12.2026 lähtien" in seen
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("update experiment set decision = 'adopt'")
    seen = told(await house.ask(aino, SeeOverview()))
    assert [one for one in seen if one.startswith("Kotihoito. Vihreä")]
    house.now = datetime(2027, 12, 24, 10, tzinfo=UTC)
    assert "Kotihoito. Punainen: vuoteen ei ole kokeiltu mitään" in told(await house.ask(aino, SeeOverview()))


async def test_what_work_communities_lie_below_has_no_light_of_its_own_nor_what_is_closed(
    house: House, aino: Caller
) -> None:
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("insert into unit (name, names) values ('Sivistys', '{}'), ('Vanha', '{}')")
        await connection.exec_driver_sql("update unit set parent = 3 where id = 2")
        await connection.exec_driver_sql("update unit set closed_on = '2026-11-01' where id = 4")
    seen = "\n".join(told(await house.ask(aino, SeeOverview())))
    assert "Koulu. Punainen" in seen
    assert not [name for name in ("Sivistys", "Vanha") if name in seen]
    await trial(house, 1, Unit(3, "Sivistys"))
    assert "Sivistys. Keltainen" in "\n".join(told(await house.ask(aino, SeeOverview())))


async def test_a_withdrawn_idea_and_the_closed_goal_count_for_nothing(house: House, aino: Caller) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Idea", unit=CARE.id))
    await house.ask(house.person("liisa"), SayWouldHelp(1, SCHOOL.id))
    await house.ask(house.person("liisa"), WithdrawIdea(1))
    async with house.database.transaction() as store:
        practices = await store.practices(date(2025, 11, 24), date(2026, 11, 24))
    assert [(one.unit.name, one.shared) for one in practices] == [("Kotihoito", 0), ("Koulu", 0)]


async def test_a_hidden_idea_is_not_named_and_counts_for_nothing(house: House, aino: Caller) -> None:
    await trial(house, 1, CARE)
    await house.ask(house.person("liisa"), SayWouldHelp(1, SCHOOL.id))
    house.now = datetime(2026, 12, 23, 10, tzinfo=UTC)
    assert "”Idea 1”, Kotihoito: odottanut päätöstä 22.12.2026 lähtien" in told(await house.ask(aino, SeeOverview()))
    await house.clock.tick()
    house.now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    await house.clock.tick()
    hidden = await house.ask(aino, Hide("idea", 1, reason="Tekstistä tunnistaa asiakkaan."))
    assert Subject("overview", 1) in hidden.redraw
    seen = told(await house.ask(aino, SeeOverview()))
    assert "Idea 1" not in "\n".join(seen)
    assert "Kotihoito. Punainen: vuoteen ei ole kokeiltu mitään" in seen


async def test_the_promise_counts_answers_of_the_whole_organisation_and_only_those_that_were_due(
    house: House, aino: Caller
) -> None:
    assert "Vuoden aikana ei ole ollut ideoita, joihin piti vastata." in told(await house.ask(aino, SeeOverview()))
    for number in (1, 2, 3):
        await house.ask(house.person("liisa"), ShareIdea(title=f"Idea {number}", unit=CARE.id, anyway=True))
    await house.ask(aino, AnswerIdea(1, AnswerKind.TRY, "Hyvä."))
    await house.ask(house.person("liisa"), StartExperiment(3, "Kokeillaan", END, why="Aikaa säästyy"))
    kept = "Ideat, joihin on vuoden aikana vastattu luvattuun päivään mennessä"
    assert f"{kept}: 1/1." in told(await house.ask(aino, SeeOverview()))
    house.later(days=21)
    assert f"{kept}: 1/2." in told(await house.ask(aino, SeeOverview()))
    await house.ask(aino, AnswerIdea(2, AnswerKind.TRY, "Hyvä."))
    assert f"{kept}: 1/2." in told(await house.ask(aino, SeeOverview()))


async def test_only_the_leadership_and_admins_see_it_and_nobody_is_named(house: House, aino: Caller) -> None:
    await trial(house, 1, CARE)
    refused = await house.ask(house.person("liisa"), SeeOverview())
    assert isinstance(refused.show, Notice)
    assert refused.show.tone == "refused"
    stranger = await house.ask(house.person("outi"), SeeOverview())
    assert isinstance(stranger.show, Notice)
    seen = "\n".join(told(await house.ask(aino, SeeOverview())))
    assert not [name for name in ("Liisa", "liisa", "Aino", "aino") if name in seen]


async def test_the_numbers_come_from_the_same_few_statements_however_many_work_communities(
    house: House, aino: Caller
) -> None:
    async def statements() -> int:
        with heard() as found:
            await house.ask(aino, SeeOverview())
        return len(found)

    before = await statements()
    for number in range(1, 6):
        unit = f"Yksikkö {number}"
        await house.ask(aino, LinkChannel(unit=unit), Place("slack", "home", f"C1{number}", f"C1{number}"))
        await trial(house, number, Unit(number + 2, unit))
    assert await statements() == before


async def letters(house: House) -> list[tuple[date, str]]:
    """The quarter and the place of every overview that has been sent."""
    query = (
        "select l.quarter, p.name_there from overview_letter l"
        " join posting p on p.subject_kind = 'overview' and p.subject_id = l.id order by l.id"
    )
    async with house.database.engine.connect() as connection:
        return [(row.quarter, row.name_there) for row in await connection.exec_driver_sql(query)]


HELSINKI = ZoneInfo("Europe/Helsinki")
FIRST, SECOND = date(2027, 1, 1), date(2027, 4, 1)


async def test_it_comes_once_in_the_first_working_morning_of_the_quarter(house: House, aino: Caller) -> None:
    """The trap: the clock ticks again and again, in every bot; the first of January is a holiday and a Friday."""
    await house.clock.tick()
    house.now = datetime.combine(date(2027, 1, 4), time(8, 29), HELSINKI)
    await house.clock.tick()
    assert await letters(house) == []
    for _ in range(3):
        house.now = max(house.now, datetime.combine(date(2027, 1, 4), time(8, 30), HELSINKI))
        await house.clock.tick()
        house.later(hours=3)
    assert await letters(house) == [(FIRST, "aino")]
    house.now = datetime.combine(SECOND, time(8, 30), HELSINKI)
    await house.clock.tick()
    assert await letters(house) == [(FIRST, "aino"), (SECOND, "aino")]


async def test_after_months_without_us_one_letter_tells_of_today(house: House, aino: Caller) -> None:
    await house.clock.tick()
    house.now = datetime(2027, 8, 10, 9, tzinfo=UTC)
    for _ in range(3):
        await house.clock.tick()
    assert await letters(house) == [(FIRST, "aino")]
    async with house.database.transaction() as store:
        report = await steering.draw(await house.scene.turn(store, "fi"), 1)
    assert isinstance(report, Report)
    assert report.subject == Subject("overview", 1)
    assert read(report.title, "fi") == "Katsaus ohjausryhmälle, 10.8.2027"
    house.now = datetime.combine(date(2027, 10, 1), time(8, 30), HELSINKI)
    await house.clock.tick()
    assert await letters(house) == [(FIRST, "aino"), (date(2027, 10, 1), "aino")]


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Sydney"])
async def test_it_comes_in_the_morning_of_whoever_is_far_away(
    house: House, aino: Caller, member: Member, zone: str
) -> None:
    await house.learn(aino, replace(member("Aino", ADMIN), time_zone=zone))
    await house.clock.tick()
    moment = datetime.combine(date(2027, 1, 4), time(8, 30), ZoneInfo(zone))
    house.now = moment - timedelta(minutes=1)
    await house.clock.tick()
    assert await letters(house) == []
    house.now = moment
    await house.clock.tick()
    assert await letters(house) == [(FIRST, "aino")]


async def test_a_person_with_two_accounts_gets_one(house: House, aino: Caller, member: Member) -> None:
    await house.learn(house.person("aino-teams", "teams"), member("Aino", ADMIN))
    await house.clock.tick()
    house.now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    await house.clock.tick()
    assert await letters(house) == [(FIRST, "aino")]


async def test_the_leadership_of_any_work_community_gets_it_once_too(
    house: House, aino: Caller, member: Member
) -> None:
    liisa = house.person("liisa")
    for unit in (CARE, SCHOOL):
        await house.ask(aino, GiveRoles(unit.id, leadership=("liisa",)))
    assert isinstance((await house.ask(liisa, SeeOverview())).show, Report)
    await house.clock.tick()
    house.now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    await house.clock.tick()
    assert sorted(await letters(house)) == [(FIRST, "aino"), (FIRST, "liisa")]


async def test_whoever_leads_no_more_gets_none(house: House, aino: Caller, member: Member) -> None:
    await house.clock.tick()
    await house.learn(aino, replace(member("Aino", ADMIN), full_member=False))
    house.now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    await house.clock.tick()
    assert await letters(house) == []
    async with house.database.transaction() as store:
        assert await steering.draw(await house.scene.turn(store, "fi"), 1) is None
