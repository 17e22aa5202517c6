"""Examples of decisions, and of how people hear what became of an idea."""

from dataclasses import replace

from bot.intents import Decide
from bot.model import Change, Decision, Stage, Subject
from bot.views import decisions, history, refusals
from bot.views.common import unanswered
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.permissions import CARD
from tests.adapters.gallery.records import AINO, END, IDEA, MARKUP, TRIAL, words

STARTED = Change(4, 7, Stage.TRIAL, TRIAL.plan.what, None)
STOPPED = Change(5, 7, Stage.STOPPED, "Sopikaa ensin, kuka tarkistaa laatikot illalla.", None)
UNDER, NEWS = Subject("change", 5), Subject("news", 5)

LADDER = (1000, 5000, 15000, 50000, 100000)

EXAMPLES: Examples = {
    "decision_form.adopt": example(decisions.decision_form, Decide(6, Decision.ADOPT), TRIAL, LADDER),
    "decision_form.adapt": example(
        decisions.decision_form, Decide(6, Decision.ADAPT, what=TRIAL.plan.what, until=END), TRIAL, LADDER
    ),
    "decision_form.card": example(
        decisions.decision_form, Decide(6, Decision.ADAPT, what=TRIAL.plan.what, until=END, card=1), TRIAL, LADDER, CARD
    ),
    "decision_form.stop": example(decisions.decision_form, Decide(6, Decision.STOP), TRIAL, LADDER),
    "decision_form.missing": example(decisions.decision_form, Decide(6, Decision.STOP), TRIAL, LADDER).wrong(
        {"lesson": refusals.missing()}
    ),
    "decision_form.basket": example(
        decisions.decision_form, Decide(6, Decision.ADOPT, more=True, basket=15000, gain="time"), TRIAL, LADDER
    ).wrong({"worse": unanswered()}),
    "no_such_basket": refusal(decisions.no_such_basket),
    "decided": example(decisions.decided, TRIAL),
    "change_card": example(history.change_card, UNDER, STOPPED, IDEA),
    "change_card.news": example(history.change_card, NEWS, STOPPED, IDEA),
    "change_card.started": example(history.change_card, NEWS, STARTED, IDEA),
    "change_card.another_round": example(
        history.change_card, NEWS, Change(6, 7, Stage.ADAPTED, "Isompi laatikko", None), replace(IDEA, lesson="Ahdas.")
    ),
    "change_card.adopted": example(
        history.change_card, NEWS, Change(6, 7, Stage.ADOPTED, "Toimii.", None), replace(IDEA, lesson="Toimii.")
    ),
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
