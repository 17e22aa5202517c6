"""What somebody typed in a form that is not taken any more stands below the no, theirs to copy."""

from dataclasses import fields, replace
from datetime import date

import pytest

from bot import intents
from bot.intents import (
    AnswerCheckIn,
    Decide,
    Fills,
    Intent,
    SetLanguage,
    ShareIdea,
    StartExperiment,
    WithdrawIdea,
)
from bot.intents.base import PICKED
from bot.model import Answer, Caller, Decision, Language, Profile, Request
from bot.views.kinds import Form, Line, Notice, Paragraph
from bot.views.text import read
from tests.adapters.gallery import EXAMPLES
from tests.features.conftest import House
from tests.features.test_experiments import pekka as pekka

CHECK_IN = AnswerCheckIn(1, Answer.NEEDS_HELP, observation="Laatikko juuttuu\npakkasessa.")
START = StartExperiment(1, "Avainkaappi", date(2026, 12, 22), why="Aikaa säästyy", measure="Minuutit", goal="3")


async def own(house: House, who: Caller, intent: Intent, language: str = "fi") -> list[str]:
    reply = await house.ask(who, intent)
    assert isinstance(reply.show, Notice)
    assert reply.show.tone == "refused"
    return [read(one, language) for one in reply.show.own]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.FINNISH, "Omat sanasi, jotta voit kopioida ne:"),
        (Language.SWEDISH, "Dina egna ord, så att du kan kopiera dem:"),
        (Language.ENGLISH, "Your own words, so that you can copy them:"),
    ],
)
async def test_a_check_in_of_a_trial_that_is_decided_meanwhile_comes_back_to_whoever_wrote_it(
    house: House, pekka: Caller, language: Language, said: str
) -> None:
    await house.ask(pekka, SetLanguage(language))
    house.later(days=14)
    await house.clock.tick()
    await house.ask(pekka, Decide(1, Decision.STOP, "Riittää."))
    assert await own(house, pekka, CHECK_IN, language) == [said, "Laatikko juuttuu\npakkasessa."]


async def test_the_form_of_a_trial_that_somebody_else_has_started_comes_back_with_all_that_was_typed(
    house: House, pekka: Caller
) -> None:
    _, *written = await own(house, house.person("liisa"), START)
    assert written == ["Avainkaappi", "Aikaa säästyy", "Minuutit", "3"]


async def test_so_it_does_to_whoever_is_not_let_in_any_more(house: House, pekka: Caller) -> None:
    await house.learn(pekka, Profile("Pekka", "pekka@kunta.example", email_confirmed=True, full_member=False))
    _, *written = await own(house, pekka, CHECK_IN)
    assert written == [CHECK_IN.observation]


async def test_what_is_not_typed_in_a_dialog_is_not_repeated_where_others_may_read_it(
    house: House, pekka: Caller
) -> None:
    typed = Request(house.person("liisa"), house.channel("C1"), "typed", opens=False)
    reply = await house.bot.handle(START, typed)
    assert isinstance(reply.show, Notice)
    assert reply.show.own == ()


async def test_nothing_of_somebody_anonymous_is_repeated(house: House, pekka: Caller) -> None:
    await house.learn(pekka, Profile("Pekka", "pekka@kunta.example", email_confirmed=True, full_member=False))
    idea = ShareIdea(title="Nimetön ajatus", name="anonymous")
    assert await own(house, pekka, idea) == []
    assert await own(house, pekka, replace(idea, name="named")) != []


async def test_a_no_without_anything_typed_says_nothing_more(house: House, pekka: Caller) -> None:
    assert await own(house, pekka, WithdrawIdea(1)) == []


def test_every_text_of_a_form_is_either_typed_or_known_to_be_picked() -> None:
    asked: dict[type[Fills], set[str]] = {}
    for form in (one.shown for one in EXAMPLES.values() if isinstance(one.shown, Form)):
        questions = (one.name for one in (*form.fields, *form.more) if isinstance(one, Line | Paragraph))
        asked.setdefault(type(form.builds), set()).update(questions)
    for kind in (one for one in vars(intents).values() if isinstance(one, type) and issubclass(one, Fills)):
        texts = {one.name for one in fields(kind) if one.type is str}
        assert texts - PICKED == asked.get(kind, set()), kind
