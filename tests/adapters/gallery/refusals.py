"""Examples of every no that more than one feature says, and of what the adapters say themselves."""

from bot.intents import WriteIdea
from bot.views import common, refusals
from bot.views.kinds import Button, Notice
from tests.adapters.gallery.example import Example, Examples, refusal
from tests.adapters.gallery.records import DAY, IDEA, MARKUP, words

AGAIN = Button(common.open_again(), WriteIdea(IDEA.title))

EXAMPLES: Examples = {
    "not_found": refusal(refusals.not_found),
    "closed": refusal(refusals.closed),
    "withdrawn_already": refusal(refusals.withdrawn_already),
    "missing": refusal(refusals.missing),
    "too_long": refusal(refusals.too_long, 1),
    "past": refusal(refusals.past, DAY),
    "no_number": refusal(refusals.no_number),
    "whole_number": refusal(refusals.whole_number, 1, 30),
    "no_time": refusal(refusals.no_time),
    "too_far": refusal(refusals.too_far, DAY),
    "already_tried": refusal(refusals.already_tried),
    "already_trying": refusal(refusals.already_trying),
    "answered": refusal(refusals.answered),
    "answered.own_words": Example(
        refusals.answered,
        Notice(refusals.answered(), "refused", own=common.own_words([f"{MARKUP}\nToinen rivi.", words(1500)])),
    ),
    "outsider": refusal(refusals.outsider),
    "outdated": refusal(common.outdated),
    "not_opened": Example(common.not_opened, Notice(common.not_opened(), "refused", (AGAIN,))),
}
