"""The words of decisions: three choices, and the lesson."""

from bot.intents import Decide
from bot.model import Decision, Experiment
from bot.views.checkins import DECISIONS
from bot.views.kinds import Day, Form, Notice, Paragraph
from bot.views.text import plain, say, say_in


def decision_form(intent: Decide, experiment: Experiment) -> Form:
    """One dialog for each choice; going on asks what changes and until when, a stop asks for the lesson."""
    stopping, adapting = intent.decision is Decision.STOP, intent.decision is Decision.ADAPT
    lesson = Paragraph(
        "lesson",
        say("This too is a result. What would you tell the next to try?")
        if stopping
        else say("What would you tell the next to try?"),
        hint=say("Write nothing that could identify a customer or pupil."),
        required=stopping,
    )
    again = (
        Paragraph("what", say("What we try next"), required=True),
        Day("until", say("Until when"), required=True),
    )
    return Form(
        title=say_in("title", "Decision"),
        intro=(
            plain(experiment.title),
            DECISIONS[intent.decision],
            say("The decision and your name appear with the trial."),
        ),
        builds=intent,
        fields=(*(again if adapting else ()), lesson),
        submit=say_in("button", "Decide"),
    )


def decided(experiment: Experiment) -> Notice:
    return Notice(say("Thank you. The decision is on the card of “{title}”.", title=experiment.title), "done")
