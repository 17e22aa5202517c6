"""Examples of comments: the form, the card below an idea's, and all of them."""

from dataclasses import replace

from bot.intents import AddComment, EditComment, RemoveComment
from bot.model import Comment, Person, Subject
from bot.views import comments, refusals
from bot.views.hiding import hide_comment, show_comment
from bot.views.reports import report_comment
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import (
    AINO,
    DAY,
    EMOJI,
    END,
    IDEA,
    LINES,
    MARKUP,
    NAMELESS,
    RIGHT_TO_LEFT,
    TALK,
    words,
)

COMMENT = TALK.latest[0]
EDITED = replace(COMMENT, edited_on=END)
HIDDEN = replace(TALK.latest[1], text="", hidden=True)
HARD = [replace(COMMENT, id=20 - at, text=text) for at, text in enumerate((MARKUP, LINES, EMOJI, RIGHT_TO_LEFT))]
LONG = [Comment(40 - at, 7, Person(at + 3, words(80)), words(1500), DAY) for at in range(7)]
REPORTING = {one.id: report_comment(one) for one in HARD}

EXAMPLES: Examples = {
    "comment_form": example(comments.comment_form, AddComment(7), IDEA),
    "comment_form.too_long": example(comments.comment_form, AddComment(7, words(1512)), IDEA).wrong(
        {"text": refusals.too_long(12)}
    ),
    "commented": example(comments.commented, COMMENT, mentioned=False),
    "commented.mentioned": example(comments.commented, COMMENT, mentioned=True),
    "commented.file": example(comments.commented, COMMENT, mentioned=True, file=True),
    "comment_card": example(comments.comment_card, COMMENT, IDEA),
    "comment_card.name_unknown": example(comments.comment_card, replace(COMMENT, author=NAMELESS), IDEA),
    "comment_card.markup": example(
        comments.comment_card,
        replace(COMMENT, text=LINES, author=replace(AINO, name=MARKUP)),
        replace(IDEA, title=MARKUP),
    ),
    "comment_card.longest": example(comments.comment_card, replace(COMMENT, text=words(1500)), IDEA),
    "comment_card.edited": example(comments.comment_card, EDITED, IDEA),
    "removed_card": example(comments.removed_card, Subject("comment", 11)),
    "own_ways": example(comments.own_ways, COMMENT),
    "edit_form.comment": example(comments.edit_form, EditComment(11, COMMENT.text), IDEA),
    "remove_form": example(comments.remove_form, RemoveComment(11), COMMENT),
    "removed.comment": example(comments.removed),
    "all_said.own": example(
        comments.all_said, IDEA, [], [EDITED, TALK.latest[1]], None, {11: comments.own_button(EDITED)}
    ),
    "all_said": example(comments.all_said, IDEA, [AINO, NAMELESS], list(reversed(TALK.latest)), None, {}),
    "all_said.hidden": example(
        comments.all_said, IDEA, [], [HIDDEN, COMMENT], None, {12: show_comment(HIDDEN), 11: hide_comment(COMMENT)}
    ),
    "all_said.nothing": example(comments.all_said, IDEA, [], [], None, {}),
    "all_said.hard_words": example(comments.all_said, IDEA, [replace(AINO, name=MARKUP)], HARD, None, REPORTING),
    "all_said.longest": example(
        comments.all_said,
        replace(IDEA, title=words(150)),
        [AINO] * 60,
        LONG,
        34,
        {one.id: hide_comment(one) for one in LONG},
    ),
}
