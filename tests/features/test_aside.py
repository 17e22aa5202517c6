"""Ideas put aside: parked until a day, declined with a reason, merged with their support, and opened again."""

from datetime import date, timedelta

import pytest

from bot.features import history, ideas, reviews
from bot.intents import (
    AddComment,
    AskToDecline,
    AskToHide,
    AskToMerge,
    AskToPark,
    AskToReopen,
    AskToWithdraw,
    DeclineIdea,
    Fills,
    Follow,
    Intent,
    LinkChannel,
    MergeIdea,
    MoreOf,
    OpenAnswer,
    OpenEditing,
    OpenReport,
    ParkIdea,
    PlanExperiment,
    ReopenIdea,
    SayWouldHelp,
    ShareIdea,
    StartExperiment,
    Support,
    TakeBack,
    WithdrawIdea,
)
from bot.model import Caller, Idea, Place, Profile, Stage
from bot.views.kinds import Card, Choice, Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

CHANNEL = Place("slack", "home", "C1", "C1")
BACK_ON = date(2027, 1, 11)
KEYS, CABINET = "Vara-avaimet autoihin", "Avainkaappi autoihin"


@remembered
async def maija(house: House, member: Member) -> Caller:
    """The supervisor of home care; Kaisa is its renewer. Liisa shared two ideas there, and Pekka one without a unit."""
    aino, liisa, maija = house.person("aino"), house.person("liisa"), house.person("maija")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija", renewer="kaisa"), CHANNEL)
    await house.learn(maija, member("Maija", "maija@kunta.example"))
    await house.learn(house.person("kaisa"), member("Kaisa", "kaisa@kunta.example"))
    await house.ask(liisa, ShareIdea(title=KEYS, unit=1, anyway=True))
    await house.ask(liisa, ShareIdea(title=CABINET, unit=1, anyway=True))
    await house.ask(house.person("pekka"), ShareIdea(title="Kävelykokous", anyway=True))
    return maija


async def idea(house: House, number: int = 1) -> Idea:
    async with house.database.transaction() as store:
        found = await store.idea(number)
        assert found
        return found


async def rows(house: House, query: str) -> list[tuple[object, ...]]:
    async with house.database.engine.connect() as connection:
        return [tuple(row) for row in await connection.exec_driver_sql(query)]


async def told(house: House) -> list[str]:
    """Who got private news by now, by itself or among other news, in the order in which it happened."""
    await house.soon()
    query = """select name_there from posting left join gathered
        on subject_kind = 'gathered' and gathering = subject_id
        where subject_kind in ('news', 'gathered') order by coalesce(change, subject_id), posting.id"""
    found = await rows(house, query)
    return [str(name) for (name,) in found]


async def card(house: House, number: int = 1) -> Card:
    async with house.database.transaction() as store:
        drawn = await ideas.draw(await house.scene.turn(store, "fi"), number)
    assert isinstance(drawn, Card)
    return drawn


async def offered(house: House, who: Caller, number: int = 1) -> list[type[Intent]]:
    reply = await house.ask(who, MoreOf(number))
    assert isinstance(reply.show, Notice)
    return [type(button.intent) for button in reply.show.buttons]


async def refused(house: House, who: Caller, intent: Intent) -> str:
    reply = await house.ask(who, intent)
    assert isinstance(reply.show, Notice)
    assert reply.show.tone == "refused"
    return read(reply.show.text, "fi")


async def test_only_who_answers_for_an_idea_is_offered_to_decide_about_it(house: House, maija: Caller) -> None:
    deciding = [OpenAnswer, AskToPark, AskToDecline, AskToMerge]
    assert await offered(house, house.person("liisa")) == [Follow, OpenEditing, AskToWithdraw, OpenReport]
    for who in (maija, house.person("kaisa"), house.person("aino")):
        assert await offered(house, who) == [Follow, *deciding, AskToHide]
    assert await offered(house, maija, 3) == [Follow, OpenReport]
    assert await offered(house, house.person("aino"), 3) == [Follow, *deciding, AskToHide]


@pytest.mark.parametrize(
    "forged",
    [
        AskToDecline(1),
        ParkIdea(1, BACK_ON, "Ei ehditä."),
        DeclineIdea(1, "Ei."),
        MergeIdea(1, 2, "Sama asia."),
        ReopenIdea(1, "Nyt."),
    ],
)
async def test_everybody_else_is_told_kindly_who_decides(
    house: House, maija: Caller, member: Member, forged: Intent
) -> None:
    await house.learn(house.person("liisa"), member("Liisa", "liisa@kunta.example"))
    said = await refused(house, house.person("liisa"), forged)
    assert said.startswith("Tästä päättää työyhteisön esihenkilö, varahenkilö tai uudistaja.")
    assert (await idea(house)).stage is Stage.IDEA


async def test_the_supervisor_decides_from_the_other_chat_too(house: House, maija: Caller, member: Member) -> None:
    there = house.person("maija-aad", "teams")
    await house.learn(there, member("Maija", "maija@kunta.example"))
    assert AskToPark in await offered(house, there)


ACTS = {
    Stage.PARKED: ParkIdea(1, BACK_ON, "Autot vaihtuvat."),
    Stage.DECLINED: DeclineIdea(1, "Avaimet vaihtuvat koodeihin."),
    Stage.MERGED: MergeIdea(1, 2, "Sama ajatus."),
}


@pytest.mark.parametrize("stage", ACTS)
async def test_every_decision_has_its_row_its_reason_and_its_notice(house: House, maija: Caller, stage: Stage) -> None:
    """Author and followers hear it with its reason and from whom; a merge also reaches supporters."""
    act = ACTS[stage]
    await house.ask(house.person("ville"), Follow(1))
    await house.ask(house.person("sanna"), Support(1))
    done = await house.ask(maija, act)
    assert isinstance(done.show, Notice)
    assert done.show.tone == "done"
    again = await house.ask(maija, ReopenIdea(1, "Asia muuttui."))
    assert isinstance(again.show, Notice)
    changes = await rows(
        house, "select stage, reason, name_there from change join account on account.id = change.by order by change.id"
    )
    assert changes == [(stage, act.reason, "maija"), ("idea", "Asia muuttui.", "maija")]  # type: ignore[attr-defined]
    first = ["liisa", "ville", "sanna"] if stage is Stage.MERGED else ["liisa", "ville"]
    assert await told(house) == [*first, "liisa", "ville"]
    under = "select subject_id from posting where subject_kind = 'change' and under_id = 1 order by id"
    assert await rows(house, under) == [(1,), (2,)]
    noted = await rows(house, "select details->>'stage' from audit where what = 'decision' order by id")
    assert noted == [(stage,), ("idea",)]


async def test_a_no_is_told_with_the_name_and_the_reason_of_whoever_said_it(house: House, maija: Caller) -> None:
    await house.ask(maija, ACTS[Stage.DECLINED])
    async with house.database.transaction() as store:
        news = await history.draw_news(await house.scene.turn(store, "fi"), 1)
    assert isinstance(news, Card)
    assert read(news.title, "fi") == f"”{KEYS}”: Ei toteuteta"
    assert [read(line, "fi") for line in news.body] == [
        "Maija vastasi: ei nyt. Perustelu: Avaimet vaihtuvat koodeihin."
    ]
    facts = {read(fact.label, "fi"): read(fact.value, "fi") for fact in (await card(house)).facts}
    assert facts["Perustelu"] == "Avaimet vaihtuvat koodeihin."
    assert facts["Päätöksen tekijä"] == "Maija"


async def test_the_author_of_an_anonymous_idea_hears_nothing(house: House, maija: Caller) -> None:
    await house.ask(house.person("ville"), ShareIdea(title="Salainen", unit=1, name="anonymous", anyway=True))
    await house.ask(maija, DeclineIdea(4, "Ei ehditä."))
    assert await told(house) == []


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (ParkIdea(1, date(2026, 11, 1), "Ei ehditä."), "back_on"),
        (ParkIdea(1, None, "Ei ehditä."), "back_on"),
        (ParkIdea(1, BACK_ON), "reason"),
        (DeclineIdea(1, "  "), "reason"),
        (DeclineIdea(1, "x" * 1501), "reason"),
        (MergeIdea(1, reason="Sama."), "into"),
        (MergeIdea(1, 2), "reason"),
        (MergeIdea(1, 99, "Sama."), "into"),
        (MergeIdea(1, 1, "Sama."), "into"),
    ],
)
async def test_a_bad_answer_is_refused_at_its_field_with_the_text_kept(
    house: House, maija: Caller, act: Fills, field: str
) -> None:
    reply = await house.ask(maija, act)
    assert isinstance(reply.show, Form)
    assert set(reply.show.errors) == {field}
    assert reply.show.builds == act
    assert (await idea(house)).stage is Stage.IDEA


async def test_an_idea_in_trial_is_not_put_aside(house: House, maija: Caller) -> None:
    await house.ask(house.person("pekka"), StartExperiment(1, "Laatikko", BACK_ON, why="Aikaa säästyy"))
    assert await offered(house, maija) == [Follow, AskToHide]
    for act in ACTS.values():
        assert await refused(house, maija, act) == "Tätä ideaa kokeillaan jo."
    assert (await idea(house)).stage is Stage.TRIAL


@pytest.mark.parametrize("stage", ACTS)
async def test_what_was_put_aside_is_not_tried(house: House, maija: Caller, stage: Stage) -> None:
    await house.ask(maija, ACTS[stage])
    assert PlanExperiment not in {type(button.intent) for button in (await card(house)).buttons}
    await refused(house, house.person("pekka"), PlanExperiment(1))
    await refused(house, house.person("pekka"), StartExperiment(1, "Laatikko", BACK_ON, why="Aikaa säästyy"))
    assert (await idea(house)).stage is stage


async def test_a_parked_idea_is_supported_and_a_declined_one_is_not(house: House, maija: Caller) -> None:
    await house.ask(maija, ACTS[Stage.PARKED])
    await house.ask(house.person("sanna"), Support(1))
    assert (await idea(house)).support == 1
    await house.ask(maija, ACTS[Stage.DECLINED])
    said = await refused(house, house.person("ville"), Support(1))
    assert said == "Tästä ideasta on jo päätetty. Perustelu on kortissa."


async def test_a_need_that_was_parked_and_declined_is_a_need_again(house: House, maija: Caller) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Lumityöt", kind="need", unit=1, anyway=True))
    await house.ask(maija, ParkIdea(4, BACK_ON, "Keväällä."))
    await house.ask(maija, DeclineIdea(4, "Ei meidän."))
    await house.ask(maija, ReopenIdea(4, "Sittenkin."))
    found = await idea(house, 4)
    assert (found.stage, found.back_on) == (Stage.NEED, None)


async def asked(house: House) -> list[tuple[object, ...]]:
    return await rows(house, "select name_there from posting where subject_kind = 'review' order by id")


async def days(house: House, count: int) -> None:
    for _ in range(count):
        house.later(days=1)
        await house.clock.tick()


async def until(house: House, day: date) -> None:
    """Latu was away until then; what was due earlier is due now."""
    house.later(days=(day - house.now.date()).days)
    await house.clock.tick()


async def test_on_its_day_whoever_parked_it_is_asked_in_their_morning(house: House, maija: Caller) -> None:
    await house.ask(maija, ACTS[Stage.PARKED])
    await until(house, BACK_ON - timedelta(days=1))
    assert await asked(house) == []
    await days(house, 1)
    await house.clock.tick()
    assert await asked(house) == [("maija",)]
    async with house.database.transaction() as store:
        question = await reviews.draw(await house.scene.turn(store, "fi"), 1)
    assert isinstance(question, Card)
    assert [type(one.intent) for one in question.buttons] == [AskToReopen, AskToPark, AskToDecline]


async def test_a_day_that_is_a_holiday_waits_for_the_next_working_one(house: House, maija: Caller) -> None:
    """6 January 2027 is Epiphany, a Wednesday."""
    await house.ask(maija, ParkIdea(1, date(2027, 1, 6), "Autot vaihtuvat."))
    await until(house, date(2027, 1, 6))
    assert await asked(house) == []
    await days(house, 1)
    assert await asked(house) == [("maija",)]


async def test_when_they_have_left_the_renewer_is_asked(house: House, maija: Caller) -> None:
    await house.ask(maija, ACTS[Stage.PARKED])
    await house.learn(maija, Profile("Maija", full_member=False))
    await until(house, BACK_ON)
    assert await asked(house) == [("kaisa",)]


async def test_it_is_asked_again_until_it_is_answered_and_then_no_more(house: House, maija: Caller) -> None:
    await house.ask(maija, ACTS[Stage.PARKED])
    await until(house, BACK_ON)
    await days(house, 14)
    assert len(await asked(house)) == 2
    reply = await house.ask(maija, ReopenIdea(1, "Autot tulivat."))
    assert {str(one) for one in reply.redraw} >= {"idea:1", "review:1"}
    await until(house, house.now.date() + timedelta(days=30))
    assert len(await asked(house)) == 2


async def test_later_parks_it_anew_and_only_the_new_day_counts(house: House, maija: Caller) -> None:
    await house.ask(maija, ACTS[Stage.PARKED])
    await house.ask(maija, ParkIdea(1, date(2027, 3, 1), "Vielä myöhemmin."))
    await until(house, date(2027, 2, 26))
    assert await asked(house) == []
    await until(house, date(2027, 3, 2))
    assert len(await asked(house)) == 1


async def test_the_support_of_merged_ideas_counts_each_person_once(house: House, maija: Caller) -> None:
    for who in ("sanna", "ville"):
        await house.ask(house.person(who), Support(1))
    for who in ("sanna", "pekka"):
        await house.ask(house.person(who), Support(2))
    await house.ask(maija, ACTS[Stage.MERGED])
    assert (await idea(house, 2)).support == 3
    facts = {read(fact.label, "fi"): read(fact.value, "fi") for fact in (await card(house)).facts}
    assert facts["Vaihe"] == f"Yhdistetty: ”{CABINET}”"
    assert "Kannatus" not in facts
    await house.ask(maija, ReopenIdea(1, "Erehdys."))
    assert [(await idea(house, one)).support for one in (1, 2)] == [2, 2]


async def test_support_pressed_on_the_old_card_counts_for_the_successor(house: House, maija: Caller) -> None:
    await house.ask(maija, ACTS[Stage.MERGED])
    sanna = house.person("sanna")
    reply = await house.ask(sanna, Support(1))
    assert isinstance(reply.show, Notice)
    assert read(reply.show.text, "fi") == f"Tämä idea jatkuu toisessa. Kannatat ideaa ”{CABINET}”."
    assert (await idea(house, 2)).support == 1
    await house.ask(sanna, TakeBack(1))
    assert (await idea(house, 2)).support == 0


async def test_whoever_supports_through_a_merged_idea_counts_once_and_can_take_it_back(
    house: House, maija: Caller
) -> None:
    sanna = house.person("sanna")
    await house.ask(sanna, Support(1))
    await house.ask(maija, ACTS[Stage.MERGED])
    again = await house.ask(sanna, Support(2))
    assert isinstance(again.show, Notice)
    assert read(again.show.text, "fi") == f"Kannatat jo ideaa ”{CABINET}”."
    assert (await idea(house, 2)).support == 1
    await house.ask(sanna, TakeBack(2))
    assert [(await idea(house, one)).support for one in (1, 2)] == [0, 0]


async def test_comments_and_would_help_us_too_follow_the_merge_and_come_back_with_its_undo(
    house: House, maija: Caller
) -> None:
    """Each work community once, never the successor's own."""
    await house.ask(house.person("aino"), LinkChannel(unit="Keittiö"), house.channel("C2"))
    liisa, pekka = house.person("liisa"), house.person("pekka")
    for number in (2, 3):
        await house.ask(pekka, SayWouldHelp(number, 2))
    await house.ask(pekka, SayWouldHelp(3, 1))
    await house.ask(pekka, AddComment(3, "Toimii meillä."))
    await house.ask(house.person("aino"), MergeIdea(3, 2, "Sama asia."))
    late = await house.ask(liisa, AddComment(3, "Hyvä ajatus."))
    assert {str(one) for one in late.redraw} == {"idea:2", "idea:3"}

    async def said(number: int) -> tuple[list[str], list[str], int]:
        async with house.database.transaction() as store:
            found, whole = await store.signals(number), await store.comments(number, 9)
        assert len(whole) == found.comments
        return [unit.name for unit in found.units], [one.text for one in found.latest], found.comments

    both = ["Toimii meillä.", "Hyvä ajatus."]
    assert await said(2) == (["Keittiö"], both, 2)
    assert await said(3) == (["Keittiö", "Kotihoito"], both, 2)
    await house.ask(house.person("aino"), ReopenIdea(3, "Eri asia."))
    assert await said(2) == (["Keittiö"], [], 0)
    assert await said(3) == (["Keittiö", "Kotihoito"], both, 2)


async def test_merging_into_a_merged_idea_leads_to_its_successor_and_never_around(house: House, maija: Caller) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Avaimet koukkuun", unit=1, anyway=True))
    await house.ask(house.person("sanna"), Support(4))
    await house.ask(house.person("ville"), Support(1))
    await house.ask(maija, MergeIdea(1, 2, "Sama asia."))
    await house.ask(maija, MergeIdea(4, 1, "Sama asia."))
    assert (await idea(house, 4)).merged_into == 2
    assert (await idea(house, 2)).support == 2
    around = await house.ask(maija, MergeIdea(2, 4, "Sama asia."))
    assert isinstance(around.show, Form)
    assert set(around.show.errors) == {"into"}
    await house.ask(house.person("aino"), MergeIdea(2, 3, "Sama asia."))
    assert (await idea(house, 3)).support == 2
    await house.ask(maija, ReopenIdea(4, "Eri asia."))
    assert [(await idea(house, one)).support for one in (2, 3, 4)] == [1, 1, 1]


async def test_the_most_similar_open_ideas_are_offered_to_merge_into(house: House, maija: Caller) -> None:
    for number in range(24):
        await house.ask(house.person("liisa"), ShareIdea(title=f"Uusi asia {number}", unit=1, anyway=True))
    await house.ask(maija, DeclineIdea(2, "Ei."))
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet autoon", unit=1, anyway=True))
    form = (await house.ask(maija, AskToMerge(1))).show
    assert isinstance(form, Form)
    into = form.fields[0]
    assert isinstance(into, Choice)
    assert len(into.options) == 20
    assert into.options[0].value == "28"
    assert not {"1", "2"} & {one.value for one in into.options}


async def test_the_author_of_a_merged_idea_hears_what_becomes_of_its_successor(house: House, maija: Caller) -> None:
    await house.ask(house.person("aino"), MergeIdea(3, 1, "Sama."))
    assert await told(house) == ["pekka"]
    await house.ask(maija, DeclineIdea(1, "Ei ehditä."))
    assert await told(house) == ["pekka", "liisa", "pekka"]


async def test_the_words_of_a_withdrawn_successor_are_not_on_the_old_card(house: House, maija: Caller) -> None:
    await house.ask(house.person("aino"), MergeIdea(3, 1, "Sama asia."))
    await house.ask(house.person("liisa"), WithdrawIdea(1))
    assert KEYS not in repr(await card(house, 3))
    assert await refused(house, house.person("sanna"), Support(3)) == "Idean jakaja on perunut sen."


async def test_a_withdrawn_idea_is_told_of_without_its_authors_words_also_under_its_cards(
    house: House, maija: Caller
) -> None:
    await house.ask(house.person("ville"), Follow(1))
    await house.ask(maija, ACTS[Stage.PARKED])
    reply = await house.ask(house.person("liisa"), WithdrawIdea(1))
    assert await told(house) == ["liisa", "ville", "ville"]
    news = {f"{kind}:{number}" for kind in ("change", "news") for number in (1, 2)}
    assert {str(one) for one in reply.redraw} == {"idea:1", "preview:1", "edited:1"} | news
    async with house.database.transaction() as store:
        turn = await house.scene.turn(store, "fi")
        drawn = [await history.draw(turn, 1), await history.draw(turn, 2), await history.draw_news(turn, 2)]
        late = await history.draw_news(turn, 1)
    assert late is None
    assert [read(one.title, "fi") for one in drawn if isinstance(one, Card)] == ["Peruttu idea"] * 3
    assert KEYS not in repr(drawn)
    await until(house, BACK_ON + timedelta(days=7))
    assert await asked(house) == []


async def test_a_declined_idea_is_not_withdrawn_by_a_stale_button(house: House, maija: Caller) -> None:
    await house.ask(maija, ACTS[Stage.DECLINED])
    await refused(house, house.person("liisa"), WithdrawIdea(1))
    assert (await idea(house)).stage is Stage.DECLINED
