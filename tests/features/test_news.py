"""News of ideas: what happens within a short while is told in one private message, which says where it comes from."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.intents import (
    AnswerIdea,
    Decide,
    DeclineIdea,
    Follow,
    Hide,
    OpenSettings,
    ParkIdea,
    SaveSettings,
    SeeIdea,
    ShareIdea,
    StartExperiment,
    WithdrawIdea,
)
from bot.model import AnswerKind, Caller, Decision, Hears, Language
from bot.turn import drawers
from bot.views.kinds import Card, Report
from bot.views.text import read
from tests.features.conftest import House, Member, remembered

TRIAL = StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy")
THANKS = AnswerIdea(1, AnswerKind.THANKS, "Otamme tämän mukaan.")


@remembered
async def liisa(house: House, maija: Caller) -> Caller:
    """Two ideas of hers: one of home care, one of no work community. Ville follows both."""
    liisa, ville = house.person("liisa"), house.person("ville")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(liisa, ShareIdea(title="Kävelykokous", anyway=True))
    for idea in (1, 2):
        await house.ask(ville, Follow(idea))
    return liisa


async def told(house: House, who: str = "ville") -> list[tuple[str, int]]:
    """What news somebody was sent."""
    query = """select subject_kind, subject_id from posting
        where subject_kind in ('news', 'gathered') and name_there = %s order by id"""
    async with house.database.engine.connect() as connection:
        return [(row.subject_kind, row.subject_id) for row in await connection.exec_driver_sql(query, (who,))]


async def drawn(house: House, kind: str, number: int) -> Card | Report:
    async with house.database.transaction() as store:
        shown = (await drawers[kind](await house.scene.turn(store, "fi"), [number]))[number]
    assert isinstance(shown, Card | Report)
    return shown


async def lines(house: House, number: int = 1) -> list[str]:
    """A gathered message, as it is read."""
    report = await drawn(house, "gathered", number)
    assert isinstance(report, Report)
    told = [read(report.title, "fi"), *([read(report.intro, "fi")] if report.intro else [])]
    for section in report.sections:
        told += [read(section.heading, "fi"), *(read(one.sentence, "fi") for one in section.items)]
    return told


async def test_several_changes_of_several_ideas_are_one_message_that_says_where_they_come_from_tm09_tm06(
    house: House, maija: Caller, liisa: Caller
) -> None:
    await house.ask(maija, THANKS)
    house.later(minutes=2)
    await house.ask(house.person("pekka"), TRIAL)
    await house.ask(house.person("aino"), DeclineIdea(2, "Ei ehditä."))
    await house.clock.tick()
    assert await told(house) == [], "it waits a little for what else happens"
    house.later(minutes=3)
    await house.clock.tick()
    assert [kind for kind, _ in await told(house)] == ["gathered"], "what came later comes along"
    await house.soon()
    [(_, number)] = await told(house)
    assert await lines(house, number) == [
        "Uutta tietoa 2 ideasta",
        "Kotihoito",
        "Ideaan ”Vara-avaimet autoihin” on vastattu.\nMaija vastasi: kiitos. Perustelu: Otamme tämän mukaan.",
        "”Vara-avaimet autoihin”: Kokeilussa\nMitä kokeilemme: Avainlaatikko",
        "Ei työyhteisöä",
        "”Kävelykokous”: Ei toteuteta\nAino vastasi: ei nyt. Perustelu: Ei ehditä.",
    ]
    report = await drawn(house, "gathered", number)
    assert isinstance(report, Report)
    assert [one.button and one.button.intent for part in report.sections for one in part.items] == [
        SeeIdea(1),
        SeeIdea(1),
        SeeIdea(2),
    ]
    assert [one.intent for one in report.buttons] == [OpenSettings()]


async def test_one_change_alone_is_told_by_itself_and_says_where_it_comes_from_tm09(
    house: House, maija: Caller, liisa: Caller
) -> None:
    await house.ask(maija, THANKS)
    await house.soon()
    assert await told(house) == await told(house, "liisa") == [("news", 1)]
    card = await drawn(house, "news", 1)
    assert isinstance(card, Card)
    assert card.byline
    assert read(card.byline, "fi") == "Kotihoito"


async def test_what_happened_overnight_is_one_message_in_the_morning(
    house: House, maija: Caller, liisa: Caller
) -> None:
    house.now = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
    await house.ask(maija, THANKS)
    house.later(hours=2)
    await house.ask(house.person("pekka"), TRIAL)
    house.now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    await house.clock.tick()
    assert [kind for who in ("ville", "liisa") for kind, _ in await told(house, who)] == ["gathered", "gathered"]


async def test_each_hears_at_the_level_they_chose_and_a_new_choice_counts_at_once(
    house: House, maija: Caller, liisa: Caller
) -> None:
    await house.ask(house.person("ville"), SaveSettings(Language.FINNISH, hears=Hears.DECISIONS))
    await house.ask(maija, THANKS)
    await house.ask(house.person("pekka"), TRIAL)
    await house.ask(liisa, SaveSettings(Language.FINNISH, hears=Hears.NONE))
    await house.soon()
    assert await told(house) == [("news", 1)], "that it is tried is no decision"
    assert await told(house, "liisa") == []


async def test_two_accounts_of_one_person_get_one_message(
    house: House, maija: Caller, liisa: Caller, member: Member
) -> None:
    """Olli follows one idea in each chat; which accounts are his is learnt in between."""
    here, there = house.person("olli"), house.person("olli2", "teams")
    await house.ask(here, Follow(1))
    await house.ask(there, Follow(2))
    for who in (here, there):
        await house.learn(who, member("Olli", "olli@kunta.example"))
    await house.ask(maija, THANKS)
    await house.ask(house.person("aino"), DeclineIdea(2, "Ei ehditä."))
    await house.soon()
    assert [kind for who in ("olli", "olli2") for kind, _ in await told(house, who)] == ["gathered"]


@pytest.mark.parametrize("waiting", [False, True])
async def test_whoever_is_no_member_any_more_in_one_chat_hears_in_their_other_one(
    house: House, maija: Caller, liisa: Caller, member: Member, waiting: bool
) -> None:
    """The trap: who follows is an account. Olli's is closed, before something happens or while the news still waits."""
    olli = member("Olli", "olli@kunta.example")
    here, there = house.person("olli"), house.person("olli2", "teams")
    await house.ask(here, Follow(1))
    for who in (here, there):
        await house.learn(who, olli)
    if waiting:
        await house.ask(maija, THANKS)
    await house.learn(here, replace(olli, full_member=False))
    if not waiting:
        await house.ask(maija, THANKS)
    await house.soon()
    assert await told(house, "olli2") == [("news", 1)]
    assert await told(house, "olli") == []


async def test_what_is_hidden_or_withdrawn_since_is_told_no_more(house: House, maija: Caller, liisa: Caller) -> None:
    await house.ask(maija, THANKS)
    await house.ask(house.person("aino"), ParkIdea(2, date(2027, 1, 11), "Ei ehditä."))
    await house.soon()
    await house.ask(maija, Hide("idea", 1, "Siinä on nimi."))
    assert "Vara-avaimet" not in str(await lines(house))
    assert "Kävelykokous" in str(await lines(house))
    async with house.database.engine.connect() as connection:
        due = await connection.exec_driver_sql("select state from posting where subject_kind = 'gathered'")
        assert set(due.scalars()) == {"due"}, "what hangs is drawn anew"
    await house.ask(liisa, WithdrawIdea(2))
    assert await lines(house) == ["Uutta tietoa ideoista", "Tätä ei enää näytetä."]


async def test_an_anonymous_author_is_told_nothing_and_no_row_leads_to_them(house: House, maija: Caller) -> None:
    await house.ask(house.person("olli"), ShareIdea(title="Nimetön", unit=1, name="anonymous"))
    await house.ask(house.person("ville"), Follow(1))
    await house.ask(maija, THANKS)
    await house.ask(house.person("pekka"), TRIAL)
    async with house.database.engine.connect() as connection:
        rows = await connection.exec_driver_sql(
            "select name_there from scheduled_post s join account a on a.id = account"
        )
        assert set(rows.scalars()) == {"ville"}
    await house.soon()
    assert [kind for kind, _ in await told(house)] == ["gathered"]
    assert await told(house, "olli") == []


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (
            StartExperiment(1, until=date(2026, 12, 22), measure="Etsintä minuutteina", stop_if="Avain katoaa"),
            "Etsintä",
        ),
        (StartExperiment(1, until=date(2026, 12, 22), stop_if="Avain katoaa", affected="Hoitajat"), "Avain katoaa"),
    ],
)
async def test_a_trial_whose_card_says_neither_what_nor_why_is_told_with_what_it_says(
    house: House, liisa: Caller, plan: StartExperiment, said: str
) -> None:
    await house.ask(house.person("pekka"), plan)
    await house.soon()
    card = await drawn(house, *(await told(house))[0])
    assert isinstance(card, Card)
    [fact] = card.facts
    assert (read(fact.label, "fi"), read(fact.value, "fi")[: len(said)]) == ("Mitä kokeilemme", said)


@pytest.mark.parametrize(
    ("decision", "label", "said"),
    [
        (
            Decide(1, Decision.ADAPT, what="Isompi laatikko", until=date(2027, 1, 29)),
            "Mitä kokeilemme",
            "Isompi laatikko",
        ),
        (Decide(1, Decision.ADAPT, "Oli ahdas", what="Isompi", until=date(2027, 1, 29)), "Oppi", "Oli ahdas"),
        (Decide(1, Decision.ADOPT), "Mitä kokeilemme", "Avainlaatikko"),
        (Decide(1, Decision.ADOPT, "Toimii"), "Oppi", "Toimii"),
    ],
)
async def test_a_decision_is_told_with_its_lesson_or_with_what_is_tried(
    house: House, liisa: Caller, decision: Decide, label: str, said: str
) -> None:
    pekka = house.person("pekka")
    await house.ask(pekka, TRIAL)
    house.later(days=29)
    await house.clock.tick()
    await house.ask(pekka, decision)
    await house.soon()
    card = await drawn(house, *(await told(house))[-1])
    assert isinstance(card, Card)
    assert [(read(one.label, "fi"), read(one.value, "fi")) for one in card.facts] == [(label, said)]
