"""What is written of a trial is checked at its field, and whoever is concerned hears of it, once."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from bot.intents import (
    AnswerCheckIn,
    Decide,
    Follow,
    GiveRoles,
    Intent,
    LinkChannel,
    OfferHelp,
    OpenHelp,
    SaveSettings,
    SaveUnit,
    SayWouldHelp,
    SetLanguage,
    ShareIdea,
    StartExperiment,
    Support,
)
from bot.model import Answer, Decision, Hears, Language
from bot.views.kinds import Form, Notice
from bot.views.text import read
from tests.features.conftest import House, Member, remembered
from tests.features.trials import CHANNEL, Days, card_of, named, tried

PLAN = StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy")


@remembered
async def people(house: House, member: Member) -> House:
    await named(house, member)
    return house


@pytest.fixture
def days(people: House) -> Days:
    return Days(people)


async def measured(house: House) -> list[tuple[object, ...]]:
    async with house.database.engine.connect() as connection:
        rows = await connection.execute(text("select baseline, goal from experiment"))
        return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("language", "written", "kept"),
    [("fi", "1 500,5", "1500.5"), ("sv", "1\xa0500,5", "1500.5"), ("en", "1,500.5", "1500.5"), ("fi", "−2", "-2")],
)
async def test_a_number_is_read_as_people_of_the_language_write_it(
    days: Days, language: str, written: str, kept: str
) -> None:
    await days.house.ask(days.house.person("pekka"), SetLanguage(Language(language)))
    await tried(days.house, replace(PLAN, measure="Aika", baseline=written))
    assert [str(one) for one, _ in await measured(days.house)] == [kept]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        *(("fi", one) for one in ("paljon", "NaN", "1e400", "1e3", "Infinity", "1,500.5", "9" * 400, "0," + "1" * 40)),
        *(("en", one) for one in ("1,5", "1500,5", "12,34")),
    ],
)
async def test_what_is_no_number_is_refused_at_its_field_and_nothing_is_lost(
    days: Days, language: str, written: str
) -> None:
    """The trap: without being strict, Babel reads an English 1,5 as 15."""
    pekka = days.house.person("pekka")
    await days.house.ask(pekka, SetLanguage(Language(language)))
    await days.house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    plan = replace(PLAN, measure="Aika", goal=written)
    refused = await days.house.ask(pekka, plan)
    assert isinstance(refused.show, Form)
    assert set(refused.show.errors) == {"goal"}
    assert refused.show.builds == plan
    assert await measured(days.house) == []


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (replace(PLAN, baseline="3"), "measure"),
        (replace(PLAN, measure_unit="min"), "measure"),
        (replace(PLAN, why=""), "why"),
        (replace(PLAN, what="", why=""), "what"),
        (replace(PLAN, until=None), "until"),
    ],
)
async def test_two_of_the_card_and_an_end_date_are_needed_and_a_measure_has_a_name(
    days: Days, plan: StartExperiment, field: str
) -> None:
    await days.house.ask(days.house.person("pekka"), ShareIdea(title="Vara-avaimet autoihin", unit=1))
    refused = await days.house.ask(days.house.person("pekka"), plan)
    assert isinstance(refused.show, Form)
    assert set(refused.show.errors) == {field}
    assert refused.show.builds == plan


async def test_a_trial_of_something_new_hangs_its_idea_and_below_it_itself(days: Days) -> None:
    await days.house.ask(days.house.person("pekka"), replace(PLAN, idea=None, title="Vara-avaimet", unit=1))
    query = "select subject_kind, name_there, under_kind, under_id from posting where not private order by id"
    async with days.house.database.engine.connect() as connection:
        hangs = [tuple(row) for row in await connection.execute(text(query))]
    assert hangs == [("idea", "C1", None, None), ("experiment", "C1", "idea", 1)]


@pytest.mark.parametrize(("flag", "told"), [("yes", [("cooperation", "yrjo"), ("cooperation", "seppo")]), ("no", [])])
async def test_whoever_is_named_for_co_operation_hears_only_of_a_trial_that_is_marked(
    days: Days, member: Member, flag: str, told: list[tuple[str, str]]
) -> None:
    await days.house.ask(days.house.person("aino"), LinkChannel(unit="Kotihoito", renewer="kaisa"), CHANNEL)
    await days.house.ask(days.house.person("aino"), GiveRoles(1, renewer="kaisa", hr=("yrjo",), steward=("seppo",)))
    for name in ("yrjo", "seppo"):
        await days.house.learn(days.house.person(name), member(name, f"{name}@kunta.example"))
    plan = replace(PLAN, cooperation="yes") if flag == "yes" else PLAN
    await tried(days.house, plan)
    assert [(kind, who) for _, kind, who in await days.said()] == told


async def test_a_call_for_help_reaches_the_renewer_and_the_answer_the_owner(days: Days) -> None:
    pekka = await tried(days.house, PLAN)
    await days.pass_until(date(2026, 12, 8))
    await days.house.ask(pekka, AnswerCheckIn(1, Answer.NEEDS_HELP, observation="Laatikko juuttuu."))
    assert [(kind, who) for _, kind, who in await days.said()] == [("stuck", "kaisa")]
    opened = await days.house.ask(days.house.person("kaisa"), OpenHelp(1))
    assert isinstance(opened.show, Form)
    for stranger in ("liisa", "pekka"):
        refused = await days.house.ask(days.house.person(stranger), OfferHelp(1, "Minäkin."))
        assert isinstance(refused.show, Notice)
        assert refused.show.tone == "refused"
    await days.house.ask(days.house.person("kaisa"), OfferHelp(1, "Öljyä saranaa."))
    assert [(kind, who) for _, kind, who in await days.said()] == [("help", "pekka")]


async def test_an_outcome_reaches_each_person_whom_the_idea_concerns_once_and_not_who_decided(days: Days) -> None:
    """Maija both supports and follows, joined and said that it would help; Olli only follows."""
    house = days.house
    pekka = await tried(house, PLAN, by="pekka")
    maija, olli, liisa = (house.person(name) for name in ("maija", "olli", "liisa"))
    for who, intent in (
        (maija, Support(1)),
        (maija, Follow(1)),
        (olli, Follow(1)),
        (liisa, Support(1)),
    ):
        await house.ask(who, intent)
    async with house.database.engine.begin() as connection:
        account = "select id from account where name_there = 'maija'"
        await connection.execute(text(f"insert into joining (experiment, account) select 1, ({account})"))
        await connection.execute(text(f"insert into would_help (idea, unit, account) select 1, 1, ({account})"))
    await days.pass_until(date(2026, 12, 22))
    await house.ask(pekka, Decide(2, Decision.STOP, "Laatikko oli pieni."))
    await house.soon()
    told = [who for _, kind, who in await days.said() if kind == "news"]
    assert sorted(told) == ["liisa", "maija", "olli"]
    assert (await card_of(house, "checkin", 2)).buttons == ()


async def test_an_outcome_reaches_once_whoever_answers_where_it_would_help_as_far_as_they_wish(days: Days) -> None:
    """Of the library nobody answers: the deputy of culture does, where nobody supervises. Rauni supports it, too."""
    house = days.house
    pekka = await tried(house, PLAN)
    said: list[tuple[str, Intent]] = [
        ("aino", SaveUnit(fi="Koulu")),
        ("aino", SaveUnit(fi="Sivistys")),
        ("aino", SaveUnit(fi="Kirjasto", parent=3)),
        ("aino", SaveUnit(fi="Varikko")),
        ("aino", GiveRoles(2, supervisor="sirpa", deputy="veli", renewer="rauni", hr=("yrjo",))),
        ("aino", GiveRoles(3, deputy="dora")),
        ("aino", GiveRoles(5, supervisor="vesa", renewer="hilja")),
        *(("maija", SayWouldHelp(1, unit)) for unit in (2, 4, 5)),
        ("rauni", Support(1)),
        ("vesa", SaveSettings(hears=Hears.NONE)),
        ("hilja", SaveSettings(hears=Hears.DECISIONS)),
    ]
    for who, intent in said:
        await house.ask(house.person(who), intent)
    await days.pass_until(date(2026, 12, 22))
    await house.ask(pekka, Decide(2, Decision.STOP, "Laatikko oli pieni."))
    await house.soon()
    told = [who for _, kind, who in await days.said() if kind == "news"]
    assert sorted(told) == ["dora", "hilja", "maija", "rauni", "sirpa"]


@pytest.mark.parametrize(
    ("decision", "state"),
    [(Decision.ADOPT, "Vakiinnutettu"), (Decision.ADAPT, "Uusi kierros"), (Decision.STOP, "Lopetettu")],
)
async def test_the_card_of_a_trial_says_how_it_ended(days: Days, decision: Decision, state: str) -> None:
    pekka = await tried(days.house, PLAN)
    assert read((await card_of(days.house, "experiment", 1)).facts[0].value, "fi") == "Kokeilussa"
    await days.pass_until(date(2026, 12, 22))
    decided = Decide(2, decision, "Laatikko oli pieni.")
    if decision is Decision.ADAPT:
        decided = replace(decided, what="Isompi laatikko", until=date(2027, 1, 29))
    await days.house.ask(pekka, decided)
    card = await card_of(days.house, "experiment", 1)
    assert read(card.facts[0].value, "fi") == state
    assert card.notification
    assert read(card.notification, "fi") == f"{state}: Vara-avaimet autoihin"
