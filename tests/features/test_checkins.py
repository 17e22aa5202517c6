"""Check-ins: asked on the right mornings, reminded of once, answered until the next one; silence is told once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.features import checkins
from bot.intents import AnswerCheckIn, Decide, Later, OpenCheckIn, OpenDecision, SaveSettings, StartExperiment
from bot.model import Answer, Cadence, Decision, Language, Subject
from bot.views.kinds import Form, Notice
from bot.views.text import read
from tests.features.conftest import House, Member, remembered
from tests.features.trials import HELSINKI, Days, card_of, leaves, named, tried

MONTHS = StartExperiment(1, "Avainlaatikko", date(2027, 1, 23), why="Aikaa säästyy", cadence=Cadence.WEEKLY)
"""From Tuesday 24 November to Saturday 23 January, asked weekly; halfway is Thursday 24 December."""


@remembered
async def people(house: House, member: Member) -> House:
    await named(house, member)
    return house


@pytest.fixture
def days(people: House) -> Days:
    return Days(people)


def asked(told: list[tuple[str, str, str]]) -> list[str]:
    return [day for day, kind, _ in told if kind == "checkin"]


async def answered(days: Days, until: date, *, by: str = "pekka") -> list[str]:
    """The mornings of all questions, each answered at once."""
    found: list[str] = []
    day = days.house.now.astimezone(HELSINKI).date()
    while day < until:
        day += timedelta(days=1)
        told = await days.pass_until(day)
        for _ in asked(told):
            number = await newest(days.house)
            await days.house.ask(days.house.person(by), AnswerCheckIn(number, Answer.ON_TRACK))
        found += asked(told)
    return found


async def newest(house: House) -> int:
    async with house.database.engine.connect() as connection:
        return int(
            (await connection.exec_driver_sql("select max(id) from checkin where asked_on is not null")).scalar_one()
        )


@pytest.mark.parametrize(
    ("cadence", "mornings"),
    [
        (Cadence.MIDWAY, ["28.12. 09.00", "25.01. 09.00"]),
        (Cadence.MONTHLY, ["28.12. 09.00", "25.01. 09.00"]),
        (
            Cadence.TWO_WEEKS,
            ["08.12. 09.00", "22.12. 09.00", "28.12. 09.00", "05.01. 09.00", "19.01. 09.00", "25.01. 09.00"],
        ),
        (
            Cadence.WEEKLY,
            [
                "01.12. 09.00",
                "08.12. 09.00",
                "15.12. 09.00",
                "22.12. 09.00",
                "28.12. 09.00",
                "05.01. 09.00",
                "12.01. 09.00",
                "19.01. 09.00",
                "25.01. 09.00",
            ],
        ),
    ],
)
async def test_a_trial_is_asked_about_by_its_cadence_on_working_days(
    days: Days, cadence: Cadence, mornings: list[str]
) -> None:
    """Halfway falls on Christmas Eve; 26 December is a Saturday."""
    await tried(days.house, replace(MONTHS, cadence=cadence))
    assert await answered(days, date(2027, 1, 25)) == mornings


async def test_a_public_holiday_on_a_monday_moves_the_question_to_tuesday(days: Days) -> None:
    """29 March 2027 is Easter Monday, and the clocks change the night before."""
    days.house.now = datetime(2027, 3, 22, 8, tzinfo=UTC)
    await tried(days.house, replace(MONTHS, until=date(2027, 4, 30)))
    assert (await answered(days, date(2027, 3, 31))) == ["30.03. 09.00"]


@pytest.mark.parametrize(("until", "begins"), [(time(7, 59), 0), (time(8, 0), 1), (time(16, 59), 1), (time(17, 0), 0)])
async def test_what_is_late_is_asked_within_working_hours_only(days: Days, until: time, begins: int) -> None:
    await tried(days.house, MONTHS)
    assert len(asked(await days.down_until(date(2026, 12, 2), until))) == begins
    late = asked(await days.pass_until(date(2026, 12, 3)))
    assert late == ([] if begins else ["02.12. 09.00" if until < time(9) else "03.12. 09.00"])


async def test_a_question_waits_for_the_end_of_a_pause_and_then_comes_once(days: Days) -> None:
    pekka = await tried(days.house, MONTHS)
    await days.house.ask(pekka, SaveSettings(Language.FINNISH, date(2026, 12, 18)))
    assert asked(await days.pass_until(date(2026, 12, 20))) == []
    assert asked(await days.pass_until(date(2026, 12, 21))) == ["21.12. 09.00"]


async def test_a_question_that_waited_for_a_pause_comes_as_soon_as_the_pause_is_ended(days: Days) -> None:
    """The trap: what a pause has put off has the pause's end written on it."""
    pekka = await tried(days.house, MONTHS)
    await days.house.ask(pekka, SaveSettings(Language.FINNISH, date(2027, 6, 30)))
    assert asked(await days.pass_until(date(2026, 12, 3))) == []
    await days.house.ask(pekka, SaveSettings(Language.FINNISH, date(2026, 12, 6)))
    assert asked(await days.pass_until(date(2026, 12, 6))) == []
    assert asked(await days.pass_until(date(2026, 12, 7))) == ["07.12. 09.00"]
    assert asked(await days.pass_until(date(2026, 12, 8))) == ["08.12. 09.00"]


async def test_ending_a_pause_asks_nothing_before_its_day(days: Days) -> None:
    pekka = await tried(days.house, MONTHS)
    for pause in (date(2026, 11, 30), None):
        await days.house.ask(pekka, SaveSettings(Language.FINNISH, pause))
    assert asked(await days.pass_until(date(2026, 12, 1))) == ["01.12. 09.00"]


async def test_the_owner_in_another_zone_is_asked_in_their_own_morning(days: Days, member: Member) -> None:
    """Nine in New York is four in the afternoon in Helsinki."""
    profile = replace(member("Pekka", "pekka@kunta.example"), time_zone="America/New_York")
    await days.house.learn(days.house.person("pekka"), profile)
    await tried(days.house, MONTHS)
    assert asked(await days.pass_until(date(2026, 12, 2))) == ["01.12. 16.00"]
    days.house.now = datetime(2026, 12, 2, 1, tzinfo=UTC)
    later = await days.house.ask(days.house.person("pekka"), Later(1))
    assert isinstance(later.show, Notice)
    assert read(later.show.text, "fi") == "Kysyn uudelleen 2.12.2026."
    assert asked(await days.pass_until(date(2026, 12, 2), time(18))) == ["02.12. 16.00"]


async def test_later_is_the_next_working_day_once_however_often_it_is_pressed(days: Days) -> None:
    days.house.now = datetime(2026, 11, 27, 8, tzinfo=UTC)
    pekka = await tried(days.house, MONTHS)
    assert asked(await days.pass_until(date(2026, 12, 4))) == ["04.12. 09.00"]
    for _ in range(2):
        await days.house.ask(pekka, Later(1))
    assert (await card_of(days.house, "checkin", 1)).buttons == ()
    assert await days.pass_until(date(2026, 12, 8)) == [("07.12. 09.00", "checkin", "pekka")]


async def test_later_before_the_next_question_leaves_that_one_alone(days: Days) -> None:
    """A weekly question and the one before it are never asked in the same morning."""
    pekka = await tried(days.house, MONTHS)
    await days.pass_until(date(2026, 12, 1))
    await days.house.ask(pekka, Later(1))
    await days.house.ask(pekka, SaveSettings(Language.FINNISH, date(2026, 12, 10)))
    assert await days.pass_until(date(2026, 12, 13)) == [("11.12. 09.00", "checkin", "pekka")]


async def test_an_answer_is_changed_until_the_next_question_and_not_after(days: Days) -> None:
    pekka = await tried(days.house, MONTHS)
    await days.pass_until(date(2026, 12, 1))
    await days.house.ask(pekka, AnswerCheckIn(1, Answer.ON_TRACK, observation="Alku."))
    opened = await days.house.ask(pekka, OpenCheckIn(1, Answer.ON_TRACK))
    assert isinstance(opened.show, Form)
    assert opened.show.builds == AnswerCheckIn(1, Answer.ON_TRACK, observation="Alku.")
    await days.house.ask(pekka, AnswerCheckIn(1, Answer.ON_TRACK, observation="Parempi."))
    refused = await days.house.ask(pekka, Later(1))
    assert isinstance(refused.show, Notice)
    assert refused.show.tone == "refused"
    await days.pass_until(date(2026, 12, 8))
    refused = await days.house.ask(pekka, AnswerCheckIn(1, Answer.ON_TRACK, observation="Myöhässä."))
    assert isinstance(refused.show, Notice)
    assert refused.show.tone == "refused"
    async with days.house.database.transaction() as store:
        kept = await store.checkin(1)
    assert kept
    assert kept.observation == "Parempi."
    assert [type(one.intent) for one in (await card_of(days.house, "checkin", 1)).buttons] == []


async def test_whoever_answers_late_is_led_to_the_newer_question_and_the_older_one_says_so(days: Days) -> None:
    """Nobody has answered the older one, so nothing may say that somebody has."""
    pekka = await tried(days.house, replace(MONTHS, until=date(2026, 12, 8)))
    await days.pass_until(date(2026, 12, 1))
    days.house.now = datetime(2026, 12, 8, 7, tzinfo=UTC)
    async with days.house.database.transaction() as store:
        due = await checkins.ask_due(await days.house.scene.turn(store, "fi"))
    assert due
    assert {Subject("checkin", 1), Subject("reminder", 1)} <= set(due.redraw)

    for late in (OpenCheckIn(1, Answer.ON_TRACK), AnswerCheckIn(1, Answer.ON_TRACK, observation="Toimii."), Later(1)):
        told = (await days.house.ask(pekka, late)).show
        assert isinstance(told, Notice)
        assert read(told.text, "fi") == (
            "Olen kysynyt tämän jälkeen uudelleen.\nKokeilu ”Vara-avaimet autoihin” päättyy 8.12.2026. Miten jatkamme?"
        )
        assert OpenDecision(2, Decision.ADOPT) in [one.intent for one in told.buttons]
    for kind in ("checkin", "reminder"):
        older = await card_of(days.house, kind, 1)
        assert older.note
        assert read(older.note, "fi") == "Tästä on uudempi kysymys. Vastaa siihen."
        assert older.buttons == ()
    decided = await days.house.ask(pekka, Decide(1, Decision.ADOPT))
    assert Subject("checkin", 2) in decided.redraw


async def test_silence_is_one_reminder_and_then_told_once(days: Days) -> None:
    await tried(days.house, replace(MONTHS, cadence=Cadence.MIDWAY))
    assert await days.pass_until(date(2027, 1, 21)) == [
        ("28.12. 09.00", "checkin", "pekka"),
        ("30.12. 09.00", "reminder", "pekka"),
        ("04.01. 09.00", "quiet", "kaisa"),
    ]


@pytest.mark.parametrize(("supervisor", "told"), [(True, ["saara"]), (False, [])])
async def test_without_a_renewer_the_supervisor_hears_of_silence(
    house: House, member: Member, supervisor: bool, told: list[str]
) -> None:
    await named(house, member, renewer=False, supervisor=supervisor)
    await tried(house, replace(MONTHS, cadence=Cadence.MIDWAY))
    said = await Days(house).pass_until(date(2027, 1, 21))
    assert [who for _, kind, who in said if kind == "quiet"] == told
    note = (await card_of(house, "reminder", 1)).note
    assert note
    assert read(note, "fi").startswith("Muistutus tulee vain kerran.")
    assert ("Saara" in read(note, "fi")) is supervisor


async def test_nobody_is_told_of_their_own_silence(days: Days) -> None:
    """The renewer's own trial is the supervisor's to help."""
    await tried(days.house, replace(MONTHS, cadence=Cadence.MIDWAY), by="kaisa")
    said = await days.pass_until(date(2027, 1, 21))
    assert [(kind, who) for _, kind, who in said] == [("checkin", "kaisa"), ("reminder", "kaisa"), ("quiet", "saara")]


async def test_an_answer_ends_the_reminding(days: Days) -> None:
    pekka = await tried(days.house, replace(MONTHS, cadence=Cadence.MIDWAY))
    await days.pass_until(date(2026, 12, 28))
    await days.house.ask(pekka, AnswerCheckIn(1, Answer.ON_TRACK))
    assert await days.pass_until(date(2027, 1, 21)) == []


async def test_a_decision_is_asked_for_until_it_is_given_and_never_after(days: Days) -> None:
    pekka = await tried(days.house, replace(MONTHS, until=date(2026, 11, 26)))
    said = await days.pass_until(date(2026, 12, 18))
    assert said == [
        ("26.11. 09.00", "checkin", "pekka"),
        ("30.11. 09.00", "reminder", "pekka"),
        ("02.12. 09.00", "quiet", "kaisa"),
        ("16.12. 09.00", "checkin", "pekka"),
        ("18.12. 09.00", "reminder", "pekka"),
    ]
    await days.house.ask(pekka, Decide(1, Decision.ADOPT))
    assert [one for one in await days.pass_until(date(2027, 3, 1)) if one[1] != "news"] == []


@pytest.mark.parametrize("back", [date(2026, 12, 17), date(2027, 1, 5)])
async def test_after_a_time_without_latu_a_question_comes_once(days: Days, back: date) -> None:
    """Also when its own reminder was due meanwhile."""
    await tried(days.house, MONTHS)
    await days.pass_until(date(2026, 12, 2))
    assert [(kind, who) for _, kind, who in await days.down_until(back)] == [("checkin", "pekka")]
    soon = await days.pass_until(back + timedelta(days=1))
    assert soon == []


async def test_after_three_months_only_the_decision_is_asked_for(days: Days) -> None:
    await tried(days.house, MONTHS)
    assert [(kind, who) for _, kind, who in await days.down_until(date(2027, 3, 1))] == [("checkin", "pekka")]
    card = await card_of(days.house, "checkin", 1)
    assert read(card.title, "fi").startswith("Kokeilu ”Vara-avaimet autoihin” päättyi 23.1.2027.")
    assert asked(await days.pass_until(date(2027, 3, 10))) == []


async def test_when_the_owner_has_left_the_renewer_is_asked_and_may_decide_and_no_colleague(
    days: Days, member: Member
) -> None:
    pekka = await tried(days.house, replace(MONTHS, until=date(2026, 11, 26)))
    await leaves(days.house, member, pekka)
    assert await days.pass_until(date(2026, 11, 26)) == [("26.11. 09.00", "checkin", "kaisa")]
    for other in ("liisa", "pekka"):
        refused = await days.house.ask(days.house.person(other), Decide(1, Decision.ADOPT))
        assert isinstance(refused.show, Notice)
        assert refused.show.tone == "refused"
    done = await days.house.ask(days.house.person("kaisa"), Decide(1, Decision.ADOPT))
    assert isinstance(done.show, Notice)
    assert done.show.tone == "done"


async def test_a_trial_that_nobody_can_be_asked_about_is_asked_about_once_somebody_is_named(
    house: House, member: Member
) -> None:
    await named(house, member, renewer=False, supervisor=False)
    days, pekka = Days(house), await tried(house, replace(MONTHS, until=date(2026, 12, 4)))
    await leaves(house, member, pekka)
    assert await days.pass_until(date(2026, 12, 10)) == []
    await named(house, member)
    said = await days.pass_until(date(2027, 1, 5))
    assert [(kind, who) for _, kind, who in said][:1] == [("checkin", "kaisa")]


async def test_somebody_who_has_left_one_chat_is_asked_in_their_other_one(days: Days, member: Member) -> None:
    pekka = await tried(days.house, replace(MONTHS, until=date(2026, 11, 26)))
    await days.house.learn(pekka, member("Pekka", "pekka@kunta.example"))
    await days.house.learn(days.house.person("pekka-teams", "teams"), member("Pekka", "pekka@kunta.example"))
    await leaves(days.house, member, pekka)
    assert await days.pass_until(date(2026, 11, 26)) == [("26.11. 09.00", "checkin", "pekka-teams")]
    refused = await days.house.ask(days.house.person("kaisa"), Decide(1, Decision.ADOPT))
    assert isinstance(refused.show, Notice)
    assert refused.show.tone == "refused"


async def test_a_new_question_ends_the_old_one_also_where_it_is_tomorrow_already(
    days: Days, house: House, member: Member
) -> None:
    """In Auckland nine in the morning is the evening before in Helsinki."""
    far = replace(member("Pekka", "pekka@kunta.example"), time_zone="Pacific/Auckland")
    await house.learn(house.person("pekka"), far)
    await tried(house, replace(MONTHS, until=date(2026, 12, 14)))
    told = await days.pass_until(date(2026, 12, 12))
    assert [kind for _, kind, _ in told] == ["checkin", "reminder", "checkin", "checkin", "reminder"]
