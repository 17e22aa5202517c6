"""The words of joining a trial, and of leaving it."""

from bot.intents import JoinTrial, LeaveTrial, OpenJoining
from bot.model import Experiment
from bot.views.kinds import Button, Form, Notice
from bot.views.text import Text, plain, say, say_in


def join_button(idea: int) -> Button:
    """On the card, while a trial runs."""
    return Button(say_in("button", "I'm in"), OpenJoining(idea))


def join_form(intent: JoinTrial, trial: Experiment) -> Form:
    """Nothing is asked; it says who sees what."""
    what = (plain(trial.plan.what),) if trial.plan.what else ()
    return Form(
        title=say_in("button", "I'm in"),
        intro=(plain(trial.title), *what, say("Your name appears with the trial.")),
        builds=intent,
        fields=(),
        submit=say_in("button", "I'm in"),
    )


def joined_trial(trial: Experiment) -> Notice:
    """The private answer, with the way out again."""
    sentence = say("You are in the trial “{title}”.", title=trial.title)
    return Notice(sentence, "done", (Button(say_in("button", "Leave the trial"), LeaveTrial(trial.id)),))


def left_trial(trial: Experiment) -> Notice:
    return Notice(say("You are no longer in the trial “{title}”.", title=trial.title), "done")


def not_running() -> Text:
    return say("No trial of this idea is running now.")


def own_trial() -> Text:
    return say("This is your own trial, so you are in it already.")
