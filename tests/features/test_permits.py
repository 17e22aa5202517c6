"""A trial outside the permission card: asked, answered, asked on, asked again; and started where nobody answers."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.features import ideas, permits
from bot.intents import (
    AllowTrial,
    DeclineIdea,
    LinkChannel,
    OpenNotNow,
    ParkIdea,
    PlanExperiment,
    ReopenIdea,
    SavePermissionCard,
    SayNotNow,
    ShareIdea,
    StartExperiment,
    StopAsking,
    WithdrawIdea,
)
from bot.model import Caller, Permit, PermitState, Place, Stage, Subject
from bot.turn import drawers
from bot.views.kinds import Card, Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

CHANNEL = Place("slack", "home", "C1", "C1")
END = date(2026, 12, 22)
OUTSIDE = StartExperiment(1, "Sähköpyörä", END, why="Matka lyhenee", permission="outside", card=1)
NO = SayNotNow(1, "Budjetti on jaettu.", date(2027, 1, 11))


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """Maija is the supervisor, Pekka the deputy and Kaisa the renewer of home care, which has a card of five days."""
    for name, email in (("aino", ADMIN), ("maija", "m@kunta.example"), ("pekka", "p@kunta.example")):
        await house.learn(house.person(name), member(name.title(), email))
    await house.learn(house.person("kaisa"), member("Kaisa", "k@kunta.example"))
    await house.learn(house.person("liisa"), member("Liisa", "l@kunta.example"))
    roles = LinkChannel(unit="Kotihoito", supervisor="maija", deputy="pekka", renewer="kaisa")
    await house.ask(house.person("aino"), roles, CHANNEL)
    await house.ask(house.person("maija"), SavePermissionCard(1, "500", "", "5"))
    await house.ask(house.person("liisa"), ShareIdea(title="Sähköpyörä kotikäynneille", unit=1))
    return house.person("liisa")


async def asked(house: House, kind: str = "permit") -> list[str]:
    """Whom the question has reached, in order."""
    query = "select name_there from posting where subject_kind = %s and private order by id"
    async with house.database.engine.connect() as connection:
        return [row[0] for row in await connection.exec_driver_sql(query, (kind,))]


async def permit(house: House) -> Permit:
    async with house.database.transaction() as store:
        found = await store.permit(1)
        assert found
        return found


async def stage(house: House) -> Stage:
    async with house.database.transaction() as store:
        idea = await store.idea(1)
        assert idea
        return idea.stage


async def drawn(house: House, kind: str) -> str:
    """What a card says, in Finnish."""
    async with house.database.transaction() as store:
        card = (await drawers[kind](await house.scene.turn(store, "fi"), [1]))[1]
    assert isinstance(card, Card)
    said = [card.title, *card.body, *(fact.value for fact in card.facts)]
    return "\n".join(read(one, "fi") for one in said)


def said(reply: object) -> str:
    assert isinstance(reply, Notice)
    return read(reply.text, "fi")


async def days(house: House, *months: tuple[int, int]) -> None:
    """At these days, at ten in the morning, Latu is asked what is due."""
    for month, day in months:
        house.now = datetime(2026 if month > 10 else 2027, month, day, 8, 0, tzinfo=UTC)
        await house.clock.tick()


async def audit(house: House) -> Sequence[object]:
    async with house.database.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select details from audit where what = 'permission' order by id")
        return [row[0] for row in rows]


async def test_inside_the_card_it_starts_at_once(house: House, liisa: Caller) -> None:
    opened = await house.ask(liisa, PlanExperiment(1))
    assert isinstance(opened.show, Form)
    assert opened.show.builds == StartExperiment(1, until=END, card=1)
    await house.ask(liisa, replace(OUTSIDE, permission="inside"))
    assert await stage(house) is Stage.TRIAL
    assert await asked(house) == []


async def test_outside_the_card_the_supervisor_is_asked_and_nothing_starts(house: House, liisa: Caller) -> None:
    reply = await house.ask(liisa, OUTSIDE)
    assert said(reply.show) == "Kysymyksesi on matkalla: Maija. Vastaus on luvattu 1.12.2026 mennessä."
    assert await asked(house) == ["maija"]
    assert await stage(house) is Stage.IDEA
    assert "Kysytty 24.11.2026. Vastaus on luvattu 1.12.2026 mennessä." in await drawn(house, "idea")
    question = await drawn(house, "permit")
    assert "Ei Lupa-kortissa: Liisa kysyy, saako kokeilun ”Sähköpyörä kotikäynneille” aloittaa." in question
    async with house.database.transaction() as store:
        assert await store.experiments_of(1) == []


async def test_a_yes_starts_it_that_day_with_its_length(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    house.later(days=3)
    await house.ask(house.person("maija"), AllowTrial(1))
    async with house.database.transaction() as store:
        [trial] = await store.experiments_of(1)
    assert (trial.starts_on, trial.ends_on) == (date(2026, 11, 27), date(2026, 12, 25))
    assert trial.owner.name == "Liisa"
    assert await stage(house) is Stage.TRIAL
    assert await asked(house, "verdict") == ["liisa"]
    await house.soon()
    assert await asked(house, "news") == []
    assert "Maija vastasi: saa aloittaa." in await drawn(house, "verdict")
    assert "25.12.2026" in await drawn(house, "verdict")
    assert await audit(house) == [{"permit": "1", "answer": "yes"}]
    house.later(days=20)
    await house.clock.tick()
    assert await asked(house, "checkin") == ["liisa"]
    assert await asked(house) == ["maija"]


async def test_others_concerned_hear_a_yes_with_who_decided(house: House, liisa: Caller, member: Member) -> None:
    pekka = house.person("pekka")
    await house.ask(pekka, replace(OUTSIDE, idea=1))
    await house.ask(house.person("maija"), AllowTrial(1))
    await house.soon()
    assert await asked(house, "news") == ["liisa"]
    assert await asked(house, "verdict") == ["pekka"]


async def test_a_no_stands_on_the_card_and_is_asked_again_on_its_day(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    await house.ask(house.person("maija"), NO)
    assert "Maija vastasi: ei nyt. Perustelu: Budjetti on jaettu." in await drawn(house, "idea")
    assert "11.1.2027" in await drawn(house, "asked")
    assert await asked(house, "verdict") == ["liisa"]
    assert await audit(house) == [{"permit": "1", "answer": "not now"}]
    await days(house, (12, 30), (1, 8))
    assert await asked(house) == ["maija"]
    await days(house, (1, 11))
    assert await asked(house) == ["maija", "maija"]
    assert await asked(house, "verdict") == ["liisa", "liisa"]
    assert "Kysyin uudelleen" in await drawn(house, "verdict")
    assert "Budjetti on jaettu." in await drawn(house, "permit")
    assert (await permit(house)).answer_by == date(2027, 1, 18)
    await house.ask(house.person("maija"), AllowTrial(1))
    assert await stage(house) is Stage.TRIAL


async def test_before_the_review_date_it_is_not_asked_again_but_what_is_on_the_card_may_start(
    house: House, liisa: Caller
) -> None:
    await house.ask(liisa, OUTSIDE)
    await house.ask(house.person("maija"), NO)
    again = await house.ask(liisa, OUTSIDE)
    assert isinstance(again.show, Form)
    assert read(again.show.errors["permission"], "fi") == "Maija vastasi: ei nyt. Kysyn uudelleen 11.1.2027."
    await house.ask(liisa, replace(OUTSIDE, permission="inside"))
    assert await stage(house) is Stage.TRIAL
    await days(house, (1, 11))
    assert await asked(house) == ["maija"]


async def test_silence_asks_the_deputy_then_the_renewer_and_once_more_the_supervisor(
    house: House, liisa: Caller
) -> None:
    """Then it comes back to the renewer once a week, and whoever is named can still answer."""
    await house.ask(liisa, OUTSIDE)
    await days(house, (12, 1))
    assert await asked(house) == ["maija"]
    await days(house, (12, 2), (12, 3))
    assert await asked(house) == ["maija", "pekka"]
    assert "9.12.2026" in await drawn(house, "idea")
    await days(house, (12, 9), (12, 10))
    assert await asked(house) == ["maija", "pekka", "kaisa"]
    await days(house, (12, 18), (12, 21))
    assert await asked(house) == ["maija", "pekka", "kaisa", "maija"]
    await days(house, (12, 27), (12, 28), (12, 29))
    assert await asked(house) == ["maija", "pekka", "kaisa", "maija", "kaisa"]
    await days(house, (2, 1), (2, 2))
    assert await asked(house) == ["maija", "pekka", "kaisa", "maija", "kaisa", "kaisa"]
    await house.ask(house.person("maija"), AllowTrial(1))
    assert "Maija vastasi: saa aloittaa." in await drawn(house, "permit")
    await days(house, (2, 9), (2, 16))
    assert len(await asked(house)) == 6


async def test_who_comes_later_is_told_who_answered(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    await house.ask(house.person("pekka"), NO)
    late = await house.ask(house.person("maija"), AllowTrial(1))
    assert said(late.show) == "Pekka on jo vastannut: ei nyt."
    assert await stage(house) is Stage.IDEA


async def test_a_week_without_us_asks_once_and_not_for_each_missed_step(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    await days(house, (12, 28))
    assert await asked(house) == ["maija", "pekka"]
    assert (await permit(house)).answer_by == date(2027, 1, 5)


async def test_two_answers_at_once_are_one(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    replies = await asyncio.gather(
        house.ask(house.person("maija"), AllowTrial(1)),
        house.ask(house.person("pekka"), NO),
        house.ask(house.person("kaisa"), AllowTrial(1)),
    )
    assert [isinstance(one.show, Notice) and one.show.tone for one in replies].count("done") == 1
    async with house.database.transaction() as store:
        assert len(await store.experiments_of(1)) == ((await permit(house)).state is PermitState.GRANTED)
    assert len(await audit(house)) == 1


async def test_where_nobody_is_named_it_starts_and_that_is_said(house: House, liisa: Caller) -> None:
    await house.ask(house.person("aino"), LinkChannel(unit="Kotihoito"), CHANNEL)
    reply = await house.ask(liisa, OUTSIDE)
    assert said(reply.show).startswith("Vastaajaksi ei ole nimetty muita, joten lupa on jo annettu.")
    assert await stage(house) is Stage.TRIAL


async def test_the_one_who_would_answer_asks_nobody(house: House, liisa: Caller) -> None:
    await house.ask(house.person("maija"), OUTSIDE)
    assert await stage(house) is Stage.TRIAL
    assert await asked(house) == []


async def test_nobody_answers_their_own_question(house: House, liisa: Caller) -> None:
    pekka = house.person("pekka")
    await house.ask(pekka, OUTSIDE)
    await house.ask(pekka, AllowTrial(1))
    assert await stage(house) is Stage.IDEA
    await days(house, (12, 2))
    assert await asked(house) == ["maija", "kaisa"]


@pytest.mark.parametrize("intent", [AllowTrial(1), OpenNotNow(1), NO])
async def test_only_who_is_named_answers(
    house: House, liisa: Caller, intent: AllowTrial | OpenNotNow | SayNotNow
) -> None:
    await house.ask(liisa, OUTSIDE)
    refused = await house.ask(house.person("aino"), intent)
    assert isinstance(refused.show, Notice)
    assert refused.show.tone == "refused"
    assert (await permit(house)).state is PermitState.WAITING


async def test_while_one_waits_another_is_not_begun(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    waits = "Tämän idean kokeilu odottaa lupaa. Vastaus on luvattu 1.12.2026 mennessä."
    pressed = await house.ask(house.person("kaisa"), PlanExperiment(1))
    assert said(pressed.show) == waits
    own = await house.ask(liisa, PlanExperiment(1))
    assert isinstance(own.show, Notice)
    assert [one.intent for one in own.show.buttons] == [StopAsking(1)]
    assert said((await house.ask(liisa, OUTSIDE)).show) == waits


async def test_the_question_is_taken_back_by_who_asked(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    await house.ask(house.person("kaisa"), StopAsking(1))
    assert (await permit(house)).state is PermitState.WAITING
    await house.ask(liisa, StopAsking(1))
    late = await house.ask(house.person("maija"), AllowTrial(1))
    assert said(late.show) == "Kysymys on peruttu."
    await days(house, (12, 2), (12, 10))
    assert await asked(house) == ["maija"]
    assert isinstance((await house.ask(liisa, PlanExperiment(1))).show, Form)


async def test_a_question_waits_for_working_hours_and_is_not_sent_once_it_is_answered(
    house: House, liisa: Caller
) -> None:
    house.now = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    await house.ask(liisa, OUTSIDE)
    assert await asked(house) == []
    await house.ask(liisa, StopAsking(1))
    await days(house, (11, 25))
    assert await asked(house) == []


async def test_whoever_waits_for_an_answer_gets_it_before_the_idea_is_put_aside(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    for aside in (ParkIdea(1, date(2027, 1, 11), "Keväällä."), DeclineIdea(1, "Ei nyt.")):
        refused = await house.ask(house.person("maija"), aside)
        assert said(refused.show).startswith("Tämän idean kokeilu odottaa lupaa.")
    assert await stage(house) is Stage.IDEA
    await house.ask(house.person("maija"), NO)
    await house.ask(house.person("maija"), ParkIdea(1, date(2027, 2, 1), "Keväällä."))
    assert await stage(house) is Stage.PARKED


async def test_an_idea_that_was_parked_over_the_review_date_can_be_asked_about_anew(
    house: House, liisa: Caller
) -> None:
    await house.ask(liisa, OUTSIDE)
    await house.ask(house.person("maija"), NO)
    await house.ask(house.person("maija"), ParkIdea(1, date(2027, 2, 1), "Keväällä."))
    await days(house, (1, 11), (1, 12))
    await house.ask(house.person("maija"), ReopenIdea(1, "Nyt voi."))
    await house.ask(liisa, replace(OUTSIDE, until=date(2027, 2, 12)))
    assert await asked(house) == ["maija", "maija"]


async def test_a_withdrawn_idea_is_asked_about_no_more(house: House, liisa: Caller) -> None:
    await house.ask(liisa, OUTSIDE)
    await house.ask(liisa, WithdrawIdea(1))
    await days(house, (12, 2))
    assert await asked(house) == ["maija"]
    async with house.database.transaction() as store:
        assert await permits.draw(await house.scene.turn(store, "fi"), 1) is None
        assert await ideas.draw(await house.scene.turn(store, "fi"), 1)
    late = await house.ask(house.person("maija"), AllowTrial(1))
    assert said(late.show) == "Idean jakaja on perunut sen."


@pytest.mark.parametrize(
    ("answer", "field", "words"),
    [
        (replace(NO, reason=" "), "reason", "Kirjoita ensin jotakin tähän."),
        (replace(NO, review_on=None), "review_on", "Vastaa ensin tähän."),
        (replace(NO, review_on=date(2026, 11, 24)), "review_on", "Päivä on jo mennyt. Valitse 25.11.2026 tai"),
    ],
)
async def test_a_no_without_reason_or_day_is_refused_at_its_field(
    house: House, liisa: Caller, answer: SayNotNow, field: str, words: str
) -> None:
    await house.ask(liisa, OUTSIDE)
    reply = await house.ask(house.person("maija"), answer)
    assert isinstance(reply.show, Form)
    assert read(reply.show.errors[field], "fi").startswith(words)
    assert reply.show.builds == answer
    assert (await permit(house)).state is PermitState.WAITING


async def test_a_trial_of_something_new_hangs_its_question_under_the_new_card(house: House, liisa: Caller) -> None:
    new = replace(OUTSIDE, idea=None, title="Taulutietokone autoon", unit=1)
    reply = await house.ask(liisa, new)
    assert [(post.subject, post.under) for post in reply.post if not post.to.private] == [
        (Subject("idea", 2), None),
        (Subject("asked", 1), Subject("idea", 2)),
    ]


async def test_a_card_that_the_form_has_not_shown_is_shown_before_anything_starts(house: House, liisa: Caller) -> None:
    """Another work community was chosen in the form."""
    new = replace(OUTSIDE, idea=None, title="Taulutietokone autoon", unit=1, card=None, permission="inside")
    shown = await house.ask(liisa, new)
    assert isinstance(shown.show, Form)
    assert shown.show.builds == replace(new, card=1)
    await house.ask(liisa, replace(new, card=1))
    async with house.database.transaction() as store:
        assert len(await store.experiments_of(2)) == 1


async def test_nobody_is_asked_again_about_a_trial_whose_asker_has_left(
    house: House, liisa: Caller, member: Member
) -> None:
    await house.ask(liisa, OUTSIDE)
    await house.learn(liisa, replace(member("Liisa", "l@kunta.example"), full_member=False))
    await days(house, (12, 2), (12, 10))
    assert await asked(house) == ["maija"]


async def test_a_supervisor_who_has_left_is_passed_by(house: House, liisa: Caller, member: Member) -> None:
    await house.learn(house.person("maija"), replace(member("Maija", "m@kunta.example"), full_member=False))
    await house.ask(liisa, OUTSIDE)
    assert await asked(house) == ["pekka"]
