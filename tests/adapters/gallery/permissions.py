"""Examples of permission cards, and of the questions about trials outside them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.intents import SavePermissionCard, SayNotNow
from bot.model import PermissionCard, Permit, PermitState, Person, Role, Subject
from bot.views import permissions, permits, refusals
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import (
    AINO,
    DAY,
    END,
    HOME_CARE,
    LINES,
    MARKUP,
    NAMELESS,
    PLAN,
    UNITS,
    WHOLE,
    words,
)

CARD = PermissionCard(HOME_CARE, Decimal("1500.5"), "Työvuorot sovitaan aina yhdessä.", 5)
FREE = PermissionCard(HOME_CARE, Decimal(0), "", 1)
MAIJA = Person(4, "Maija Mäkelä")
PROMISED = date(2026, 12, 1)
WAITING = Permit(
    id=8,
    idea=7,
    title="Vara-avaimet kotihoidon autoihin",
    unit=HOME_CARE,
    plan=PLAN,
    asker=AINO,
    account=1,
    asked_on=DAY,
    answer_by=PROMISED,
    state=PermitState.WAITING,
    step=Role.DEPUTY,
)
GRANTED = replace(WAITING, state=PermitState.GRANTED, by=MAIJA)
DECLINED = replace(
    WAITING, state=PermitState.DECLINED, by=MAIJA, reason="Autot vaihtuvat tammikuussa.", review_on=date(2027, 1, 11)
)
AGAIN = replace(DECLINED, state=PermitState.WAITING, answer_by=date(2027, 1, 18))
TAKEN_BACK = replace(WAITING, state=PermitState.TAKEN_BACK)
HARD = replace(
    DECLINED,
    title=words(150),
    reason=words(1500),
    asker=replace(AINO, name=MARKUP),
    by=NAMELESS,
    plan=replace(WHOLE, what=words(1500), why=words(1500)),
)
ASKED, VERDICT = Subject("asked", 8), Subject("verdict", 8)

EXAMPLES: Examples = {
    "card_report": example(permissions.card_report, HOME_CARE, CARD, edits=True),
    "card_report.seen": example(permissions.card_report, HOME_CARE, FREE, edits=False),
    "card_report.none": example(permissions.card_report, HOME_CARE, None, edits=True),
    "card_report.markup": example(
        permissions.card_report, replace(HOME_CARE, name=MARKUP), replace(CARD, words=LINES), edits=False
    ),
    "cards_report": example(permissions.cards_report, UNITS),
    "no_units": example(permissions.no_units),
    "card_form": example(permissions.card_form, SavePermissionCard(1, days="5"), HOME_CARE, written=False),
    "card_form.written": example(
        permissions.card_form, SavePermissionCard(1, "1 500,5", CARD.words, "5"), HOME_CARE, written=True
    ),
    "card_form.wrong": example(
        permissions.card_form, SavePermissionCard(1, "paljon", words(501), "31"), HOME_CARE, written=False
    ).wrong({"cost": refusals.no_number(), "words": refusals.too_long(1), "days": refusals.whole_number(1, 30)}),
    "saved.permission_card": example(permissions.saved, HOME_CARE),
    "removed": example(permissions.removed, HOME_CARE),
    "not_below_zero": refusal(permissions.not_below_zero),
    "question_card": example(permits.question_card, WAITING),
    "question_card.whole": example(permits.question_card, replace(WAITING, plan=WHOLE)),
    "question_card.again": example(permits.question_card, AGAIN),
    "question_card.granted": example(permits.question_card, GRANTED),
    "question_card.declined": example(permits.question_card, DECLINED),
    "question_card.taken_back": example(permits.question_card, TAKEN_BACK),
    "question_card.hard_words": example(permits.question_card, replace(HARD, state=PermitState.WAITING)),
    "asked_card": example(permits.asked_card, ASKED, WAITING),
    "asked_card.declined": example(permits.asked_card, ASKED, DECLINED),
    "asked_card.granted": example(permits.asked_card, ASKED, GRANTED),
    "asked_card.taken_back": example(permits.asked_card, ASKED, TAKEN_BACK),
    "asked_card.hard_words": example(permits.asked_card, ASKED, HARD),
    "verdict_card": example(permits.verdict_card, VERDICT, GRANTED),
    "verdict_card.declined": example(permits.verdict_card, VERDICT, DECLINED),
    "verdict_card.again": example(permits.verdict_card, VERDICT, AGAIN),
    "verdict_card.taken_back": example(permits.verdict_card, VERDICT, TAKEN_BACK),
    "asked": example(permits.asked, WAITING, MAIJA),
    "taken_back": example(permits.taken_back),
    "allowed": example(permits.allowed, AINO),
    "not_now_form": example(permits.not_now_form, SayNotNow(8), WAITING),
    "not_now_form.wrong": example(permits.not_now_form, SayNotNow(8, "", DAY), WAITING).wrong(
        {"reason": refusals.missing(), "review_on": refusals.past(END)}
    ),
    "declined": example(permits.declined, WAITING),
    "answered.yes": refusal(permits.answered, GRANTED),
    "answered.no": refusal(permits.answered, DECLINED),
    "answered.taken_back": refusal(permits.answered, TAKEN_BACK),
    "waits": refusal(permits.waits, WAITING),
    "declined_before": refusal(permits.declined_before, DECLINED),
}
