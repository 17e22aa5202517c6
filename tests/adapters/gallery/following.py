"""Examples of following, and of what else can be done with an idea."""

from dataclasses import replace

from bot.views import following
from bot.views.comments import read_button
from bot.views.editing import edit_button
from bot.views.hiding import hide_button
from bot.views.links import link_button
from bot.views.reports import report_button
from bot.views.withdrawing import withdraw_button
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import IDEA, words

EXAMPLES: Examples = {
    "more": example(following.more, IDEA, (following.follow_button(IDEA, follows=False),)),
    "more.longest": example(
        following.more, replace(IDEA, title=words(150)), (following.follow_button(IDEA, follows=True),)
    ),
    "more.something_to_read": example(
        following.more, IDEA, (following.follow_button(IDEA, follows=False), read_button(IDEA.id))
    ),
    "more.report": example(
        following.more, IDEA, (following.follow_button(IDEA, follows=False), report_button(IDEA.id))
    ),
    "more.decides": example(
        following.more, IDEA, (following.follow_button(IDEA, follows=False), hide_button(IDEA.subject))
    ),
    "more.link": example(following.more, IDEA, (following.follow_button(IDEA, follows=False), link_button(IDEA.id))),
    "more.own": example(
        following.more,
        IDEA,
        (
            following.follow_button(IDEA, follows=False),
            edit_button(IDEA),
            withdraw_button(IDEA),
            report_button(IDEA.id),
        ),
    ),
    "followed": example(following.followed, IDEA),
    "unfollowed": example(following.unfollowed, IDEA),
}
