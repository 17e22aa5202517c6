"""Examples of trials: the form, the private questions with their answers, and the decisions."""

from dataclasses import replace
from datetime import timedelta

from bot.intents import AnswerCheckIn, Decide, StartExperiment
from bot.model import Answer, Decision, Subject
from bot.views import experiments, refusals
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import (
    AINO,
    DAY,
    END,
    HELD_UP,
    HOME_CARE,
    IDEA,
    LAST_QUESTION,
    LINES,
    MARKUP,
    QUESTION,
    TRIAL,
    words,
)

STUCK = Subject("stuck", 5)
LONG = replace(TRIAL, title=words(150), what=words(1500))

EXAMPLES: Examples = {
    "trial_form": example(experiments.trial_form, StartExperiment(7, until=END), IDEA),
    "trial_form.missing": example(experiments.trial_form, StartExperiment(7), IDEA).wrong(
        {"what": refusals.missing(), "until": refusals.missing()}
    ),
    "trial_form.past": example(experiments.trial_form, StartExperiment(7, TRIAL.what, DAY), IDEA).wrong(
        {"until": refusals.past(END)}
    ),
    "trial_form.hard_words": example(
        experiments.trial_form, StartExperiment(7, words(1500), END), replace(IDEA, title=MARKUP)
    ),
    "started": example(experiments.started, END),
    "checkin_card": example(experiments.checkin_card, TRIAL, QUESTION),
    "checkin_card.answered": example(experiments.checkin_card, TRIAL, HELD_UP),
    "checkin_card.ending": example(experiments.checkin_card, TRIAL, LAST_QUESTION),
    "checkin_card.ended": example(
        experiments.checkin_card, replace(TRIAL, ends_on=END - timedelta(days=2)), LAST_QUESTION
    ),
    "checkin_card.decided": example(experiments.checkin_card, replace(TRIAL, decision=Decision.ADAPT), LAST_QUESTION),
    "checkin_card.markup": example(
        experiments.checkin_card, replace(TRIAL, title=MARKUP, what=LINES), replace(HELD_UP, observation=MARKUP)
    ),
    "checkin_card.longest": example(experiments.checkin_card, LONG, LAST_QUESTION),
    "checkin_form": example(experiments.checkin_form, AnswerCheckIn(5, Answer.NEEDS_HELP), TRIAL),
    "checkin_form.too_long": example(
        experiments.checkin_form, AnswerCheckIn(5, Answer.ON_TRACK, words(1501)), TRIAL
    ).wrong({"observation": refusals.too_long(1)}),
    "thanks": example(experiments.thanks, TRIAL),
    "stuck_card": example(experiments.stuck_card, STUCK, TRIAL, HOME_CARE, HELD_UP),
    "stuck_card.no_unit": example(experiments.stuck_card, STUCK, TRIAL, None, replace(HELD_UP, observation="")),
    "stuck_card.hard_words": example(
        experiments.stuck_card,
        STUCK,
        replace(LONG, owner=replace(AINO, name=MARKUP)),
        replace(HOME_CARE, name=words(100)),
        replace(HELD_UP, observation=words(1500)),
    ),
    "decision_form.adopt": example(experiments.decision_form, Decide(6, Decision.ADOPT), TRIAL),
    "decision_form.adapt": example(experiments.decision_form, Decide(6, Decision.ADAPT, until=END), TRIAL),
    "decision_form.stop": example(experiments.decision_form, Decide(6, Decision.STOP), TRIAL),
    "decision_form.missing": example(experiments.decision_form, Decide(6, Decision.STOP), TRIAL).wrong(
        {"lesson": refusals.missing()}
    ),
    "decided": example(experiments.decided, TRIAL),
}
