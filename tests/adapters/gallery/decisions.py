"""Examples of decisions, and of how people hear what became of an idea."""

from dataclasses import replace

from bot.intents import Decide
from bot.model import Change, Decision, Stage, Subject
from bot.views import decisions, history, refusals
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import AINO, END, IDEA, MARKUP, TRIAL, words

STARTED = Change(4, 7, Stage.TRIAL, TRIAL.plan.what, None)
STOPPED = Change(5, 7, Stage.STOPPED, "Sopikaa ensin, kuka tarkistaa laatikot illalla.", None)
UNDER, NEWS = Subject("change", 5), Subject("news", 5)

EXAMPLES: Examples = {
    "decision_form.adopt": example(decisions.decision_form, Decide(6, Decision.ADOPT), TRIAL),
    "decision_form.adapt": example(
        decisions.decision_form, Decide(6, Decision.ADAPT, what=TRIAL.plan.what, until=END), TRIAL
    ),
    "decision_form.stop": example(decisions.decision_form, Decide(6, Decision.STOP), TRIAL),
    "decision_form.missing": example(decisions.decision_form, Decide(6, Decision.STOP), TRIAL).wrong(
        {"lesson": refusals.missing()}
    ),
    "decided": example(decisions.decided, TRIAL),
    "change_card": example(history.change_card, UNDER, STOPPED, IDEA),
    "change_card.news": example(history.change_card, NEWS, STOPPED, IDEA),
    "change_card.started": example(history.change_card, NEWS, STARTED, IDEA),
    "change_card.markup": example(
        history.change_card,
        NEWS,
        replace(STOPPED, reason=MARKUP, by=replace(AINO, name=MARKUP)),
        replace(IDEA, title=MARKUP),
    ),
    "change_card.longest": example(
        history.change_card, UNDER, replace(STOPPED, reason=words(1500)), replace(IDEA, title=words(150))
    ),
}
