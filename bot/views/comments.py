"""The words of comments: the form, what hangs under the card, and all of them to read."""

from collections.abc import Mapping

from bot.intents import AddComment, OpenComment, ReadAll
from bot.model import Comment, Idea, Person, Signals
from bot.views.common import CUT
from bot.views.kinds import Button, Card, Fact, Form, Item, Notice, Paragraph, Report, Section
from bot.views.text import Text, Value, listed, plain, say, say_in, say_n

LIMIT = 1500
GLIMPSE = 160
"""Characters of a comment on the idea's card."""

NAMED = 50
"""So many people are named who are in a trial; of more, the count of the others."""


def comment_button(idea: int) -> Button:
    """On the card."""
    return Button(say_in("button", "Comment"), OpenComment(idea))


def read_button(idea: int) -> Button:
    """Among what else one can do."""
    return Button(say("Read all comments"), ReadAll(idea))


def comment_facts(signals: Signals) -> list[Fact]:
    """How many there are, and the beginning of the latest, each in a line of its own."""
    if not signals.comments:
        return []
    told = say_n("{count} comment", "{count} comments", signals.comments)
    for one in signals.latest:
        said = say("{person}: {text}", person=one.author, text=glimpse(one.text))
        told = say("{before}\n{line}", before=told, line=said)
    return [Fact(say_in("label", "Comments"), told)]


def glimpse(text: str) -> str:
    """The beginning of a text in one line, cut between two words where that is possible."""
    line = " ".join(text.split())
    if len(line) <= GLIMPSE:
        return line
    whole, _, _ = line[:GLIMPSE].rpartition(" ")
    return (whole or line[: GLIMPSE - 1]).rstrip(".,:;") + CUT


def comment_form(intent: AddComment, idea: Idea) -> Form:
    return Form(
        title=say_in("button", "Comment"),
        intro=(plain(idea.title), say("Your name appears with the comment.")),
        builds=intent,
        fields=(
            Paragraph(
                "text",
                say_in("label", "Comment"),
                hint=say("Write nothing that could identify a customer or pupil."),
                required=True,
                limit=LIMIT,
            ),
        ),
        submit=say_in("button", "Comment"),
    )


def commented(*, mentioned: bool) -> Notice:
    """Whoever only wrote in the card's thread has seen no form that says what becomes of it."""
    if mentioned:
        return Notice(say("Your comment is on the card. Your name appears with it."), "done")
    return Notice(say("Your comment is on the card."), "done")


def comment_card(comment: Comment, idea: Idea) -> Card:
    """Under the idea's card."""
    return Card(
        subject=comment.subject,
        title=say("{person} comments", person=comment.author),
        body=(plain(comment.text),),
        notification=say("{person} comments on “{title}”", person=comment.author, title=idea.title),
    )


def all_said(
    idea: Idea, joined: list[Person], comments: list[Comment], older: int | None, ways: Mapping[int, Button]
) -> Report:
    """Who is in and what people say, newest first; `older`: there are more before this comment.

    `ways` is what whoever asks can do with each.
    """
    said = tuple(Item(one_said(one), ways.get(one.id)) for one in comments) or (Item(say("No comments yet.")),)
    names: list[Value] = list(joined[:NAMED])
    if others := len(joined) - len(names):
        names.append(say_n("{count} other person", "{count} other people", others))
    before = (Button(say("Earlier comments"), ReadAll(idea.id, older)),) if older else ()
    return Report(
        title=plain(idea.title),
        sections=(
            *((Section(say("In the trial"), (Item(listed(names)),)),) if names else ()),
            Section(say_in("label", "Comments"), said),
        ),
        buttons=(*before, comment_button(idea.id)),
    )


def one_said(comment: Comment) -> Text:
    if comment.hidden:
        return say("{person}, {date}: this comment is hidden.", person=comment.author, date=comment.written_on)
    return say("{person}, {date}: {text}", person=comment.author, date=comment.written_on, text=comment.text)
