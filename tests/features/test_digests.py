"""The weekly digest: one for each supervisor and week, whatever happens to the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.features import digests
from bot.intents import LinkChannel, ShareIdea, StartExperiment
from bot.model import Caller, Place, Profile, Subject
from bot.views.kinds import Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member

CHANNEL = Place("slack", "home", "C1", "C1")


@pytest.fixture
async def maija(house: House, member: Member) -> Caller:
    """The supervisor of home care."""
    aino, maija = house.person("aino"), house.person("maija")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija"), CHANNEL)
    await house.learn(maija, member("Maija", "maija@kunta.example"))
    return maija


async def sent(house: House) -> list[tuple[date, date]]:
    """(since, Monday) of every digest that has been sent, in order."""
    async with house.database.engine.connect() as connection:
        rows = await connection.exec_driver_sql(
            "select d.since, d.monday from digest d join posting p on p.subject_kind = 'digest' and p.subject_id = d.id"
            " order by d.monday"
        )
        return [(row.since, row.monday) for row in rows]


async def test_it_leaves_on_monday_morning_once_a_week(house: House, maija: Caller) -> None:
    """The trap: the clock ticks again and again, in every bot."""
    for _ in range(3 * 7 * 8):
        house.later(hours=3)
        await house.clock.tick()
    assert await sent(house) == [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 12, 7)),
        (date(2026, 12, 7), date(2026, 12, 14)),
    ]


async def test_a_holiday_moves_it_to_the_next_working_day(house: House, maija: Caller) -> None:
    house.now = datetime(2027, 3, 29, 9, tzinfo=UTC)  # Easter Monday
    await house.clock.tick()
    missed = await sent(house)
    house.now += timedelta(days=1)
    await house.clock.tick()
    assert (date(2027, 3, 22), date(2027, 3, 29)) not in missed
    assert (await sent(house))[-1][1] == date(2027, 3, 29)


async def test_after_a_fortnights_silence_one_digest_tells_of_both_weeks(house: House, maija: Caller) -> None:
    house.now = datetime(2026, 12, 8, 9, tzinfo=UTC)
    await house.clock.tick()
    assert await sent(house) == [(date(2026, 11, 23), date(2026, 12, 7))]


async def test_somebody_far_away_gets_one_every_week_too(house: House, maija: Caller) -> None:
    await house.learn(maija, Profile("Maija", full_member=True, time_zone="Australia/Sydney"))
    for _ in range(3 * 7 * 4):
        house.later(hours=6)
        await house.clock.tick()
    assert len(await sent(house)) == 3


async def test_a_guest_gets_none(house: House, maija: Caller) -> None:
    await house.learn(maija, Profile("Maija", full_member=False))
    house.later(days=7)
    await house.clock.tick()
    assert await sent(house) == []


@pytest.mark.parametrize(
    ("zone", "monday"),
    [
        ("Europe/Helsinki", date(2026, 10, 26)),
        ("Europe/Helsinki", date(2028, 3, 27)),
        ("America/New_York", date(2026, 11, 2)),
        ("America/New_York", date(2027, 3, 15)),
    ],
)
async def test_it_leaves_at_half_past_eight_of_the_supervisors_own_morning_also_after_the_clocks_change(
    house: House, member: Member, zone: str, monday: date
) -> None:
    """The trap: schedules are in UTC; and one hour of the year comes twice, another never."""
    mondays, own = (monday - timedelta(days=7), monday), ZoneInfo(zone)
    house.now = datetime.combine(monday - timedelta(days=10), time(9), own)
    aino, maija = house.person("aino"), house.person("maija")
    await house.learn(aino, member("Aino", ADMIN))
    await house.learn(maija, replace(member("Maija", "maija@kunta.example"), time_zone=zone))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija"), CHANNEL)
    for before, day in enumerate(mondays):
        house.now = datetime.combine(day, time(8, 29), own)
        await house.clock.tick()
        assert len(await sent(house)) == before
        house.now = datetime.combine(day, time(8, 30), own)
        await house.clock.tick()
        assert [one for _, one in await sent(house)] == list(mondays[: before + 1])


async def test_it_tells_apart_what_ends_this_week_and_what_has_waited_longer(house: House, maija: Caller) -> None:
    ends = (date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 6), date(2026, 12, 7))
    for number, last in enumerate(ends, 1):
        await house.ask(house.person("liisa"), ShareIdea(title=f"{number}", unit=1, anyway=True))
        await house.ask(house.person("pekka"), StartExperiment(number, "Kokeillaan", last, why="Aikaa säästyy"))
    house.now = datetime(2026, 11, 30, 7, tzinfo=UTC)
    await house.clock.tick()
    async with house.database.transaction() as store:
        report = await digests.draw(await house.scene.turn(store, "fi"), 1)
    assert isinstance(report, Report)
    told = {
        read(section.heading, "fi"): [read(item.sentence, "fi") for item in section.items]
        for section in report.sections
    }
    assert told["Odottaa sinua"] == ["Kokeilu ”1” odottaa päätöstä"]
    assert told["Päättyvät tällä viikolla"] == ["”2”, 30.11.2026 asti", "”3”, 6.12.2026 asti"]
    assert told["Kokeilut"] == ["”4”, 7.12.2026 asti"]


async def test_it_tells_what_is_new_in_own_work_communities(house: House, maija: Caller) -> None:
    """The trap: a digest may come twice after a crash: its title says which week it is of."""
    async with house.database.transaction() as store:
        unit = await store.unit_named("Kotihoito")
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet autoihin", unit=unit.id))
    await house.ask(house.person("liisa"), ShareIdea(title="Aamupalaveri seisten"))
    house.later(days=7)
    await house.clock.tick()
    async with house.database.transaction() as store:
        report = await digests.draw(await house.scene.turn(store, "fi"), 1)
    assert isinstance(report, Report)
    assert report.subject == Subject("digest", 1)
    assert read(report.title, "fi") == "Viikkokooste, viikko 48"
    assert [read(item.sentence, "fi") for section in report.sections for item in section.items] == [
        "”Vara-avaimet autoihin”: Idea"
    ]
