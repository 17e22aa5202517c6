"""Examples of promised answers, and of what waits for somebody."""

from dataclasses import replace
from datetime import date

from bot.intents import AnswerIdea
from bot.model import AnswerKind, Awaited, Change, Person, Stage, Subject, Waiting
from bot.views import answers, history, ideas, refusals, waiting
from bot.views.common import unanswered
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import DAY, END, IDEA, MARKUP, NAMELESS, RIGHT_TO_LEFT, words

MAIJA, PEKKA = Person(4, "Maija Mäkelä"), Person(5, "Pekka Peltonen")
PROMISED = date(2026, 12, 8)
OPEN = replace(IDEA, answer_by=PROMISED)
ANSWERED = replace(OPEN, answered_on=DAY)
THANKS = Change(4, 7, Stage.IDEA, "Otamme tämän mukaan syksyn suunnitteluun.", MAIJA, AnswerKind.THANKS)
TRY = Change(4, 7, Stage.IDEA, "Autoja on kaksi vapaana. Aloittakaa niistä.", MAIJA, AnswerKind.TRY)
NO = Change(4, 7, Stage.DECLINED, "Avaimet vaihtuvat koodeihin.", MAIJA, AnswerKind.NOT_NOW)
UNDER, NEWS = Subject("change", 4), Subject("news", 4)
OVERDUE, UNANSWERED = Subject("overdue", 7), Subject("awaited", 7)

LIST = (
    Waiting(Awaited.PERMISSION, 8, "Sähköpyörä kotikäynneille", PROMISED, passed=False, own=True),
    Waiting(Awaited.ANSWER, 7, IDEA.title, DAY, passed=True, own=True),
    Waiting(Awaited.ANSWER, 9, "Kävelykokous", PROMISED, passed=False, own=True),
    Waiting(Awaited.HELP, 5, "Aamupalaveri seisten", DAY, passed=False, own=True),
    Waiting(Awaited.DECISION, 6, "Oma kuppi", DAY, passed=False, own=True),
    Waiting(Awaited.DECISION, 11, "Hiljainen tunti", DAY, passed=False, own=False),
    Waiting(Awaited.REVIEW, 2, "Avainkaappi autoihin", DAY, passed=False, own=True),
)

EXAMPLES: Examples = {
    "answer_form": example(answers.answer_form, AnswerIdea(7), OPEN),
    "answer_form.wrong": example(
        answers.answer_form, AnswerIdea(7, AnswerKind.TRY, "", END), replace(OPEN, title=MARKUP)
    ).wrong({"reason": refusals.missing(), "back_on": answers.no_day()}),
    "answer_form.longest": example(
        answers.answer_form, AnswerIdea(7, reason=words(3000)), replace(OPEN, title=words(150), about=words(1500))
    ).wrong({"kind": unanswered(), "reason": refusals.too_long(1500)}),
    "answered.idea": example(answers.answered, OPEN),
    "no_day": refusal(answers.no_day),
    "answered_already": refusal(answers.answered_already, MAIJA),
    "answered_already.nameless": refusal(answers.answered_already, None),
    "idea_card.promised": example(ideas.idea_card, OPEN, None),
    "idea_card.answered_thanks": example(ideas.idea_card, ANSWERED, None, answer=THANKS),
    "idea_card.answered_try": example(ideas.idea_card, ANSWERED, None, answer=TRY),
    "idea_card.answered_markup": example(
        ideas.idea_card, ANSWERED, None, answer=replace(TRY, reason=MARKUP, by=NAMELESS)
    ),
    "idea_card.answered_longest": example(ideas.idea_card, ANSWERED, None, answer=replace(TRY, reason=words(1500))),
    "idea_card.open_again": example(ideas.idea_card, ANSWERED, None, answer=NO),
    "change_card.thanks": example(history.change_card, UNDER, THANKS, ANSWERED),
    "change_card.try": example(history.change_card, UNDER, TRY, ANSWERED),
    "change_card.try_news": example(history.change_card, NEWS, TRY, ANSWERED),
    "change_card.try_started": example(history.change_card, NEWS, TRY, replace(ANSWERED, stage=Stage.TRIAL)),
    "answer_card": example(history.answer_card, NEWS, replace(THANKS, by=None), ANSWERED),
    "overdue_card": example(answers.overdue_card, OVERDUE, OPEN, PEKKA),
    "overdue_card.alone": example(answers.overdue_card, OVERDUE, replace(OPEN, about=""), None),
    "overdue_card.unanswered": example(answers.overdue_card, UNANSWERED, OPEN, None),
    "overdue_card.hard_words": example(
        answers.overdue_card, OVERDUE, replace(OPEN, title=RIGHT_TO_LEFT, about=MARKUP), NAMELESS
    ),
    "answered_card": example(answers.answered_card, OVERDUE, ANSWERED, THANKS),
    "answered_card.unanswered": example(answers.answered_card, UNANSWERED, replace(OPEN, stage=Stage.TRIAL), None),
    "waiting_report": example(waiting.waiting_report, LIST),
    "waiting_report.empty": example(waiting.waiting_report, ()),
    "waiting_report.hard_words": example(
        waiting.waiting_report, [replace(one, title=hard) for one in LIST for hard in (MARKUP, words(150))]
    ),
}
