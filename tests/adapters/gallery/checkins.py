"""Examples of check-ins: the private questions with their answers, what follows without one, and help."""

from dataclasses import replace
from datetime import date, timedelta

from bot.intents import AnswerCheckIn, OfferHelp
from bot.model import Answer, Decision, Question, Step, Subject
from bot.views import checkins, helping, refusals
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.experiments import LONG
from tests.adapters.gallery.records import (
    AINO,
    END,
    HELD_UP,
    HOME_CARE,
    LAST_QUESTION,
    LINES,
    MARKUP,
    NAMELESS,
    QUESTION,
    TRIAL,
    WHOLE,
    words,
)

ASKED, REMINDER, QUIET, STUCK = (Subject(kind, 5) for kind in ("checkin", "reminder", "quiet", "stuck"))
ENDED = replace(TRIAL, plan=replace(TRIAL.plan, ends_on=END - timedelta(days=2)))
MEASURED = replace(TRIAL, plan=WHOLE)

EXAMPLES: Examples = {
    "checkin_card": example(checkins.checkin_card, ASKED, TRIAL, QUESTION),
    "checkin_card.mid": example(checkins.checkin_card, ASKED, TRIAL, replace(QUESTION, kind=Question.MID)),
    "checkin_card.answered": example(checkins.checkin_card, ASKED, MEASURED, HELD_UP),
    "checkin_card.answered_earlier": example(checkins.checkin_card, ASKED, TRIAL, replace(HELD_UP, latest=False)),
    "checkin_card.unanswered_earlier": example(checkins.checkin_card, ASKED, TRIAL, replace(QUESTION, latest=False)),
    "checkin_card.postponed": example(
        checkins.checkin_card, ASKED, TRIAL, replace(QUESTION, step=Step.ASK, postponed_to=date(2026, 12, 9))
    ),
    "checkin_card.ending": example(checkins.checkin_card, ASKED, TRIAL, LAST_QUESTION),
    "checkin_card.ended": example(checkins.checkin_card, ASKED, ENDED, LAST_QUESTION),
    "checkin_card.decided": example(
        checkins.checkin_card, ASKED, replace(TRIAL, decision=Decision.ADAPT), LAST_QUESTION
    ),
    "checkin_card.markup": example(
        checkins.checkin_card,
        ASKED,
        replace(TRIAL, title=MARKUP, plan=replace(TRIAL.plan, what=LINES)),
        replace(HELD_UP, observation=MARKUP),
    ),
    "checkin_card.longest": example(checkins.checkin_card, ASKED, LONG, LAST_QUESTION),
    "asked_again": refusal(checkins.asked_again, TRIAL, LAST_QUESTION),
    "reminder_card": example(checkins.reminder_card, REMINDER, TRIAL, QUESTION, AINO),
    "reminder_card.nobody": example(checkins.reminder_card, REMINDER, TRIAL, QUESTION, None),
    "reminder_card.answered": example(checkins.reminder_card, REMINDER, TRIAL, HELD_UP, AINO),
    "reminder_card.ending": example(checkins.reminder_card, REMINDER, TRIAL, LAST_QUESTION, AINO),
    "quiet_card": example(checkins.quiet_card, QUIET, TRIAL, QUESTION),
    "quiet_card.ended": example(checkins.quiet_card, QUIET, TRIAL, LAST_QUESTION),
    "quiet_card.answered": example(checkins.quiet_card, QUIET, TRIAL, HELD_UP),
    "checkin_form": example(checkins.checkin_form, AnswerCheckIn(5, Answer.NEEDS_HELP), TRIAL),
    "checkin_form.measured": example(checkins.checkin_form, AnswerCheckIn(5, Answer.ON_TRACK), MEASURED),
    "checkin_form.no_number": example(
        checkins.checkin_form, AnswerCheckIn(5, Answer.ON_TRACK, value="vähän"), MEASURED
    ).wrong({"value": refusals.no_number()}),
    "checkin_form.too_long": example(
        checkins.checkin_form, AnswerCheckIn(5, Answer.ON_TRACK, observation=words(1501)), TRIAL
    ).wrong({"observation": refusals.too_long(1)}),
    "thanks": example(checkins.thanks, TRIAL, called=False),
    "thanks.called": example(checkins.thanks, TRIAL, called=True),
    "postponed": example(checkins.postponed, date(2026, 12, 9)),
    "stuck_card": example(helping.stuck_card, STUCK, TRIAL, HELD_UP),
    "stuck_card.no_unit": example(
        helping.stuck_card, STUCK, replace(TRIAL, unit=None), replace(HELD_UP, observation="")
    ),
    "stuck_card.hard_words": example(
        helping.stuck_card,
        STUCK,
        replace(LONG, owner=replace(AINO, name=MARKUP), unit=replace(HOME_CARE, name=words(100))),
        replace(HELD_UP, observation=words(1500)),
    ),
    "help_form": example(helping.help_form, OfferHelp(5), TRIAL),
    "help_form.missing": example(helping.help_form, OfferHelp(5), TRIAL).wrong({"words": refusals.missing()}),
    "offered": example(helping.offered, AINO),
    "help_card": example(helping.help_card, Subject("help", 2), TRIAL, NAMELESS, LINES),
}
