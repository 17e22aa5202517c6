"""Goals: who writes them, what aims at them, and which of them nobody tries to reach."""

from datetime import date
from decimal import Decimal

import pytest

from bot.features import ideas
from bot.intents import (
    AimAt,
    ChooseGoals,
    CloseGoal,
    Hide,
    Intent,
    LinkChannel,
    MoreOf,
    ReopenGoal,
    SaveGoal,
    SeeGoal,
    SeeGoals,
    SetLanguage,
    ShareIdea,
    ShowAgain,
    StartExperiment,
    WithdrawIdea,
    WriteGoal,
)
from bot.model import Area, Caller, Goal, Language, Measure, Place, Unit
from bot.replies import Reply
from bot.views.kinds import Card, Choice, Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.statements import heard

CHANNEL = Place("slack", "home", "C1", "C1")
END = date(2026, 12, 22)
ON_TIME = SaveGoal(
    area=Area.QUALITY,
    name="Käynnit alkavat sovittuun aikaan",
    measure="Ajallaan alkaneet käynnit",
    measure_unit="%",
    baseline="78,5",
    target="90",
    unit=1,
    until=date(2030, 12, 31),
)
WASTE, REST = (
    SaveGoal(area=Area.PRODUCTIVITY, name="Hävikki puolittuu"),
    SaveGoal(area=Area.WORK, name="Tauot pidetään"),
)


@remembered
async def aino(house: House, member: Member) -> Caller:
    """An admin; home care takes part, and Liisa works there."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    await house.learn(house.person("liisa"), member("Liisa", "l@kunta.example"))
    await house.ask(aino, LinkChannel(unit="Kotihoito"), CHANNEL)
    return aino


@remembered
async def goals(house: House, aino: Caller) -> House:
    """Three goals, numbered 1 to 3."""
    for one in (ON_TIME, WASTE, REST):
        await house.ask(aino, one)
    return house


def items(reply: Reply) -> list[str]:
    assert isinstance(reply.show, Report)
    return [read(one.sentence, "fi") for section in reply.show.sections for one in section.items]


def intents(reply: Reply) -> list[Intent]:
    assert isinstance(reply.show, Report | Notice)
    return [button.intent for button in reply.show.buttons]


def errors(reply: Reply) -> dict[str, str]:
    assert isinstance(reply.show, Form)
    return {field: read(words, "fi") for field, words in reply.show.errors.items()}


async def goal(house: House, number: int = 1) -> Goal:
    async with house.database.transaction() as store:
        found = await store.goal(number)
        assert found
        return found


async def facts(house: House, number: int = 1) -> list[str]:
    async with house.database.transaction() as store:
        card = await ideas.draw(await house.scene.turn(store, "fi"), number)
    assert isinstance(card, Card)
    return [read(fact.value, "fi") for fact in card.facts if read(fact.label, "fi") == "Tavoitteet"]


async def untried(house: House, *units: int) -> list[int]:
    async with house.database.transaction() as store:
        return [one.id for one in await store.goals_without_trials(units)]


async def test_a_goal_is_kept_as_the_organisation_wrote_it(goals: House) -> None:
    assert await goal(goals) == Goal(
        1,
        Area.QUALITY,
        "Käynnit alkavat sovittuun aikaan",
        Unit(1, "Kotihoito"),
        Measure("Ajallaan alkaneet käynnit", "%", Decimal("78.5"), Decimal(90)),
        date(2030, 12, 31),
    )


async def test_everybody_reads_goals_and_only_who_leads_or_administers_writes_them(goals: House, aino: Caller) -> None:
    liisa = goals.person("liisa")
    for who in (liisa, goals.person("stranger")):
        seen = await goals.ask(who, SeeGoals())
        assert "”Hävikki puolittuu”: ei kokeilua käynnissä" in items(seen)
        assert WriteGoal() not in intents(seen)
    assert WriteGoal() in intents(await goals.ask(aino, SeeGoals()))
    assert {WriteGoal(1), CloseGoal(1)} <= set(intents(await goals.ask(aino, SeeGoal(1))))
    for forged in (WriteGoal(), WriteGoal(1), ON_TIME, SaveGoal(1, name="Toinen"), CloseGoal(1), ReopenGoal(1)):
        reply = await goals.ask(liisa, forged)
        assert isinstance(reply.show, Notice)
        assert reply.show.tone == "refused"
    assert len(items(await goals.ask(liisa, SeeGoals()))) == 3
    assert (await goal(goals)).name == ON_TIME.name


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (SaveGoal(name=" "), "name"),
        (SaveGoal(name="ä" * 151), "name"),
        (SaveGoal(name="Hyvä", baseline="paljon", measure="Käynnit"), "baseline"),
        (SaveGoal(name="Hyvä", target="1,500.5", measure="Käynnit"), "target"),
        (SaveGoal(name="Hyvä", target="90"), "measure"),
        (SaveGoal(name="Hyvä", measure_unit="%"), "measure"),
        (SaveGoal(name="Hyvä", until=date(2026, 11, 24)), "until"),
        (SaveGoal(name="Hyvä", until=date(2037, 1, 1)), "until"),
        (SaveGoal(name="Hyvä", unit=99), "unit"),
    ],
)
async def test_what_is_missing_or_wrong_is_told_at_its_field(
    house: House, aino: Caller, wrong: SaveGoal, field: str
) -> None:
    assert list(errors(await house.ask(aino, wrong))) == [field]


async def test_a_goal_is_changed_from_what_it_was_and_its_history_stays(goals: House, aino: Caller) -> None:
    form = (await goals.ask(aino, WriteGoal(1))).show
    assert isinstance(form, Form)
    assert form.builds == SaveGoal(
        1,
        Area.QUALITY,
        ON_TIME.name,
        "Ajallaan alkaneet käynnit",
        "%",
        "78,5",
        "90",
        unit=1,
        until=date(2030, 12, 31),
    )
    await goals.ask(aino, form.builds)
    assert "Aiemmin" not in str(await goals.ask(aino, SeeGoal(1)))
    await goals.ask(aino, SaveGoal(1, Area.QUALITY, "Käynnit alkavat ajallaan", "Käynnit", "%", "80", "95", unit=1))
    assert items(await goals.ask(goals.person("liisa"), SeeGoal(1)))[-1] == (
        "Voimassa 24.11.2026 asti: ”Käynnit alkavat sovittuun aikaan”. Ajallaan alkaneet käynnit: 90\xa0%"
    )
    assert (await goal(goals)).name == "Käynnit alkavat ajallaan"


async def test_an_end_that_has_passed_stays_as_it_was_written(goals: House, aino: Caller) -> None:
    goals.later(days=2000)
    form = (await goals.ask(aino, WriteGoal(1))).show
    assert isinstance(form, Form)
    assert isinstance((await goals.ask(aino, form.builds)).show, Notice)


async def test_numbers_are_read_as_their_writer_writes_them(goals: House, aino: Caller) -> None:
    await goals.ask(aino, SetLanguage(Language.ENGLISH))
    await goals.ask(aino, SaveGoal(name="Less waste", measure="Waste", baseline="1,500.5"))
    measure = (await goal(goals, 4)).measure
    assert measure
    assert measure.baseline == Decimal("1500.5")


async def test_an_idea_says_which_goals_it_aims_at_and_the_goal_counts_it(goals: House) -> None:
    await goals.ask(goals.person("liisa"), ShareIdea(title="Vara-avaimet", unit=1, goals=("1", "3")))
    assert await facts(goals) == ["”Käynnit alkavat sovittuun aikaan”, ”Tauot pidetään”"]
    seen = items(await goals.ask(goals.person("liisa"), SeeGoal(1)))
    assert "1 idea edistää tätä tavoitetta." in seen
    assert "Tätä tavoitetta edistävää kokeilua ei ole juuri nyt käynnissä." in seen


@pytest.mark.parametrize(
    ("picked", "said"),
    [(("1", "2", "3"), "Valitse enintään kaksi tavoitetta."), (("1", "99"), "Tätä ei enää ole täällä.")],
)
async def test_at_most_two_goals_that_are_there_can_be_chosen(goals: House, picked: tuple[str, ...], said: str) -> None:
    liisa = goals.person("liisa")
    for intent in (
        ShareIdea(title="Vara-avaimet", goals=picked),
        StartExperiment(title="Vara-avaimet", what="Naula", why="Löytyy", until=END, goals=picked),
    ):
        assert errors(await goals.ask(liisa, intent)) == {"goals": said}


async def test_without_goals_nobody_is_asked_about_them(house: House, aino: Caller) -> None:
    form = (await house.ask(aino, ShareIdea())).show
    assert isinstance(form, Form)
    assert "goals" not in [one.name for one in form.more]


async def test_an_anonymous_idea_aims_too(goals: House) -> None:
    await goals.ask(goals.person("liisa"), ShareIdea(title="Tauko", name="anonymous", goals=("3",)))
    assert await facts(goals) == ["”Tauot pidetään”"]


async def test_a_trial_chooses_goals_where_its_idea_has_none(goals: House) -> None:
    liisa, pekka = goals.person("liisa"), goals.person("pekka")
    await goals.ask(liisa, ShareIdea(title="Vara-avaimet", unit=1))
    start = StartExperiment(1, "Naula", END, "Löytyy")
    await goals.ask(pekka, StartExperiment(1, "Naula", END, "Löytyy", goals=("2",)))
    assert await facts(goals) == ["”Hävikki puolittuu”"]
    assert "”Vara-avaimet”, 22.12.2026 asti" in items(await goals.ask(pekka, SeeGoal(2)))
    await goals.ask(liisa, ShareIdea(title="Ruokalista", goals=("2",), anyway=True))
    form = (await goals.ask(pekka, StartExperiment(2, start.what))).show
    assert isinstance(form, Form)
    assert "goals" not in [one.name for one in form.more]


async def test_which_goals_have_no_running_trial_is_said_in_words_and_known_to_digests(goals: House) -> None:
    pekka = goals.person("pekka")
    assert await untried(goals) == [2, 3]
    assert await untried(goals, 1) == [2, 3, 1]
    trial = StartExperiment(title="Kello", what="Kello", why="Muistuttaa", until=END, unit=1, goals=("1", "3"))
    await goals.ask(pekka, trial)
    assert await untried(goals, 1) == [2]
    seen = items(await goals.ask(pekka, SeeGoals()))
    assert "”Käynnit alkavat sovittuun aikaan”, Kotihoito: 1 kokeilu käynnissä" in seen
    assert "”Hävikki puolittuu”: ei kokeilua käynnissä" in seen
    await decide(goals)
    assert await untried(goals, 1) == [2, 3, 1]
    assert "”Kello”: Vakiinnutettu" in items(await goals.ask(pekka, SeeGoal(1)))


async def decide(house: House) -> None:
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("update experiment set decision = 'adopt'")


async def test_the_author_and_whoever_tries_it_choose_its_goals_later(goals: House) -> None:
    liisa, pekka, other = (goals.person(one) for one in ("liisa", "pekka", "jukka"))
    await goals.ask(liisa, ShareIdea(title="Vara-avaimet", unit=1))
    await goals.ask(pekka, StartExperiment(1, "Naula", END, "Löytyy"))
    for who in (liisa, pekka):
        assert ChooseGoals(1) in intents(await goals.ask(who, MoreOf(1)))
    assert ChooseGoals(1) not in intents(await goals.ask(other, MoreOf(1)))
    await goals.ask(liisa, AimAt(1, ("1",)))
    form = (await goals.ask(pekka, ChooseGoals(1))).show
    assert isinstance(form, Form)
    assert form.builds == AimAt(1, ("1",))
    assert errors(await goals.ask(pekka, AimAt(1, ("1", "2", "3")))) != {}
    await goals.ask(pekka, AimAt(1, ("2", "3")))
    refused = (await goals.ask(other, AimAt(1))).show
    assert isinstance(refused, Notice)
    assert refused.tone == "refused"
    assert await facts(goals) == ["”Hävikki puolittuu”, ”Tauot pidetään”"]
    await goals.ask(liisa, AimAt(1))
    assert await facts(goals) == []


async def test_a_closed_goal_stays_where_it_was_chosen_and_is_offered_no_more(goals: House, aino: Caller) -> None:
    liisa = goals.person("liisa")
    await goals.ask(liisa, ShareIdea(title="Vara-avaimet", goals=("3",)))
    closed = await goals.ask(aino, CloseGoal(3))
    assert intents(closed) == [ReopenGoal(3)]
    assert await untried(goals) == [2]
    form = (await goals.ask(liisa, ShareIdea())).show
    assert isinstance(form, Form)
    asked = next(one for one in form.more if isinstance(one, Choice) and one.name == "goals")
    assert [one.value for one in asked.options] == ["2", "1"]
    assert await facts(goals) == ["”Tauot pidetään”"]
    await goals.ask(liisa, AimAt(1, ("2", "3")))
    assert len(await facts(goals)) == 1
    assert "”Tauot pidetään”: päättynyt" in items(await goals.ask(liisa, SeeGoals()))
    await goals.ask(aino, ReopenGoal(3))
    assert (await goal(goals, 3)).closed_on is None


async def test_a_withdrawn_idea_counts_for_no_goal(goals: House) -> None:
    liisa = goals.person("liisa")
    await goals.ask(liisa, ShareIdea(title="Vara-avaimet", goals=("1",)))
    await goals.ask(liisa, WithdrawIdea(1))
    assert (await goal(goals)).ideas == 0


async def test_a_hidden_idea_counts_for_no_goal_until_it_is_shown_again(goals: House, aino: Caller) -> None:
    await goals.ask(goals.person("liisa"), ShareIdea(title="Vara-avaimet", goals=("1",)))
    await goals.ask(aino, Hide("idea", 1, "Ei kuulu tänne."))
    assert (await goal(goals)).ideas == 0
    await goals.ask(aino, ShowAgain("idea", 1, "Kuuluu sittenkin."))
    assert (await goal(goals)).ideas == 1


async def test_the_list_takes_as_many_statements_for_many_goals_as_for_one(house: House, aino: Caller) -> None:
    """The trap: asked for goal by goal, the list takes longer with each of them."""
    cost = []
    for number in range(4):
        await house.ask(aino, SaveGoal(name=f"Tavoite {number}"))
        await house.ask(aino, ShareIdea(title=f"Idea {number}", goals=(str(number + 1),), anyway=True))
        with heard() as said:
            await house.ask(aino, SeeGoals())
        cost.append(len(said))
    assert len(set(cost)) == 1


async def test_the_audit_trail_says_who_wrote_changed_and_closed_a_goal(goals: House, aino: Caller) -> None:
    await goals.ask(aino, SaveGoal(2, Area.PRODUCTIVITY, "Hävikki poistuu"))
    await goals.ask(aino, CloseGoal(2))
    await goals.ask(aino, CloseGoal(2))
    async with goals.database.engine.connect() as connection:
        lines = (
            await connection.exec_driver_sql("select what from audit where starts_with(what, 'goal') order by id")
        ).scalars()
        assert list(lines) == ["goal written"] * 3 + ["goal changed", "goal closed"]
