"""The promise of an answer: shown, kept with a reason, and asked about in private when its day has passed."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from bot.features import history, ideas
from bot.intents import (
    AnswerIdea,
    DeclineIdea,
    Fills,
    Follow,
    Intent,
    LinkChannel,
    MoreOf,
    OpenAnswer,
    ParkIdea,
    PlanExperiment,
    ReopenIdea,
    SavePermissionCard,
    SaveSettings,
    ShareIdea,
    StartExperiment,
    Support,
    WithdrawIdea,
)
from bot.model import AnswerKind, Caller, Idea, Language, Place, Stage
from bot.turn import drawers
from bot.views.kinds import Card, Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.features.trials import leaves

CHANNEL = Place("slack", "home", "C1", "C1")
KEYS = "Vara-avaimet autoihin"
THANKS = AnswerIdea(1, AnswerKind.THANKS, "Otamme tämän mukaan syksyn suunnitteluun.")
TRY = AnswerIdea(1, AnswerKind.TRY, "Autoja on kaksi vapaana.")
LATER = AnswerIdea(1, AnswerKind.NOT_NOW, "Autot vaihtuvat.", date(2027, 1, 11))
NO = AnswerIdea(1, AnswerKind.NOT_NOW, "Avaimet vaihtuvat koodeihin.")
END = date(2026, 12, 22)


@remembered
async def maija(house: House, member: Member) -> Caller:
    """Maija supervises home care, Pekka is her deputy, Kaisa the renewer; Liisa shared an idea there on a Tuesday."""
    await house.learn(house.person("aino"), member("Aino", ADMIN))
    roles = LinkChannel(unit="Kotihoito", supervisor="maija", deputy="pekka", renewer="kaisa")
    await house.ask(house.person("aino"), roles, CHANNEL)
    for name in ("maija", "pekka", "kaisa", "liisa"):
        await house.learn(house.person(name), member(name.title(), f"{name}@kunta.example"))
    await house.ask(house.person("liisa"), ShareIdea(title=KEYS, unit=1))
    return house.person("maija")


async def idea(house: House, number: int = 1) -> Idea:
    async with house.database.transaction() as store:
        found = await store.idea(number)
        assert found
        return found


async def rows(house: House, query: str) -> list[tuple[object, ...]]:
    async with house.database.engine.connect() as connection:
        return [tuple(row) for row in await connection.exec_driver_sql(query)]


async def told(house: House) -> list[tuple[object, ...]]:
    """Who was told of a promise whose day has passed, and in which words."""
    wanted = "subject_kind in ('overdue', 'awaited')"
    return await rows(house, f"select name_there, subject_kind from posting where {wanted} order by id")  # noqa: S608


async def day(house: House, month: int, number: int, hour: int = 8) -> None:
    """At this day, at ten in the morning in Helsinki, Latu is asked what is due."""
    house.now = datetime(2026 if month > 10 else 2027, month, number, hour, 0, tzinfo=UTC)
    await house.clock.tick()


async def card(house: House, number: int = 1) -> dict[str, str]:
    """The facts of an idea's card, in Finnish."""
    async with house.database.transaction() as store:
        drawn = await ideas.draw(await house.scene.turn(store, "fi"), number)
    assert isinstance(drawn, Card)
    return {read(one.label, "fi"): read(one.value, "fi") for one in drawn.facts}


async def drawn(house: House, kind: str, number: int = 1) -> Card:
    async with house.database.transaction() as store:
        found = (await drawers[kind](await house.scene.turn(store, "fi"), [number]))[number]
    assert isinstance(found, Card)
    return found


async def refused(house: House, who: Caller, intent: Intent) -> str:
    reply = await house.ask(who, intent)
    assert isinstance(reply.show, Notice)
    assert reply.show.tone == "refused"
    return read(reply.show.text, "fi")


async def offers_to_answer(house: House, who: Caller) -> bool:
    reply = await house.ask(who, MoreOf(1))
    assert isinstance(reply.show, Notice)
    return OpenAnswer(1) in [button.intent for button in reply.show.buttons]


async def test_an_answer_is_promised_in_ten_working_days_and_the_card_says_by_when(house: House, maija: Caller) -> None:
    """Christmas Eve and Day, New Year and Epiphany are no working days."""
    assert (await card(house))["Vastaus"] == "Viimeistään 8.12.2026"
    house.now = datetime(2026, 12, 21, 8, tzinfo=UTC)
    await house.ask(house.person("liisa"), ShareIdea(title="Kävelykokous", name="anonymous"))
    assert (await card(house, 2))["Vastaus"] == "Viimeistään 8.1.2027"


async def test_what_is_tried_or_decided_awaits_no_answer(house: House, maija: Caller) -> None:
    await house.ask(house.person("pekka"), StartExperiment(1, "Avainlaatikko", END, why="Aikaa säästyy"))
    assert "Vastaus" not in await card(house)
    await day(house, 12, 9)
    assert await told(house) == []
    assert await refused(house, maija, OpenAnswer(1)) == "Tätä ideaa kokeillaan jo."


async def test_whoever_answers_reads_in_the_form_what_was_written(house: House, maija: Caller) -> None:
    """A list or a digest tells the title only, and one button leads from it to the form."""
    await house.ask(house.person("liisa"), ShareIdea(title="Kahvi yhdessä", about="Emme näe toisiamme.", unit=1))
    for number, written in ((1, [KEYS]), (2, ["Kahvi yhdessä", "Emme näe toisiamme."])):
        opened = await house.ask(maija, OpenAnswer(number))
        assert isinstance(opened.show, Form)
        assert [read(one, "fi") for one in opened.show.intro[:-1]] == written


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (THANKS, "Maija vastasi: kiitos. Perustelu: Otamme tämän mukaan syksyn suunnitteluun."),
        (TRY, "Maija vastasi: kokeillaan. Kuka tahansa voi aloittaa kokeilun. Perustelu: Autoja on kaksi vapaana."),
    ],
)
async def test_the_answer_stands_on_the_card_and_reaches_author_and_followers(
    house: House, maija: Caller, answer: AnswerIdea, said: str
) -> None:
    await house.ask(house.person("ville"), Follow(1))
    await house.ask(house.person("sanna"), Support(1))
    opened = await house.ask(maija, OpenAnswer(1))
    assert isinstance(opened.show, Form)
    done = await house.ask(maija, answer)
    assert isinstance(done.show, Notice)
    assert read(done.show.text, "fi") == f"Kiitos. Vastauksesi näkyy idean ”{KEYS}” kortissa."
    assert (await card(house))["Vastaus"] == said
    assert (await idea(house)).stage is Stage.IDEA
    await house.soon()
    news = await rows(house, "select name_there from posting where subject_kind = 'news' order by id")
    assert news == [("liisa",), ("ville",)]
    under = "select subject_id from posting where subject_kind = 'change' and under_id = 1"
    assert await rows(house, under) == [(1,)]
    heard = await drawn(house, "news")
    assert [read(one, "fi") for one in heard.body] == [said]
    starting = [PlanExperiment(1)] if answer is TRY else []
    assert [one.intent for one in heard.buttons] == starting
    assert not (await drawn(house, "change")).buttons
    assert await rows(house, "select details from audit where what = 'decision'") == [
        ({"idea": "1", "answer": answer.kind},)
    ]


async def test_not_now_with_a_day_is_parked_and_without_one_declined(house: House, maija: Caller) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Kävelykokous", unit=1))
    await house.ask(maija, LATER)
    parked = await idea(house)
    assert (parked.stage, parked.back_on, parked.answered_on) == (Stage.PARKED, LATER.back_on, date(2026, 11, 24))
    await house.ask(maija, AnswerIdea(2, AnswerKind.NOT_NOW, "Ei ehditä."))
    declined = await idea(house, 2)
    assert (declined.stage, declined.answered_on) == (Stage.DECLINED, date(2026, 11, 24))
    assert (await card(house, 2))["Perustelu"] == "Ei ehditä."
    assert await rows(house, "select due_at is not null from review") == [(True,)]
    await day(house, 12, 9)
    assert await told(house) == []


@pytest.mark.parametrize("aside", [ParkIdea(1, date(2027, 1, 11), "Autot vaihtuvat."), DeclineIdea(1, "Ei ehditä.")])
async def test_putting_an_idea_off_from_its_card_answers_it(house: House, maija: Caller, aside: Fills) -> None:
    await house.ask(maija, aside)
    assert (await idea(house)).answered_on == date(2026, 11, 24)
    assert await rows(house, "select answer from change") == [("not_now",)]


async def test_opened_again_it_shows_no_promise_and_no_old_no(house: House, maija: Caller) -> None:
    await house.ask(maija, NO)
    await house.ask(maija, ReopenIdea(1, "Asia muuttui."))
    assert "Vastaus" not in await card(house)
    assert await refused(house, maija, OpenAnswer(1)) == "Maija on jo vastannut. Vastaus on kortissa."


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        (AnswerIdea(1, reason="Hyvä."), "kind", "Vastaa ensin tähän."),
        (AnswerIdea(1, AnswerKind.THANKS), "reason", "Kirjoita ensin jotakin tähän."),
        (AnswerIdea(1, AnswerKind.TRY, "x" * 1501), "reason", "Tekstissä on 1 merkki liikaa."),
        (
            AnswerIdea(1, AnswerKind.TRY, "Hyvä.", date(2027, 1, 11)),
            "back_on",
            "Päivä tarvitaan vain vastaukseen ”Ei nyt”. Valitse se tai jätä päivä tyhjäksi.",
        ),
        (
            AnswerIdea(1, AnswerKind.NOT_NOW, "Ei.", date(2026, 11, 24)),
            "back_on",
            "Päivä on jo mennyt. Valitse 25.11.2026 tai myöhempi päivä.",
        ),
        (AnswerIdea(1, AnswerKind.NOT_NOW), "reason", "Kirjoita ensin jotakin tähän."),
    ],
)
async def test_what_is_missing_is_refused_at_its_field_and_nothing_typed_is_lost(
    house: House, maija: Caller, wrong: AnswerIdea, field: str, words: str
) -> None:
    reply = await house.ask(maija, wrong)
    assert isinstance(reply.show, Form)
    assert reply.show.builds == wrong
    assert {name: read(one, "fi") for name, one in reply.show.errors.items()} == {field: words}
    assert (await idea(house)).answered_on is None


@pytest.mark.parametrize("who", ["maija", "pekka", "kaisa", "aino"])
async def test_whoever_answers_for_the_work_community_may_answer(house: House, maija: Caller, who: str) -> None:
    assert await offers_to_answer(house, house.person(who))
    await house.ask(house.person(who), THANKS)
    assert (await idea(house)).answered_on
    assert not await offers_to_answer(house, house.person(who))


async def test_nobody_else_may_and_ideas_without_a_work_community_are_the_admins(house: House, maija: Caller) -> None:
    liisa = house.person("liisa")
    assert not await offers_to_answer(house, liisa)
    for forged in (OpenAnswer(1), THANKS, NO):
        assert (await refused(house, liisa, forged)).startswith("Tästä päättää työyhteisön esihenkilö")
    await house.ask(liisa, ShareIdea(title="Kävelykokous"))
    assert await refused(house, maija, OpenAnswer(2)) == (
        "Ideoista, joilla ei ole työyhteisöä, päättää ylläpitäjä. "
        "Kysy esihenkilöltäsi tai sisäiseltä uudistajalta, kuka se on."
    )
    await house.ask(house.person("aino"), AnswerIdea(2, AnswerKind.THANKS, "Hyvä."))
    assert (await idea(house, 2)).answered_on
    assert (await idea(house)).answered_on is None


async def test_of_two_answers_at_once_the_first_one_counts(house: House, maija: Caller) -> None:
    """The trap: the supervisor and the deputy press at the same time."""
    replies = await asyncio.gather(house.ask(maija, THANKS), house.ask(house.person("pekka"), NO))
    tones = sorted(reply.show.tone for reply in replies if isinstance(reply.show, Notice))
    assert tones == ["done", "refused"]
    assert await rows(house, "select count(*) from change") == [(1,)]


async def test_whoever_waits_for_permission_is_answered_first(house: House, maija: Caller) -> None:
    await house.ask(maija, SavePermissionCard(1, "500", "", "5"))
    asked = StartExperiment(1, "Sähköpyörä", END, why="Matka lyhenee", permission="outside", card=1)
    await house.ask(house.person("liisa"), asked)
    said = "Tämän idean kokeilu odottaa lupaa."
    assert said in await refused(house, maija, OpenAnswer(1))
    await day(house, 12, 9)
    assert await told(house) == []


async def test_the_morning_after_the_promised_day_they_hear_once_and_later_the_renewer(
    house: House, maija: Caller
) -> None:
    """The trap: the clock ticks again and again."""
    await day(house, 12, 8)
    assert await told(house) == []
    await day(house, 12, 9, 6)  # at eight
    assert await told(house) == []
    for _ in range(3):
        await day(house, 12, 9)
    assert await told(house) == [("maija", "overdue"), ("pekka", "awaited")]
    first = await drawn(house, "overdue")
    assert first.note
    assert read(first.title, "fi") == f"Lupasimme 8.12.2026 mennessä vastauksen ideaan ”{KEYS}”."
    assert read(first.note, "fi") == "Myös varahenkilösi Pekka voi vastata."
    assert [one.intent for one in first.buttons] == [OpenAnswer(1)]
    await day(house, 12, 15)
    assert len(await told(house)) == 2
    for number in (16, 17, 30):
        await day(house, 12, number)
    assert (await told(house))[2:] == [("kaisa", "awaited")]
    assert await rows(house, "select * from promised") == []


async def test_once_it_is_answered_nobody_hears_any_more_and_what_was_told_says_so(house: House, maija: Caller) -> None:
    await day(house, 12, 9)
    reply = await house.ask(house.person("pekka"), THANKS)
    assert {"overdue:1", "awaited:1"} <= {str(one) for one in reply.redraw}
    redrawn = await drawn(house, "overdue")
    assert not redrawn.buttons
    assert "Pekka vastasi: kiitos." in "\n".join(read(one.value, "fi") for one in redrawn.facts)
    await day(house, 12, 30)
    assert len(await told(house)) == 2


async def test_where_nobody_is_named_the_admins_hear(house: House, maija: Caller) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Kävelykokous"))
    await day(house, 12, 9)
    assert await told(house) == [("maija", "overdue"), ("pekka", "awaited"), ("aino", "awaited")]


async def test_whoever_has_left_is_not_told_and_whoever_pauses_hears_afterwards(
    house: House, maija: Caller, member: Member
) -> None:
    await leaves(house, member, maija)
    await house.ask(house.person("pekka"), SaveSettings(Language.FINNISH, date(2026, 12, 10)))
    await day(house, 12, 9)
    assert await told(house) == []
    await day(house, 12, 11)
    assert await told(house) == [("pekka", "awaited")]


async def test_a_letter_that_waits_does_not_leave_after_the_answer(house: House, maija: Caller) -> None:
    await house.ask(maija, SaveSettings(Language.FINNISH, date(2026, 12, 10)))
    await day(house, 12, 9)
    await house.ask(house.person("pekka"), THANKS)
    await day(house, 12, 11)
    assert await told(house) == [("pekka", "awaited")]


async def test_a_withdrawn_idea_is_told_of_no_more(house: House, maija: Caller) -> None:
    await day(house, 12, 9)
    await house.ask(house.person("liisa"), WithdrawIdea(1))
    async with house.database.transaction() as store:
        turn = await house.scene.turn(store, "fi")
        assert await drawers["overdue"](turn, [1]) == {1: None}
        assert await drawers["awaited"](turn, [1]) == {1: None}
    await day(house, 12, 30)
    assert len(await told(house)) == 2


async def test_the_author_of_an_anonymous_idea_is_nowhere_in_its_answer(house: House, maija: Caller) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Kävelykokous", unit=1, name="anonymous"))
    await house.ask(maija, AnswerIdea(2, AnswerKind.THANKS, "Hyvä."))
    assert await rows(house, "select name_there from posting where subject_kind = 'news'") == []
    async with house.database.transaction() as store:
        news = await history.draw_news(await house.scene.turn(store, "fi"), 1)
    assert "Liisa" not in repr(news)
