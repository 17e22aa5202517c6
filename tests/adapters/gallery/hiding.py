"""Examples of what is hidden and reported: the forms, what hangs meanwhile, and what people are told."""

from dataclasses import replace

from bot.intents import AnswerHiding, Hide, SendReport, ShowAgain
from bot.model import Complaint, ComplaintState, Hiding, HidingState, Role, Subject
from bot.views import hiding, refusals, reports
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import AINO, DAY, END, IDEA, MARKUP, NAMELESS, TALK, words

REASON = "Tekstistä voi tunnistaa asiakkaan."
COMMENT = TALK.latest[0]
THING, SAID = IDEA.subject, COMMENT.subject
HIDDEN = Hiding(4, THING, 7, REASON, Role.RENEWER, 1, END, HidingState.HIDDEN, DAY)
HIDDEN_COMMENT = replace(HIDDEN, thing=SAID, role=None)
SHOWN = replace(HIDDEN, state=HidingState.SHOWN, again="Asiakas antoi luvan.")
ERASED = replace(HIDDEN, state=HidingState.ERASED)
COMPLAINT = Complaint(3, THING, 7, ComplaintState.WAITING, 2, (("person", "Naapurini nimi."), ("", "Katsokaa tätä.")))
ABOUT_COMMENT = replace(COMPLAINT, thing=SAID, count=1, said=(("offensive", "Ei näin."),))
OUTCOME, REPLY = Subject("outcome", 8), Subject("reply", 4)

FORMS: Examples = {
    "hide_form": example(hiding.hide_form, Hide("idea", 7), IDEA, END),
    "hide_form.anonymous": example(hiding.hide_form, Hide("idea", 7), replace(IDEA, author=None), END),
    "hide_form.comment": example(hiding.hide_form, Hide("comment", 11), COMMENT, END),
    "hide_form.longest": example(
        hiding.hide_form, Hide("comment", 11, words(512)), replace(COMMENT, text=words(1500)), END
    ).wrong({"reason": refusals.too_long(12)}),
    "show_form": example(hiding.show_form, ShowAgain("idea", 7), HIDDEN),
    "appeal_form": example(hiding.appeal_form, AnswerHiding(4), HIDDEN),
    "appeal_form.missing": example(hiding.appeal_form, AnswerHiding(4), HIDDEN).wrong({"words": refusals.missing()}),
    "report_form": example(reports.report_form, SendReport("idea", 7), IDEA),
    "report_form.comment": example(reports.report_form, SendReport("comment", 11), COMMENT),
    "report_form.longest": example(
        reports.report_form, SendReport("idea", 7, words(512), "person"), replace(IDEA, title=words(150))
    ).wrong({"why": refusals.too_long(12)}),
}
CARDS: Examples = {
    "hidden_card": example(hiding.hidden_card, THING, HIDDEN),
    "hidden_card.comment": example(hiding.hidden_card, SAID, HIDDEN_COMMENT),
    "hidden_card.news": example(hiding.hidden_card, Subject("news", 4), replace(HIDDEN, role=Role.SUPERVISOR)),
    "hidden_card.complaint": example(hiding.hidden_card, COMPLAINT.subject, replace(HIDDEN, role=Role.DEPUTY)),
    "hidden_card.preview": example(hiding.hidden_card, Subject("preview", 7), HIDDEN),
    "hidden_card.erased": example(hiding.hidden_card, THING, ERASED),
    "hidden_card.erased_comment": example(hiding.hidden_card, SAID, replace(HIDDEN_COMMENT, state=HidingState.ERASED)),
    "hidden_card.erased_news": example(hiding.hidden_card, Subject("news", 4), ERASED),
    "closed_card": example(hiding.closed_card, THING),
    "emptied_card": example(hiding.emptied_card, Subject("digest", 2)),
    "hidden_card.markup": example(hiding.hidden_card, THING, replace(HIDDEN, reason=MARKUP)),
    "author_card": example(hiding.author_card, HIDDEN),
    "author_card.comment": example(hiding.author_card, HIDDEN_COMMENT),
    "author_card.answered": example(hiding.author_card, replace(HIDDEN, answer="Sain luvan.")),
    "author_card.shown": example(hiding.author_card, SHOWN),
    "author_card.erased": example(hiding.author_card, ERASED),
    "author_card.erased_comment": example(hiding.author_card, replace(HIDDEN_COMMENT, state=HidingState.ERASED)),
    "again_card": example(hiding.again_card, Subject("again", 4), SHOWN),
    "again_card.comment": example(hiding.again_card, Subject("again", 4), replace(SHOWN, thing=SAID)),
    "appeal_card": example(hiding.appeal_card, REPLY, replace(HIDDEN, answer="Sain luvan kysyä."), AINO),
    "appeal_card.comment": example(hiding.appeal_card, REPLY, replace(HIDDEN_COMMENT, answer=words(1500)), NAMELESS),
    "appeal_card.shown": example(hiding.appeal_card, REPLY, replace(SHOWN, answer="Sain luvan kysyä."), AINO),
    "appeal_card.erased": example(hiding.appeal_card, REPLY, ERASED, None),
    "complaint_card": example(reports.complaint_card, COMPLAINT, IDEA),
    "complaint_card.comment": example(reports.complaint_card, ABOUT_COMMENT, COMMENT),
    "complaint_card.left": example(reports.complaint_card, replace(COMPLAINT, state=ComplaintState.LEFT), IDEA),
    "complaint_card.longest": example(
        reports.complaint_card,
        replace(COMPLAINT, count=1204, said=(("other", words(500)),) * 4 + (("", MARKUP),)),
        replace(IDEA, title=words(150), about=words(3000)),
    ),
    "removed_card.reported": example(reports.removed_card, COMPLAINT.subject),
    "outcome_card.removed": example(reports.outcome_card, OUTCOME, replace(COMPLAINT, state=ComplaintState.REMOVED)),
    "outcome_card.hidden": example(reports.outcome_card, OUTCOME, replace(COMPLAINT, state=ComplaintState.HIDDEN)),
    "outcome_card.left": example(reports.outcome_card, OUTCOME, replace(COMPLAINT, state=ComplaintState.LEFT)),
}
ANSWERS: Examples = {
    "hidden.idea": example(hiding.hidden, THING, END),
    "hidden.comment": example(hiding.hidden, SAID, END),
    "more_hidden": example(hiding.more_hidden, HIDDEN),
    "shown_again": example(hiding.shown_again),
    "answered.hiding": example(hiding.answered),
    "reported": example(reports.reported),
    "left": example(reports.left),
    "hidden.refused": refusal(refusals.hidden),
    "already_hidden": refusal(hiding.already_hidden),
    "not_hidden": refusal(hiding.not_hidden),
    "too_late": refusal(hiding.too_late),
    "not_the_author": refusal(hiding.not_the_author),
    "reported_already": refusal(reports.reported_already),
    "dealt_with": refusal(reports.dealt_with),
    "nobody_looks": refusal(reports.nobody_looks),
}
EXAMPLES: Examples = FORMS | CARDS | ANSWERS
