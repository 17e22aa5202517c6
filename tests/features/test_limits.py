"""What a form lets one type is taken: nobody hears only after sending that it was too much."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.intents import (
    Intent,
    OpenCheckIn,
    OpenDecision,
    PlanExperiment,
    ShareIdea,
    WriteIdea,
    WriteQuickTrial,
)
from bot.model import Answer, Caller, Decision
from bot.views.kinds import Form, Paragraph
from tests.features.conftest import House
from tests.features.trials import Days

CHRISTMAS = date(2026, 12, 22)


async def full(house: House, who: Caller, opens: Intent, **others: Any) -> set[str]:
    """Fill each question of several lines with as much as it takes, and send the form; answers with their names."""
    form = (await house.ask(who, opens)).show
    assert isinstance(form, Form)
    long: dict[str, Any] = {
        one.name: "ä" * one.limit for one in (*form.fields, *form.more) if isinstance(one, Paragraph)
    }
    shown = (await house.ask(who, replace(form.builds, **long, **others))).show
    assert not isinstance(shown, Form), shown.errors
    return set(long)


async def test_an_idea_and_a_quick_trial_take_as_much_as_their_forms_let_one_type(house: House) -> None:
    liisa = house.person("liisa")
    assert await full(house, liisa, WriteIdea(), title="Penkki") == {"about"}
    assert await full(house, liisa, WriteQuickTrial(), what="Lamppu", anyway=True) == {"good"}


async def test_a_trial_its_questions_and_its_decision_take_as_much_as_their_forms_let_one_type(house: House) -> None:
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Penkki"))
    trial = await full(house, liisa, PlanExperiment(1), until=CHRISTMAS)
    assert trial == {"what", "why", "stop_if", "affected"}
    days = Days(house)
    await days.pass_until(date(2026, 12, 10))
    assert await full(house, liisa, OpenCheckIn(1, Answer.ON_TRACK)) == {"observation"}
    await days.pass_until(CHRISTMAS)
    ends = await full(house, liisa, OpenDecision(2, Decision.ADAPT), until=date(2027, 1, 22))
    assert ends == {"lesson", "what"}
