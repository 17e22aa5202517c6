"""Examples of following, and of what else can be done with an idea."""

from dataclasses import replace

from bot.views import following
from bot.views.comments import read_button
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
    "followed": example(following.followed, IDEA),
    "unfollowed": example(following.unfollowed, IDEA),
}
