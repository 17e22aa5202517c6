"""Examples of trials: the form that starts one, and its own card."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.intents import StartExperiment
from bot.model import Cadence, CheckIn, Decision, Effect, Measure, Question, Subject
from bot.views import experiments, refusals
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.permissions import CARD, FREE
from tests.adapters.gallery.records import (
    COURSE,
    DAY,
    END,
    IDEA,
    LINES,
    MARKUP,
    NAMELESS,
    TRIAL,
    UNITS,
    WHOLE,
    words,
)

LONG = replace(
    TRIAL,
    title=words(150),
    plan=replace(WHOLE, what=words(1500), why=words(1500), stop_if=words(1500), affected=words(1500)),
)


def sixty() -> list[CheckIn]:
    """More than a year of weeks."""
    return [
        replace(COURSE[0], id=week, value=Decimal(999_999_999 - week), answered_on=DAY + timedelta(7 * week))
        for week in range(60)
    ]


EXAMPLES: Examples = {
    "trial_form": example(experiments.trial_form, StartExperiment(7, until=END), IDEA, []),
    "trial_form.new": example(experiments.trial_form, StartExperiment(title="Avainlaatikko", until=END), None, UNITS),
    "trial_form.permission": example(
        experiments.trial_form, StartExperiment(7, until=END, card=1), IDEA, [], card=CARD
    ),
    "trial_form.permission_hard_words": example(
        experiments.trial_form,
        StartExperiment(title="Avainlaatikko", until=END, card=1, permission="outside"),
        None,
        UNITS,
        card=replace(FREE, words=MARKUP),
    ),
    "trial_form.permission_without_sum": example(
        experiments.trial_form, StartExperiment(7, until=END, card=1), IDEA, [], card=replace(FREE, cost=None)
    ),
    "trial_form.more": example(
        experiments.trial_form,
        StartExperiment(7, TRIAL.plan.what, END, measure="Avainten hakuun kuluva aika", baseline="45", more=True),
        IDEA,
        [],
    ),
    "trial_form.missing": example(experiments.trial_form, StartExperiment(7), IDEA, []).wrong(
        {"what": experiments.two_are_enough(), "until": refusals.missing()}
    ),
    "trial_form.no_number": example(
        experiments.trial_form, StartExperiment(7, TRIAL.plan.what, END, baseline="paljon", more=True), IDEA, []
    ).wrong({"baseline": refusals.no_number()}),
    "trial_form.past": example(experiments.trial_form, StartExperiment(7, TRIAL.plan.what, DAY), IDEA, []).wrong(
        {"until": refusals.past(END)}
    ),
    "trial_form.hard_words": example(
        experiments.trial_form, StartExperiment(7, words(1500), END), replace(IDEA, title=MARKUP), []
    ),
    "started": example(experiments.started, Question.MID, END),
    "started.short": example(experiments.started, Question.END, END),
    "started.unasked": example(experiments.started, Question.MID, END, unasked=True),
    "unconsulted": example(experiments.unconsulted, experiments.started(Question.MID, END)),
    "experiment_card": example(experiments.experiment_card, TRIAL, []),
    "experiment_card.whole": example(experiments.experiment_card, replace(TRIAL, plan=WHOLE, joined=3), COURSE),
    "experiment_card.pictured": example(experiments.experiment_card, replace(TRIAL, plan=WHOLE), COURSE).drawn(),
    "experiment_card.pictured_longest": example(experiments.experiment_card, LONG, sixty()).drawn(),
    "experiment_card.round": example(
        experiments.experiment_card,
        replace(TRIAL, plan=replace(WHOLE, measure=Measure("Soitot")), round=2, joined=1, owner=NAMELESS),
        COURSE,
    ),
    "experiment_card.decided": example(
        experiments.experiment_card, replace(TRIAL, plan=WHOLE, decision=Decision.STOP), COURSE
    ),
    "experiment_card.basket": example(
        experiments.experiment_card,
        replace(TRIAL, decision=Decision.ADOPT, effect=Effect(100000, or_more=True, time=True, worse=False)),
        [],
    ),
    "experiment_card.no_money": example(
        experiments.experiment_card, replace(TRIAL, decision=Decision.ADOPT, effect=Effect(0)), []
    ),
    "experiment_card.markup": example(
        experiments.experiment_card,
        replace(
            TRIAL,
            title=MARKUP,
            plan=replace(WHOLE, what=LINES, measure=Measure(MARKUP, MARKUP, Decimal(1), Decimal("-0.5"))),
        ),
        [replace(one, observation=MARKUP) for one in COURSE],
    ),
    "experiment_card.longest": example(
        experiments.experiment_card, LONG, [replace(one, observation=words(1500)) for one in COURSE]
    ),
    "cooperation_card": example(
        experiments.cooperation_card,
        Subject("cooperation", 3),
        replace(TRIAL, plan=replace(WHOLE, cooperation=True, cadence=Cadence.WEEKLY)),
    ),
}
