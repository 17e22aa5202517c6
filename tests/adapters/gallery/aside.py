"""Examples of ideas put aside: the forms, the answers, and the question on the day."""

from dataclasses import replace

from bot.intents import DeclineIdea, MergeIdea, ParkIdea, ReopenIdea
from bot.model import Change, Stage, Subject
from bot.views import aside, history, ideas, refusals
from bot.views.common import unanswered
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import AINO, DAY, END, IDEA, MARKUP, NAMELESS, words

REASON = "Uudet autot tulevat keväällä. Katsotaan silloin, mitä niissä on."
OTHER = replace(IDEA, id=8, title="Avainkaappi kotihoidon autoihin", support=1)
PARKED = replace(IDEA, stage=Stage.PARKED, before=Stage.IDEA, back_on=END)
DECLINED = replace(IDEA, stage=Stage.DECLINED, before=Stage.IDEA)
MERGED = replace(IDEA, stage=Stage.MERGED, before=Stage.IDEA, merged_into=OTHER.id)
UNDER, NEWS, REVIEW = Subject("change", 4), Subject("news", 4), Subject("review", 2)


def change(stage: Stage, reason: str = REASON) -> Change:
    return Change(4, IDEA.id, stage, reason, AINO)


FORMS: Examples = {
    "park_form": example(aside.park_form, ParkIdea(7), IDEA),
    "park_form.past": example(aside.park_form, ParkIdea(7, DAY, REASON), IDEA).wrong({"back_on": refusals.past(END)}),
    "decline_form": example(aside.decline_form, DeclineIdea(7), IDEA),
    "decline_form.missing": example(aside.decline_form, DeclineIdea(7), IDEA).wrong({"reason": refusals.missing()}),
    "decline_form.longest": example(
        aside.decline_form, DeclineIdea(7, words(3000)), replace(IDEA, title=words(150))
    ).wrong({"reason": refusals.too_long(1500)}),
    "merge_form": example(aside.merge_form, MergeIdea(7), IDEA, [OTHER]),
    "merge_form.unanswered": example(aside.merge_form, MergeIdea(7, reason=MARKUP), IDEA, [OTHER]).wrong(
        {"into": unanswered()}
    ),
    "merge_form.longest": example(
        aside.merge_form,
        MergeIdea(7, 19),
        replace(IDEA, title=words(150)),
        [replace(OTHER, id=number, title=words(150)) for number in range(10, 30)],
    ),
    "reopen_form": example(aside.reopen_form, ReopenIdea(7), DECLINED),
}
CARDS: Examples = {
    "review_card": example(aside.review_card, REVIEW, PARKED, change(Stage.PARKED)),
    "review_card.answered": example(aside.review_card, REVIEW, IDEA, change(Stage.PARKED)),
    "review_card.markup": example(
        aside.review_card, REVIEW, replace(PARKED, title=MARKUP), change(Stage.PARKED, MARKUP)
    ),
    "idea_card.parked": example(ideas.idea_card, PARKED, None, because=change(Stage.PARKED)),
    "idea_card.declined": example(ideas.idea_card, DECLINED, None, because=change(Stage.DECLINED)),
    "idea_card.merged": example(ideas.idea_card, MERGED, None, because=change(Stage.MERGED), into=OTHER),
    "idea_card.merged_into_withdrawn": example(ideas.idea_card, MERGED, None, because=change(Stage.MERGED, "")),
    "change_card.parked": example(history.change_card, UNDER, change(Stage.PARKED), PARKED),
    "change_card.parked_before": example(history.change_card, UNDER, change(Stage.PARKED), IDEA),
    "change_card.declined": example(history.change_card, NEWS, change(Stage.DECLINED), DECLINED),
    "change_card.declined_markup": example(
        history.change_card, NEWS, replace(change(Stage.DECLINED, MARKUP), by=NAMELESS), DECLINED
    ),
    "change_card.declined_longest": example(history.change_card, UNDER, change(Stage.DECLINED, words(1500)), DECLINED),
    "change_card.merged": example(history.change_card, NEWS, change(Stage.MERGED), MERGED, OTHER),
    "change_card.open_again": example(history.change_card, NEWS, change(Stage.IDEA), IDEA),
    "withdrawn_card": example(history.withdrawn_card, UNDER),
    "withdrawn_card.news": example(history.withdrawn_card, NEWS),
}
ANSWERS: Examples = {
    "parked": example(aside.parked, IDEA, END),
    "idea_declined": example(aside.idea_declined, IDEA),
    "merged": example(aside.merged, IDEA, OTHER),
    "reopened": example(aside.reopened, IDEA),
    "supported.merged": example(ideas.supported, OTHER, merged=True),
    **{
        f"not_open.{stage}": refusal(refusals.not_open, stage)
        for stage in (Stage.IDEA, Stage.TRIAL, Stage.STOPPED, Stage.PARKED, Stage.MERGED, Stage.WITHDRAWN)
    },
    "nothing_to_merge_into": refusal(aside.nothing_to_merge_into),
    "not_going_on": refusal(aside.not_going_on),
    "the_same": refusal(aside.the_same),
}
EXAMPLES: Examples = FORMS | CARDS | ANSWERS
