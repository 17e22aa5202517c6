"""A new round of a trial: on the permission card it starts at once, outside it somebody is asked as for the first."""

from dataclasses import replace
from datetime import date

from bot.intents import (
    AllowTrial,
    Decide,
    Follow,
    JoinTrial,
    OpenDecision,
    RemovePermissionCard,
    SayNotNow,
    StartExperiment,
    StopAsking,
    Support,
    WithdrawIdea,
)
from bot.model import Caller, Decision, PermitState, Stage
from bot.views.kinds import Form
from tests.features.conftest import House, remembered
from tests.features.test_permits import END, asked, drawn, permit, said, stage
from tests.features.test_permits import liisa as liisa
from tests.features.trials import Days

UNTIL = date(2027, 1, 29)
AGAIN = Decide(2, Decision.ADAPT, what="Kaksi pyörää", until=UNTIL, permission="outside", card=1)


@remembered
async def trying(house: House, liisa: Caller) -> Caller:
    """Liisa's trial inside the card is over; Pekka is in."""
    await house.ask(liisa, StartExperiment(1, "Sähköpyörä", END, why="Matka lyhenee", card=1))
    await house.ask(house.person("pekka"), JoinTrial(1))
    await Days(house).pass_until(END)
    return liisa


async def test_the_form_asks_whether_the_new_round_is_on_the_card(house: House, trying: Caller) -> None:
    opened = (await house.ask(trying, OpenDecision(2, Decision.ADAPT))).show
    assert isinstance(opened, Form)
    assert [one.name for one in opened.fields] == ["what", "until", "permission", "lesson"]
    assert isinstance(opened.builds, Decide)
    assert opened.builds.card == 1
    for other in (Decision.ADOPT, Decision.STOP):
        form = (await house.ask(trying, OpenDecision(2, other))).show
        assert isinstance(form, Form)
        assert "permission" not in [one.name for one in form.fields]


async def test_on_the_card_it_goes_on_at_once(house: House, trying: Caller) -> None:
    await house.ask(trying, replace(AGAIN, permission="inside"))
    assert await stage(house) is Stage.ADAPTED
    assert await asked(house) == []


async def test_a_card_that_the_form_has_not_shown_is_shown_before_anything_is_decided(
    house: House, trying: Caller
) -> None:
    shown = (await house.ask(trying, replace(AGAIN, card=None))).show
    assert isinstance(shown, Form)
    assert shown.builds == AGAIN
    assert await stage(house) is Stage.TRIAL


async def test_outside_the_card_nothing_goes_on_before_the_answer(house: House, trying: Caller) -> None:
    ville = house.person("ville")
    await house.ask(ville, Follow(1))
    reply = await house.ask(trying, AGAIN)
    assert said(reply.show) == "Kysymyksesi on matkalla: Maija. Vastaus on luvattu 31.12.2026 mennessä."
    assert await asked(house) == ["maija"]
    assert await stage(house) is Stage.IDEA
    async with house.database.transaction() as store:
        [before] = await store.experiments_of(1)
        idea = await store.idea(1)
    assert before.decision is Decision.ADAPT
    assert idea
    assert idea.answered_on == before.starts_on
    assert "Kaksi pyörää" in await drawn(house, "permit")
    await house.soon()
    assert await asked(house, "news") == ["ville"]


async def test_a_yes_starts_the_new_round_which_remembers_the_first_and_reaches_supporters(
    house: House, trying: Caller
) -> None:
    await house.ask(house.person("ville"), Support(1))
    await house.ask(trying, AGAIN)
    house.later(days=1)
    await house.ask(house.person("maija"), AllowTrial(1))
    async with house.database.transaction() as store:
        again, first = await store.experiments_of(1)
    assert (again.round, again.owner.name, again.plan.what, again.plan.why) == (
        2,
        "Liisa",
        "Kaksi pyörää",
        "Matka lyhenee",
    )
    assert (again.joined, first.joined) == (1, 1)
    assert again.ends_on == date(2027, 1, 30)
    assert await stage(house) is Stage.ADAPTED
    assert await asked(house, "verdict") == ["liisa"]
    await house.soon()
    assert "ville" in await asked(house, "news")


async def test_a_no_or_a_question_taken_back_leaves_the_idea_open(house: House, trying: Caller) -> None:
    await house.ask(trying, AGAIN)
    await house.ask(house.person("maija"), SayNotNow(1, "Budjetti on jaettu.", UNTIL))
    assert await stage(house) is Stage.IDEA
    assert "Budjetti on jaettu." in await drawn(house, "idea")
    await house.ask(trying, StopAsking(1))
    assert (await permit(house)).state is PermitState.TAKEN_BACK


async def test_where_nobody_else_answers_it_goes_on_and_that_is_said(house: House, trying: Caller) -> None:
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql(
            "update role set account = (select id from account where name_there = 'liisa')"
        )
    reply = await house.ask(trying, AGAIN)
    assert "lupa on jo annettu" in said(reply.show)
    assert await stage(house) is Stage.ADAPTED


async def test_what_has_been_tried_is_not_withdrawn_while_its_next_round_waits(house: House, trying: Caller) -> None:
    await house.ask(trying, AGAIN)
    reply = await house.ask(trying, WithdrawIdea(1))
    assert said(reply.show) == "Ideaa on jo kokeiltu, joten se jää tänne."


async def test_without_a_card_nothing_is_asked_about_it(house: House, trying: Caller) -> None:
    await house.ask(house.person("maija"), RemovePermissionCard(1))
    shown = (await house.ask(trying, OpenDecision(2, Decision.ADAPT))).show
    assert isinstance(shown, Form)
    assert [one.name for one in shown.fields] == ["what", "until", "lesson"]
