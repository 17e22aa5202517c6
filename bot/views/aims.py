"""The words with which an idea or a trial says which goals it aims at, and which challenge it answers."""

from collections.abc import Sequence

from bot.intents import AimAt, ChooseGoals
from bot.model import Challenge, Goal, Idea, Signals
from bot.views.common import cut
from bot.views.kinds import Button, Choice, Fact, Form, Notice, Option
from bot.views.text import Text, listed, plain, say, say_in

SHOWN_AT_ONCE = 6
OPTION = 75
"""Characters of a goal where it is chosen: no chat shows more of a choice."""


def goals_question(goals: Sequence[Goal]) -> tuple[Choice, ...]:
    """Asked where an idea is shared or tried; not at all where there are no goals."""
    if not goals:
        return ()
    options = tuple(Option(str(one.id), plain(cut(one.name, OPTION))) for one in goals)
    few = len(goals) <= SHOWN_AT_ONCE
    return (Choice("goals", say("Which goals does it aim at?"), options, hint=say("At most two."), many=True, few=few),)


def aims_facts(signals: Signals) -> tuple[Fact, ...]:
    """On the card: what it answers and aims at, in the organisation's own words."""
    found = []
    if signals.challenge:
        found.append(Fact(say_in("label", "Challenge"), say("“{question}”", question=signals.challenge)))
    if signals.goals:
        found.append(Fact(say_in("label", "Goals"), listed([say("“{goal}”", goal=one) for one in signals.goals])))
    return tuple(found)


def told_challenge(challenge: Challenge | None) -> tuple[Text, ...]:
    """Above the questions of an idea that answers one."""
    return (say("Challenge: {question}", question=challenge.question),) if challenge else ()


def choose_button(idea: int) -> Button:
    return Button(say("Choose goals"), ChooseGoals(idea))


def aims_form(intent: AimAt, idea: Idea, goals: Sequence[Goal]) -> Form:
    return Form(
        title=say_in("title", "Choose goals"),
        intro=(plain(idea.title),),
        builds=intent,
        fields=goals_question(goals),
        submit=say_in("button", "Save"),
    )


def aims_chosen(idea: Idea) -> Notice:
    return Notice(say("The card of “{title}” now shows its goals.", title=idea.title), "done")


def at_most_two() -> Text:
    return say("Choose at most two goals.")
