"""Examples of quick trials: the form for oneself and in a meeting, the card in each of its stages, and the question."""

from dataclasses import replace

from bot.intents import Decide, LogQuickTrial
from bot.model import Decision, Question, Stage, Subject
from bot.views import checkins, decisions, ideas, quick, refusals
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import AINO, END, IDEA, LAST_QUESTION, MARKUP, PLAN, TRIAL, words

LOGGED = replace(IDEA, stage=Stage.TRIAL, benefits=(), origin="own", support=0)
TRIED = replace(TRIAL, plan=replace(PLAN, what="", quick=True))
FOR_SOMEBODY = replace(LOGGED, credited="", colleague=2)
IN_MEETING = replace(LOGGED, credited="Eila, yövuoro")
TYPED = LogQuickTrial(what=IDEA.title, good=IDEA.about)
ASKED = Subject("checkin", 6)
STAY = replace(LAST_QUESTION, kind=Question.STAY)
STAYED = replace(TRIED, decision=Decision.ADOPT)

LADDER = (1000, 5000, 15000, 50000, 100000)
EXAMPLES: Examples = {
    "quick_form": example(quick.quick_form, LogQuickTrial()),
    "quick_form.typed": example(quick.quick_form, replace(TYPED, unit=1)),
    "quick_form.meeting": example(quick.quick_form, LogQuickTrial(meeting=True, name="Eila")),
    "quick_form.missing": example(quick.quick_form, LogQuickTrial()).wrong({"what": refusals.missing()}),
    "quick_form.too_long": example(quick.quick_form, LogQuickTrial(what=words(162))).wrong(
        {"what": refusals.too_long(12)}
    ),
    "quick_form.not_a_member": example(quick.quick_form, replace(TYPED, whose="U0GUEST001")).wrong(
        {"whose": quick.not_a_member()}
    ),
    "idea_card.quick": example(ideas.idea_card, LOGGED, TRIED),
    "idea_card.quick_no_unit": example(ideas.idea_card, replace(LOGGED, unit=None, about=""), TRIED),
    "idea_card.quick_colleague": example(ideas.idea_card, FOR_SOMEBODY, TRIED),
    "idea_card.quick_meeting": example(ideas.idea_card, IN_MEETING, TRIED),
    "idea_card.quick_meeting_nameless": example(ideas.idea_card, replace(IN_MEETING, credited="", unit=None), TRIED),
    "idea_card.quick_markup": example(ideas.idea_card, replace(IN_MEETING, credited=MARKUP, title=MARKUP), TRIED),
    "idea_card.quick_stayed": example(
        ideas.idea_card, replace(LOGGED, stage=Stage.ADOPTED, lesson="Toinen kaappi yövuorolle."), STAYED
    ),
    "logged": example(quick.logged, LOGGED, END, seen=True, meeting=False),
    "logged.meeting": example(quick.logged, IN_MEETING, END, seen=True, meeting=True),
    "logged.no_channel": example(quick.logged, replace(LOGGED, unit=None), END, seen=False, meeting=False),
    "claimed": example(quick.claimed, LOGGED),
    "not_a_member": refusal(quick.not_a_member),
    "checkin_card.stay": example(checkins.checkin_card, ASKED, TRIED, STAY),
    "checkin_card.stayed": example(checkins.checkin_card, ASKED, STAYED, STAY),
    "decision_form.stayed": example(decisions.decision_form, Decide(6, Decision.ADOPT), TRIED, LADDER),
    "decision_form.changed": example(decisions.decision_form, Decide(6, Decision.ADOPT, changed=True), TRIED, LADDER),
    "decision_form.not_stayed": example(decisions.decision_form, Decide(6, Decision.STOP), TRIED, LADDER),
    "decided.quick": example(decisions.decided, replace(TRIED, owner=AINO)),
}
