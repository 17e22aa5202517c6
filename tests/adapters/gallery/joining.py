"""Examples of joining a trial and leaving it."""

from dataclasses import replace

from bot.intents import JoinTrial
from bot.views import joining
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import MARKUP, PLAN, TRIAL, words

EXAMPLES: Examples = {
    "join_form": example(joining.join_form, JoinTrial(3), TRIAL),
    "join_form.longest": example(
        joining.join_form, JoinTrial(3), replace(TRIAL, title=words(150), plan=replace(PLAN, what=words(1500)))
    ),
    "joined_trial": example(joining.joined_trial, TRIAL),
    "joined_trial.markup": example(joining.joined_trial, replace(TRIAL, title=MARKUP)),
    "left_trial": example(joining.left_trial, TRIAL),
}
