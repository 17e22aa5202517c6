"""Quick trials: logged in one form, for oneself, for a colleague or in a meeting; asked about once."""

import asyncio
from datetime import date

import pytest

from bot.features import checkins, ideas
from bot.intents import (
    AskToWithdraw,
    Decide,
    ItIsMine,
    LinkChannel,
    LogQuickTrial,
    MoreOf,
    OpenDecision,
    Support,
    WithdrawIdea,
    WriteQuickTrial,
)
from bot.model import Caller, Decision, Idea, Place, Profile, Stage
from bot.replies import Reply
from bot.views.kinds import Card, Form, Line, Notice, PersonPick
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

CHANNEL = Place("slack", "home", "C1", "C1")
BIKES = "Sähköpyörät lataukseen heti vuoron jälkeen"
GOOD = "Aamulla päästään matkaan ajallaan."


@remembered
async def maija(house: House, member: Member) -> Caller:
    """She works in home care, whose channel shows its ideas; Kaisa is its renewer."""
    aino, kaisa, maija = house.person("aino"), house.person("kaisa"), house.person("maija")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="kaisa", renewer="kaisa"), CHANNEL)
    await house.learn(kaisa, member("Kaisa", "kaisa@kunta.example"))
    await house.learn(maija, member("Maija", "maija@kunta.example"))
    return maija


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """A colleague who has not done anything with the bot."""
    liisa = house.person("liisa")
    await house.learn(liisa, member("Liisa", "liisa@kunta.example"))
    return liisa


async def stored(house: House) -> Idea:
    async with house.database.transaction() as store:
        idea = await store.idea(1)
        assert idea
        return idea


async def card(house: House) -> Card:
    async with house.database.transaction() as store:
        shown = await ideas.draw(await house.scene.turn(store, "fi"), 1)
    assert isinstance(shown, Card)
    return shown


async def card_text(house: House) -> str:
    """All that everybody can read on it."""
    shown = await card(house)
    said = [shown.title, shown.byline, *shown.body, shown.note, *(one.value for one in shown.facts)]
    return "\n".join(read(one, "fi") for one in said if one)


async def posted(house: House, kind: str) -> list[str]:
    """Where it went, in order."""
    query = "select name_there from posting where subject_kind = %s order by id"
    async with house.database.engine.connect() as connection:
        return list((await connection.exec_driver_sql(query, (kind,))).scalars())


async def privately(house: House) -> list[str]:
    """Who was written to."""
    query = "select name_there from posting where private union all select account::text from scheduled_post"
    async with house.database.engine.connect() as connection:
        return list((await connection.exec_driver_sql(query)).scalars())


def words(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "fi")


async def days(house: House, count: int) -> None:
    for _ in range(count):
        house.later(days=1)
        await house.clock.tick()


async def test_it_is_logged_at_once_and_its_card_says_what_it_is(house: House, maija: Caller) -> None:
    opened = await house.ask(maija, WriteQuickTrial(), CHANNEL)
    assert isinstance(opened.show, Form)
    assert len(opened.show.fields) == 3
    assert isinstance(opened.show.builds, LogQuickTrial)
    assert opened.show.builds.unit == 1
    reply = await house.ask(maija, LogQuickTrial(BIKES, GOOD, unit=1), CHANNEL)
    assert words(reply) == "Kirjattu. Kysyn 8.12.2026, jäikö tapa käyttöön."
    assert await posted(house, "idea") == ["C1"]
    assert await posted(house, "experiment") == []
    text = await card_text(house)
    assert "Maija, Kotihoito. Nopea kokeilu, kirjattu 24.11.2026." in text
    assert GOOD in text
    assert "Kokeilussa" in text
    supported = await house.ask(house.person("pekka"), Support(1))
    assert words(supported) == f"Kannatat ideaa ”{BIKES}”."


async def test_a_long_text_that_was_typed_is_not_lost(house: House) -> None:
    for text in ("Rivi\nToinen", "ä" * 151):
        opened = await house.ask(house.person("pekka"), WriteQuickTrial(text))
        assert isinstance(opened.show, Form)
        assert opened.show.builds == LogQuickTrial(good=text)


@pytest.mark.parametrize(
    ("what", "no"),
    [(" ", "Kirjoita ensin jotakin tähän."), ("ä" * 153, "Tekstissä on 3 merkkiä liikaa.")],
)
async def test_what_is_empty_or_too_long_is_refused_at_its_field_and_kept(house: House, what: str, no: str) -> None:
    wrong = LogQuickTrial(what, GOOD)
    reply = await house.ask(house.person("pekka"), wrong)
    assert isinstance(reply.show, Form)
    assert {field: read(error, "fi") for field, error in reply.show.errors.items()} == {"what": no}
    assert reply.show.builds == wrong


async def test_somebody_who_is_no_member_is_refused_at_the_question(house: House, maija: Caller) -> None:
    await house.learn(house.person("guest"), Profile("Vieras", full_member=False))
    wrong = LogQuickTrial(BIKES, GOOD, whose="guest")
    reply = await house.ask(maija, wrong)
    assert isinstance(reply.show, Form)
    assert set(reply.show.errors) == {"whose"}
    assert reply.show.builds == wrong


async def test_a_colleague_has_no_name_and_hears_nothing_until_they_say_that_it_is_theirs(
    house: House, maija: Caller, liisa: Caller
) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, whose="liisa", unit=1), CHANNEL)
    text = await card_text(house)
    assert "Työkaveri, Kotihoito." in text
    assert "Liisa" not in text
    await days(house, 3)
    assert await privately(house) == []
    assert words(await house.ask(liisa, ItIsMine(1))) == f"Nimesi näkyy nyt idean ”{BIKES}” kortissa."
    text = await card_text(house)
    assert "Liisa, Kotihoito." in text
    assert "Maija" not in text
    assert not any(isinstance(button.intent, ItIsMine) for button in (await card(house)).buttons)
    await days(house, 14)
    assert await posted(house, "checkin") == ["liisa"]


async def test_only_the_one_for_whom_it_was_logged_can_say_that_it_is_theirs(
    house: House, maija: Caller, liisa: Caller, member: Member
) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, whose="liisa", unit=1), CHANNEL)
    before = await stored(house)
    await house.learn(house.person("pekka"), member("Pekka", "pekka@kunta.example"))
    for other in (maija, house.person("pekka")):
        refused = await house.ask(other, ItIsMine(1))
        assert isinstance(refused.show, Notice)
        assert refused.show.tone == "refused"
        assert words(refused) == "Tämä nappi on sille, jonka idea on. Voit kannattaa ideaa."
    assert await stored(house) == before
    for _ in range(2):
        assert words(await house.ask(liisa, ItIsMine(1))).startswith("Nimesi näkyy")
    refused = await house.ask(maija, ItIsMine(1))
    assert isinstance(refused.show, Notice)
    assert refused.show.tone == "refused"


async def test_another_account_of_the_same_person_says_it_too(house: House, maija: Caller, member: Member) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, whose="liisa"), CHANNEL)
    there = house.person("liisa-there", "teams")
    first = await house.ask(there, ItIsMine(1))
    assert words(first) == "Selvitän, kuka olet. Yritä hetken kuluttua uudelleen."
    for account in (house.person("liisa"), there):
        await house.learn(account, member("Liisa", "liisa@kunta.example"))
    await house.ask(there, ItIsMine(1))
    assert "Liisa." in await card_text(house)


async def test_who_picks_oneself_has_logged_an_own_one(house: House, maija: Caller) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, whose="maija"), CHANNEL)
    idea = await stored(house)
    assert (idea.credited, idea.colleague) == (None, None)


async def test_who_says_so_after_the_question_is_asked_it_too(house: House, maija: Caller, liisa: Caller) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, whose="liisa"), CHANNEL)
    await days(house, 15)
    await house.ask(liisa, ItIsMine(1))
    assert await posted(house, "checkin") == ["maija", "liisa"]
    refused = await house.ask(maija, Decide(1, Decision.ADOPT))
    assert isinstance(refused.show, Notice)
    assert refused.show.tone == "refused"
    await house.ask(liisa, Decide(1, Decision.ADOPT))
    assert (await stored(house)).stage is Stage.ADOPTED


async def test_two_who_press_at_once_do_not_block_a_decision(house: House, maija: Caller, liisa: Caller) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, whose="liisa"), CHANNEL)
    await days(house, 15)
    await asyncio.gather(
        house.ask(liisa, ItIsMine(1)), house.ask(maija, Decide(1, Decision.ADOPT)), house.ask(liisa, ItIsMine(1))
    )
    assert (await stored(house)).colleague is None


async def test_in_a_meeting_several_are_logged_with_names_as_they_are_written(house: House, maija: Caller) -> None:
    opened = await house.ask(maija, WriteQuickTrial(meeting=True), CHANNEL)
    assert isinstance(opened.show, Form)
    assert [type(one) for one in opened.show.fields].count(Line) == 2
    assert not any(isinstance(one, PersonPick) for one in opened.show.fields)
    reply = await house.ask(maija, LogQuickTrial(BIKES, name=" Eila,  yövuoro ", unit=1, meeting=True), CHANNEL)
    assert isinstance(reply.show, Notice)
    assert [button.intent for button in reply.show.buttons] == [WriteQuickTrial(meeting=True), AskToWithdraw(1)]
    text = await card_text(house)
    assert "Eila, yövuoro, Kotihoito." in text
    assert "Maija" in text
    too_long = await house.ask(maija, LogQuickTrial(BIKES, name="E" * 101, meeting=True), CHANNEL)
    assert isinstance(too_long.show, Form)
    assert set(too_long.show.errors) == {"name"}


async def test_it_is_asked_about_once_and_nobody_is_told_of_silence(house: House, maija: Caller) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, unit=1), CHANNEL)
    await days(house, 13)
    assert await posted(house, "checkin") == []
    await days(house, 60)
    assert await posted(house, "checkin") == ["maija"]
    assert await posted(house, "reminder") == await posted(house, "quiet") == []
    async with house.database.transaction() as store:
        question = (await checkins.draw(await house.scene.turn(store, "fi"), [1]))[1]
        assert await store.undecided_trials([1]) == []
    assert isinstance(question, Card)
    assert read(question.title, "fi") == f"Nopea kokeilu ”{BIKES}”: jäikö tapa käyttöön?"
    assert [read(one.label, "fi") for one in question.buttons] == ["Jäi käyttöön", "Jäi muutettuna", "Ei jäänyt"]


async def test_the_question_waits_for_a_working_day(house: House, maija: Caller) -> None:
    house.later(days=-2)
    reply = await house.ask(maija, LogQuickTrial(BIKES), CHANNEL)
    assert words(reply).startswith("Kirjattu. Kysyn 7.12.2026,")


@pytest.mark.parametrize(
    ("answer", "lesson", "stage"),
    [
        (OpenDecision(1, Decision.ADOPT), "", Stage.ADOPTED),
        (OpenDecision(1, Decision.ADOPT, changed=True), "Vain yövuorossa.", Stage.ADOPTED),
        (OpenDecision(1, Decision.STOP), "Laturi ei riittänyt.", Stage.STOPPED),
    ],
)
async def test_every_answer_is_a_decision_that_the_card_tells(
    house: House, maija: Caller, answer: OpenDecision, lesson: str, stage: Stage
) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, unit=1), CHANNEL)
    await days(house, 15)
    opened = await house.ask(maija, answer)
    assert isinstance(opened.show, Form)
    assert [one.name for one in opened.show.fields] == ["lesson"]
    empty = await house.ask(maija, opened.show.builds)
    if lesson:
        assert isinstance(empty.show, Form)
        assert set(empty.show.errors) == {"lesson"}
        await house.ask(maija, Decide(1, answer.decision, lesson, changed=answer.changed))
        assert lesson in await card_text(house)
    assert (await stored(house)).stage is stage
    assert await posted(house, "change") == ["C1"]


async def test_who_has_left_is_not_asked_and_nobody_else_is(house: House, maija: Caller) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, unit=1), CHANNEL)
    await house.learn(maija, Profile("Maija", full_member=False))
    await days(house, 30)
    assert await posted(house, "checkin") == []
    assert date(2026, 12, 24) == house.now.date()


async def question_text(house: House) -> str:
    """The title of the question as it is drawn now."""
    async with house.database.transaction() as store:
        question = (await checkins.draw(await house.scene.turn(store, "fi"), [1]))[1]
    assert isinstance(question, Card)
    return read(question.title, "fi")


async def test_whoever_logged_it_withdraws_it_and_is_never_asked_about_it(house: House, maija: Caller) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, GOOD, unit=1), CHANNEL)
    more = (await house.ask(maija, MoreOf(1))).show
    assert isinstance(more, Notice)
    assert AskToWithdraw(1) in [button.intent for button in more.buttons]
    form = (await house.ask(maija, AskToWithdraw(1))).show
    assert isinstance(form, Form)
    assert "En kysy, jäikö tapa käyttöön." in [read(line, "fi") for line in form.intro]
    assert words(await house.ask(maija, form.builds)) == "Olet perunut idean. Tieto näkyy nyt idean korteissa."
    assert (await stored(house)).stage is Stage.WITHDRAWN
    assert BIKES not in await card_text(house)
    await days(house, 30)
    assert await posted(house, "checkin") == []
    again = await house.ask(maija, WithdrawIdea(1))
    assert words(again) == "Idean jakaja on perunut sen."


async def test_once_claimed_only_its_owner_withdraws_it_and_the_question_says_so(
    house: House, maija: Caller, liisa: Caller
) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, whose="liisa", unit=1), CHANNEL)
    await house.ask(liisa, ItIsMine(1))
    await days(house, 15)
    await house.ask(maija, WithdrawIdea(1))
    assert (await stored(house)).stage is Stage.TRIAL
    await house.ask(liisa, WithdrawIdea(1))
    assert (await stored(house)).stage is Stage.WITHDRAWN
    assert await question_text(house) == "Peruttu idea"
    await house.ask(liisa, Decide(1, Decision.ADOPT))
    assert (await stored(house)).stage is Stage.WITHDRAWN


async def test_what_has_stayed_is_not_withdrawn_any_more(house: House, maija: Caller) -> None:
    await house.ask(maija, LogQuickTrial(BIKES, unit=1), CHANNEL)
    await days(house, 15)
    await house.ask(maija, Decide(1, Decision.ADOPT))
    await house.ask(maija, WithdrawIdea(1))
    assert (await stored(house)).stage is Stage.ADOPTED
