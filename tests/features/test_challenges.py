"""Challenges: who asks them and where, the ideas that answer them, and how they end."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from bot.features import challenges, ideas
from bot.intents import (
    AnswerChallenge,
    AnswerIdea,
    AskChallenge,
    AskToDecline,
    DeclineIdea,
    EndChallenge,
    Intent,
    LinkChannel,
    MoreOf,
    OpenAnswer,
    OpenProlonging,
    ProlongChallenge,
    SeeChallenge,
    SeeChallenges,
    SeeWaiting,
    ShareIdea,
    StartExperiment,
    Support,
    WithdrawIdea,
    WriteChallenge,
    WriteIdea,
)
from bot.model import AnswerKind, Caller, Challenge, Place, Subject
from bot.replies import Reply
from bot.views.kinds import Card, Choice, Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

HOME_CARE, EVERYBODY = (Place("slack", "home", name, name) for name in ("C1", "C3"))
KITCHEN = Place("slack", "home", "C2", "C2", name="keittiö")
FRIDAY = date(2026, 12, 4)
QUESTION = "Miten puolitamme hävikin?"
ASK = AskChallenge(QUESTION, "Heitämme pois 40 kiloa viikossa.", ("1",), FRIDAY)


@remembered
async def maija(house: House, member: Member) -> Caller:
    """She supervises home care, whose channel is the first; Aino is an admin, Liisa works in home care."""
    for name, email in (("aino", ADMIN), ("maija", "m@kunta.example"), ("liisa", "l@kunta.example")):
        await house.learn(house.person(name), member(name.title(), email))
    aino = house.person("aino")
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija"), HOME_CARE)
    await house.ask(aino, LinkChannel(unit="Keittiö"), KITCHEN)
    await house.ask(aino, LinkChannel(), EVERYBODY)
    return house.person("maija")


@remembered
async def asked(house: House, maija: Caller) -> House:
    """She has asked in her channel."""
    await house.ask(maija, ASK)
    return house


async def challenge(house: House, number: int = 1) -> Challenge:
    async with house.database.transaction() as store:
        found = await store.challenge(number)
        assert found
        return found


async def hanging(house: House, kind: str) -> list[str]:
    """Where a kind of subject hangs or is about to."""
    async with house.database.engine.connect() as connection:
        query = "select name_there from posting where subject_kind = %s order by id"
        return list((await connection.exec_driver_sql(query, (kind,))).scalars())


async def drawn(house: House, kind: str) -> str:
    """All that a subject says now."""
    draw = {"challenge": challenges.draw, "summary": challenges.draw_summary, "unanswered": challenges.draw_unanswered}
    async with house.database.transaction() as store:
        shown = await draw[kind](await house.scene.turn(store, "fi"), 1)
    if isinstance(shown, Card):
        facts = [f"{read(one.label, 'fi')}: {read(one.value, 'fi')}" for one in shown.facts]
        return "\n".join([read(shown.title, "fi"), *facts, *(read(one.label, "fi") for one in shown.buttons)])
    assert isinstance(shown, Report)
    return "\n".join(read(one.sentence, "fi") for section in shown.sections for one in section.items)


def intents(reply: Reply) -> list[Intent]:
    assert isinstance(reply.show, Card | Report | Notice)
    return [button.intent for button in reply.show.buttons]


def errors(reply: Reply) -> list[str]:
    assert isinstance(reply.show, Form)
    return list(reply.show.errors)


async def offered(house: House, who: Caller) -> list[str]:
    form = (await house.ask(who, WriteChallenge())).show
    assert isinstance(form, Form)
    channels = next(one for one in form.fields if isinstance(one, Choice))
    return [read(one.label, "fi") for one in channels.options]


async def test_a_supervisor_asks_in_own_channels_and_an_admin_anywhere(house: House, maija: Caller) -> None:
    assert await offered(house, maija) == ["Kotihoito (Slack)"]
    everywhere = ["Kotihoito (Slack)", "Keittiö: keittiö (Slack)", "Koko organisaatio (Slack)"]
    assert await offered(house, house.person("aino")) == everywhere
    assert errors(await house.ask(maija, AskChallenge(QUESTION, "", ("1", "2"), FRIDAY))) == ["channels"]
    await house.ask(house.person("aino"), AskChallenge(QUESTION, "", ("1", "3"), FRIDAY))
    assert await hanging(house, "challenge") == ["C1", "C3"]


@pytest.mark.parametrize("forged", [WriteChallenge(), ASK])
async def test_everybody_else_is_told_who_asks(house: House, maija: Caller, forged: Intent) -> None:
    reply = await house.ask(house.person("liisa"), forged)
    assert isinstance(reply.show, Notice)
    assert read(reply.show.text, "fi").startswith("Haasteita esittävät esihenkilöt")
    assert WriteChallenge() not in intents(await house.ask(house.person("liisa"), SeeChallenges()))
    assert await hanging(house, "challenge") == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (AskChallenge(" ", "", ("1",), FRIDAY), "question"),
        (AskChallenge("ä" * 151, "", ("1",), FRIDAY), "question"),
        (AskChallenge(QUESTION, "ä" * 1501, ("1",), FRIDAY), "about"),
        (AskChallenge(QUESTION, "", (), FRIDAY), "channels"),
        (AskChallenge(QUESTION, "", ("99",), FRIDAY), "channels"),
        (AskChallenge(QUESTION, "", ("1",), None), "until"),
        (AskChallenge(QUESTION, "", ("1",), date(2026, 11, 24)), "until"),
    ],
)
async def test_what_is_missing_or_wrong_is_told_at_its_field(
    house: House, maija: Caller, wrong: AskChallenge, field: str
) -> None:
    assert errors(await house.ask(maija, wrong)) == [field]


async def test_the_card_asks_counts_and_leads_to_an_idea(asked: House) -> None:
    liisa = asked.person("liisa")
    form = (await asked.ask(liisa, AnswerChallenge(1), HOME_CARE)).show
    assert isinstance(form, Form)
    assert form.builds == ShareIdea(unit=1, challenge=1)
    assert "Haaste: Miten puolitamme hävikin?" in [read(one, "fi") for one in form.intro]
    assert "Mihin asti: 4.12.2026\nVastaukset: 0 ideaa\nVastaa idealla" in await drawn(asked, "challenge")
    await asked.ask(liisa, ShareIdea(title="Punnitus", challenge=1))
    await asked.ask(liisa, ShareIdea(title="Pienemmät lautaset", name="anonymous", challenge=1, anyway=True))
    assert "Vastaukset: 2 ideaa" in await drawn(asked, "challenge")
    async with asked.database.transaction() as store:
        card = await ideas.draw(await asked.scene.turn(store, "fi"), 2)
    assert isinstance(card, Card)
    assert "”Miten puolitamme hävikin?”" in [read(one.value, "fi") for one in card.facts]


async def test_what_is_similar_keeps_the_challenge(asked: House) -> None:
    liisa = asked.person("liisa")
    await asked.ask(liisa, ShareIdea(title="Punnitus"))
    form = (await asked.ask(liisa, ShareIdea(title="Punnitus", challenge=1))).show
    assert isinstance(form, Form)
    assert form.kept == ShareIdea(anyway=True, challenge=1)


async def test_a_new_answer_and_a_withdrawn_one_redraw_the_card(asked: House) -> None:
    liisa = asked.person("liisa")
    shared = await asked.ask(liisa, ShareIdea(title="Punnitus", challenge=1))
    assert Subject("challenge", 1) in shared.redraw
    gone = await asked.ask(liisa, WithdrawIdea(1))
    assert Subject("challenge", 1) in gone.redraw
    assert "Vastaukset: 0 ideaa" in await drawn(asked, "challenge")
    assert (await asked.ask(liisa, Support(1))).redraw == ()


async def test_a_challenge_that_is_not_there_cannot_be_answered(asked: House) -> None:
    for forged in (AnswerChallenge(9), ShareIdea(title="Punnitus", challenge=9), SeeChallenge(9), EndChallenge(9)):
        reply = await asked.ask(asked.person("liisa"), forged)
        assert isinstance(reply.show, Notice)
        assert reply.show.tone == "refused"


async def test_when_its_time_is_over_the_card_says_so_and_the_asker_hears_what_waits(asked: House) -> None:
    liisa = asked.person("liisa")
    for number in range(3):
        await asked.ask(liisa, ShareIdea(title=f"Punnitus {number}", unit=1, challenge=1, anyway=True))
    await asked.ask(liisa, StartExperiment(2, "Vaaka", date(2026, 12, 22), "Näkyy"))
    asked.later(days=12)
    await asked.clock.tick()
    assert (await challenge(asked)).ended_on is None
    asked.now = asked.now.replace(day=7, hour=7, minute=0)
    await asked.clock.tick()
    await asked.clock.tick()
    over = await drawn(asked, "challenge")
    assert "Vaihe: Päättynyt 7.12.2026\nVastaukset: 3 ideaa\nKokeiltu tai kokeilussa: 1 idea" in over
    assert "Vastaa idealla" not in over
    assert await hanging(asked, "summary") == ["C1"]
    assert await hanging(asked, "unanswered") == ["maija"]
    assert await drawn(asked, "summary") == (
        "Haaste on päättynyt: ”Miten puolitamme hävikin?”\nVastaukset: 3 ideaa\nKokeiltu tai kokeilussa: 1 idea"
    )
    assert await drawn(asked, "unanswered") == "”Punnitus 0”\n”Punnitus 2”"


async def test_it_ends_on_a_working_morning(asked: House) -> None:
    assert FRIDAY.weekday() == 4
    async with asked.database.engine.connect() as connection:
        due_at = (await connection.exec_driver_sql("select due_at from challenge")).scalar_one()
    local = due_at.astimezone(ZoneInfo("Europe/Helsinki"))
    assert (local.date(), local.time()) == (date(2026, 12, 7), time(9))


async def test_what_was_typed_when_it_ended_is_not_lost(asked: House, maija: Caller) -> None:
    await asked.ask(maija, EndChallenge(1))
    reply = await asked.ask(asked.person("liisa"), ShareIdea(title="Punnitus", challenge=1))
    assert Subject("summary", 1) in reply.redraw
    assert (await challenge(asked)).answers == 1
    late = await asked.ask(asked.person("liisa"), AnswerChallenge(1))
    assert isinstance(late.show, Notice)
    assert read(late.show.text, "fi") == "Tämä haaste on päättynyt. Voit silti jakaa idean."
    assert intents(late) == [WriteIdea()]


async def test_its_asker_or_an_admin_ends_or_prolongs_it(asked: House, maija: Caller) -> None:
    liisa, aino = asked.person("liisa"), asked.person("aino")
    own = [AnswerChallenge(1), OpenProlonging(1), EndChallenge(1)]
    assert intents(await asked.ask(liisa, SeeChallenge(1))) == own[:1]
    assert intents(await asked.ask(maija, SeeChallenge(1))) == intents(await asked.ask(aino, SeeChallenge(1))) == own
    for forged in (OpenProlonging(1), ProlongChallenge(1, date(2026, 12, 18)), EndChallenge(1)):
        reply = await asked.ask(liisa, forged)
        assert isinstance(reply.show, Notice)
        assert read(reply.show.text, "fi") == "Tämän voi tehdä haasteen esittäjä tai Latu-botin ylläpitäjä."
    assert errors(await asked.ask(maija, ProlongChallenge(1, date(2026, 11, 1)))) == ["until"]
    await asked.ask(maija, ProlongChallenge(1, date(2026, 12, 18)))
    asked.later(days=14)
    await asked.clock.tick()
    assert (await challenge(asked)).ended_on is None
    ended = await asked.ask(aino, EndChallenge(1))
    assert ended.redraw == (Subject("challenge", 1),)
    assert await hanging(asked, "summary") == ["C1"]
    again = await asked.ask(aino, EndChallenge(1))
    assert isinstance(again.show, Notice)
    assert again.show.tone == "refused"
    assert await hanging(asked, "summary") == ["C1"]


async def test_the_list_has_what_can_be_answered_first(asked: House, maija: Caller) -> None:
    await asked.ask(maija, AskChallenge("Miten kierrätämme?", "", ("1",), date(2026, 12, 11)))
    await asked.ask(maija, EndChallenge(1))
    seen = (await asked.ask(asked.person("liisa"), SeeChallenges())).show
    assert isinstance(seen, Report)
    assert [[read(one.sentence, "fi") for one in section.items] for section in seen.sections] == [
        ["”Miten kierrätämme?”, 11.12.2026 asti"],
        ["”Miten puolitamme hävikin?”: 0 ideaa"],
    ]


async def test_a_challenge_is_the_same_for_both_accounts_of_its_asker(
    asked: House, maija: Caller, member: Member
) -> None:
    there = asked.person("maija-aad", "teams")
    await asked.learn(there, member("Maija", "m@kunta.example"))
    assert EndChallenge(1) in intents(await asked.ask(there, SeeChallenge(1)))


async def test_its_card_is_drawn_anew_when_the_name_of_its_asker_changes(asked: House, maija: Caller) -> None:
    async with asked.database.transaction() as store:
        account = await store.account(maija.own)
        assert account
        assert Subject("challenge", 1) in await store.named_below([account.id])


async def test_whoever_asked_may_answer_the_ideas_of_other_work_communities_too(asked: House, maija: Caller) -> None:
    liisa = asked.person("liisa")
    await asked.ask(liisa, ShareIdea(title="Punnitus", unit=2, challenge=1))
    await asked.ask(liisa, ShareIdea(title="Kierrätys", unit=2, anyway=True))
    assert AskToDecline(1) in intents(await asked.ask(maija, MoreOf(1)))
    assert AskToDecline(2) not in intents(await asked.ask(maija, MoreOf(2)))
    await asked.ask(maija, DeclineIdea(1, "Vaaka on jo tilattu."))
    await asked.ask(maija, EndChallenge(1))
    assert await drawn(asked, "unanswered") == ""


async def test_an_idea_that_was_thanked_waits_for_no_reply(asked: House, maija: Caller) -> None:
    for number in range(2):
        idea = ShareIdea(title=f"Punnitus {number}", unit=2, challenge=1, anyway=True)
        await asked.ask(asked.person("liisa"), idea)
    assert isinstance((await asked.ask(maija, OpenAnswer(1))).show, Form)
    await asked.ask(maija, AnswerIdea(1, AnswerKind.THANKS, "Vaaka on jo tilattu."))
    await asked.ask(maija, EndChallenge(1))
    assert await drawn(asked, "unanswered") == "”Punnitus 1”"


async def test_what_answers_it_waits_for_whoever_asked_also_where_others_answer(asked: House, maija: Caller) -> None:
    """The trap: it lies in a work community of somebody else, so nothing of it is on the asker's list."""
    await asked.ask(asked.person("liisa"), ShareIdea(title="Punnitus", unit=2, challenge=1))
    await asked.ask(asked.person("liisa"), ShareIdea(title="Kävelykokous", unit=2, anyway=True))
    assert await awaited(asked, maija) == [OpenAnswer(1)]
    assert await awaited(asked, asked.person("liisa")) == []
    assert await awaited(asked, asked.person("aino")) == [OpenAnswer(1), OpenAnswer(2)]
    await asked.ask(maija, AnswerIdea(1, AnswerKind.THANKS, "Vaaka on jo tilattu."))
    assert await awaited(asked, maija) == []


async def awaited(house: House, who: Caller) -> list[Intent]:
    """What somebody's own list leads to."""
    report = (await house.ask(who, SeeWaiting())).show
    assert isinstance(report, Report)
    return [item.button.intent for section in report.sections for item in section.items if item.button]
