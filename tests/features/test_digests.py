"""The weekly digest: one for each supervisor and week, whatever happens to the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.features import weeks
from bot.intents import LinkChannel, SaveSettings
from bot.model import Caller, Language, Profile
from bot.views.kinds import Report
from bot.views.text import Words, read
from tests.features.conftest import ADMIN, House, Member
from tests.features.mondays import CHANNEL, sent, shares, weeks_pass


async def test_it_leaves_on_monday_morning_once_a_week(house: House, maija: Caller) -> None:
    """The trap: the clock ticks again and again, in every bot."""
    await weeks_pass(house, 3, hours=8)
    assert await sent(house) == [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 12, 7)),
        (date(2026, 12, 7), date(2026, 12, 14)),
    ]


async def test_a_holiday_moves_it_to_the_next_working_day(house: House, maija: Caller) -> None:
    house.now = datetime(2027, 3, 24, 9, tzinfo=UTC)
    await shares(house)
    house.now = datetime(2027, 3, 29, 9, tzinfo=UTC)  # Easter Monday
    await house.clock.tick()
    missed = await sent(house)
    house.now += timedelta(days=1)
    await house.clock.tick()
    assert (date(2027, 3, 22), date(2027, 3, 29)) not in missed
    assert (await sent(house))[-1][1] == date(2027, 3, 29)


async def test_after_a_fortnight_without_latu_one_digest_tells_of_both_weeks(house: House, maija: Caller) -> None:
    await shares(house)
    house.now = datetime(2026, 12, 8, 9, tzinfo=UTC)
    await house.clock.tick()
    assert await sent(house) == [(date(2026, 11, 23), date(2026, 12, 7))]


async def test_late_in_the_evening_it_waits_for_the_next_morning(house: House, maija: Caller) -> None:
    await shares(house)
    house.now = datetime(2026, 11, 30, 17, tzinfo=UTC)
    await house.clock.tick()
    assert await sent(house) == []
    house.now = datetime(2026, 12, 1, 7, tzinfo=UTC)
    await house.clock.tick()
    assert await sent(house) == [(date(2026, 11, 23), date(2026, 11, 30))]


async def test_somebody_far_away_gets_one_every_week_too(house: House, maija: Caller) -> None:
    await house.learn(maija, Profile("Maija", full_member=True, time_zone="Australia/Sydney"))
    await weeks_pass(house, 3, hours=8)
    assert len(await sent(house)) == 3


async def test_a_guest_gets_none(house: House, maija: Caller) -> None:
    await house.learn(maija, Profile("Maija", full_member=False))
    await shares(house)
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
        house.now = datetime.combine(day - timedelta(days=3), time(12), own)
        await shares(house, f"Idea {day}")
        house.now = datetime.combine(day, time(8, 29), own)
        await house.clock.tick()
        assert len(await sent(house)) == before
        house.now = datetime.combine(day, time(8, 30), own)
        await house.clock.tick()
        assert [one for _, one in await sent(house)] == list(mondays[: before + 1])


async def test_nothing_is_said_when_nothing_happened_and_after_a_month_one_line_and_never_both(
    house: House, maija: Caller
) -> None:
    """The trap: a weekly “nothing new” teaches people not to read."""
    await weeks_pass(house, 3, eventful=False)
    assert await sent(house) == []
    await weeks_pass(house, 1, eventful=False)
    assert await sent(house) == [(date(2026, 12, 14), date(2026, 12, 21))]
    assert [read(words, "fi") for words in await said(house)] == [
        "Rauhallinen kuukausi: ei uutta, eikä mikään odota sinua."
    ]
    await weeks_pass(house, 3, eventful=False)
    assert len(await sent(house)) == 1
    await weeks_pass(house, 1)
    assert await sent(house) == [
        (date(2026, 12, 14), date(2026, 12, 21)),
        (date(2027, 1, 11), date(2027, 1, 18)),
    ]
    assert await said(house) == []


async def test_a_week_after_silent_ones_tells_only_of_itself(house: House, maija: Caller) -> None:
    await weeks_pass(house, 2, eventful=False)
    await weeks_pass(house, 1)
    assert await sent(house) == [(date(2026, 12, 7), date(2026, 12, 14))]


async def test_a_pause_holds_and_the_first_digest_after_it_tells_of_the_whole_time(house: House, maija: Caller) -> None:
    await house.ask(maija, SaveSettings(Language.FINNISH, date(2026, 12, 7)))
    await weeks_pass(house, 3)
    assert await sent(house) == [(date(2026, 11, 23), date(2026, 12, 14))]


async def test_a_person_with_tasks_in_two_chats_gets_one(house: House, maija: Caller, member: Member) -> None:
    """The trap: one human, two accounts, and a digest for each of them."""
    other = house.person("maija2", "teams")
    aino = house.person("aino2", "teams")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Keittiöt", supervisor="maija2"), house.channel("C2", "teams"))
    await house.learn(other, member("Maija", "maija@kunta.example"))
    await weeks_pass(house, 2)
    assert await sent(house) == [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 12, 7)),
    ]


async def test_a_renewer_gets_it_too_and_a_deputy_only_where_nobody_supervises(house: House, maija: Caller) -> None:
    aino = house.person("aino")
    people = LinkChannel(unit="Kotihoito", supervisor="maija", deputy="pekka", renewer="kaisa")
    await house.ask(aino, people, CHANNEL)
    await weeks_pass(house, 1)
    assert await readers(house) == ["kaisa", "maija"]
    await house.ask(aino, replace(people, supervisor=""), CHANNEL)
    await weeks_pass(house, 2)
    assert await readers(house) == ["kaisa", "kaisa", "kaisa", "maija", "pekka", "pekka"]


async def test_whoever_was_missed_by_planning_is_found_by_the_clock(house: House, maija: Caller) -> None:
    """The trap: a task that came by another way than the form leaves its holder without a digest for ever."""
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("delete from digest")
    await house.clock.tick()
    await weeks_pass(house, 1)
    assert await sent(house) == [(date(2026, 11, 23), date(2026, 11, 30))]


async def readers(house: House) -> list[str]:
    """Who has been sent one, once for each."""
    async with house.database.engine.connect() as connection:
        found = await connection.exec_driver_sql("select name_there from posting where subject_kind = 'digest'")
        return sorted(found.scalars())


async def said(house: House) -> list[Words]:
    """The line of the newest digest, where it has one."""
    async with house.database.engine.connect() as connection:
        query = "select max(subject_id) from posting where subject_kind = 'digest'"
        number = (await connection.exec_driver_sql(query)).scalar_one()
    async with house.database.transaction() as store:
        report = (await weeks.draw(await house.scene.turn(store, "fi"), [number])).get(number)
    assert isinstance(report, Report)
    assert (report.intro is None) != (report.sections == ())
    return [report.intro] if report.intro else []
