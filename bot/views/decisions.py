"""The words of decisions: three choices, and the lesson."""

from bot.intents import Decide
from bot.model import Decision, Experiment
from bot.views.checkins import STAYED, decided_words, thanks
from bot.views.kinds import Day, Form, Notice, Paragraph
from bot.views.text import Text, plain, say, say_in


def decision_form(intent: Decide, experiment: Experiment) -> Form:
    """One dialog for each choice; going on asks what changes and until when, a stop asks for the lesson."""
    quick, adapting = experiment.plan.quick, intent.decision is Decision.ADAPT
    lesson = Paragraph(
        "lesson",
        asked(intent),
        hint=say("Write nothing that could identify a customer or pupil."),
        required=intent.changed or intent.decision is Decision.STOP,
    )
    again = (
        Paragraph("what", say("What we try next"), required=True),
        Day("until", say("Until when"), required=True),
    )
    return Form(
        title=say_in("title", "Quick trial") if quick else say_in("title", "Decision"),
        intro=(
            plain(experiment.title),
            STAYED[Decision.ADAPT] if intent.changed else decided_words(experiment, intent.decision),
            say("Your answer and name appear with the trial.")
            if quick
            else say("The decision and your name appear with the trial."),
        ),
        builds=intent,
        fields=(*(again if adapting else ()), lesson),
        submit=say("Send") if quick else say_in("button", "Decide"),
    )


def asked(intent: Decide) -> Text:
    """What others learn from it."""
    if intent.changed:
        return say("What changed?")
    if intent.decision is Decision.STOP:
        return say("This too is a result. What would you tell the next to try?")
    return say("What would you tell the next to try?")


def decided(experiment: Experiment) -> Notice:
    if experiment.plan.quick:
        return thanks(experiment, called=False)
    return Notice(say("Thank you. The decision is on the card of “{title}”.", title=experiment.title), "done")
