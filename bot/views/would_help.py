"""The words with which people say that an idea would help them too."""

from bot.intents import OpenWouldHelp, SayWouldHelp, TakeUnitBack
from bot.model import Idea, Unit
from bot.views.kinds import Button, Choice, Fact, Form, Notice
from bot.views.text import Text, Value, listed, plain, say, say_in, say_n
from bot.views.units import unit_options

NAMED = 4
"""So many work communities a card names; of more, one less and the count of the others."""


def would_help_button(idea: int) -> Button:
    """On the card."""
    return Button(say_in("button", "Would help us too"), OpenWouldHelp(idea))


def units_facts(units: tuple[Unit, ...]) -> list[Fact]:
    """Whom else it would help: work communities, never who said so."""
    if not units:
        return []
    shown: list[Value] = list(units if len(units) <= NAMED else units[: NAMED - 1])
    if others := len(units) - len(shown):
        shown.append(say_n("{count} other work community", "{count} other work communities", others))
    return [Fact(say_in("label", "Would also help"), listed(shown))]


def would_help_form(intent: SayWouldHelp, idea: Idea, units: list[Unit]) -> Form:
    return Form(
        title=say_in("button", "Would help us too"),
        intro=(
            plain(idea.title),
            say("The card shows the work community, but not your name."),
            say("Its supervisor and renewer hear what becomes of the idea."),
        ),
        builds=intent,
        fields=(
            Choice(
                "unit",
                say("Which work community would it help?"),
                unit_options(units),
                required=True,
                few=False,
            ),
        ),
        submit=say_in("button", "Would help us too"),
    )


def unit_on_card(idea: Idea, unit: Unit) -> Notice:
    """The private answer, with the way back."""
    sentence = say("Thank you. Your work community is now on the card: {unit}.", unit=unit)
    return Notice(sentence, "done", (Button(say_in("button", "Take it back"), TakeUnitBack(idea.id, unit.id)),))


def unit_taken_back(unit: Unit) -> Notice:
    return Notice(say("You took it back: {unit}.", unit=unit), "done")


def own_unit() -> Text:
    return say("The idea comes from this work community. Choose another one.")


def no_other() -> Text:
    return say("Latu knows no other work community yet. An admin adds one by linking its channel.")
