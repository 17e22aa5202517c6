"""The words of comments: the form, what hangs under the card, and all of them to read."""

from collections.abc import Mapping

from bot.intents import (
    AddComment,
    AskToRemove,
    EditComment,
    MoreOfComment,
    OpenComment,
    OpenCommentEditing,
    ReadAll,
    RemoveComment,
)
from bot.model import Comment, Idea, Person, Signals, Subject
from bot.views.common import NAME_NO_CUSTOMER, beginning
from bot.views.kinds import Button, Card, Fact, Form, Item, Notice, Paragraph, Report, Section
from bot.views.text import Text, Value, in_lines, listed, plain, say, say_in, say_n

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
    said = [say("{person}: {text}", person=one.author, text=glimpse(one.text)) for one in signals.latest]
    return [Fact(say_in("label", "Comments"), in_lines([told, *said]))]


def glimpse(text: str) -> str:
    """The beginning of a comment in one line."""
    return beginning(text, GLIMPSE)


TEXT = Paragraph(
    "text",
    say_in("label", "Comment"),
    hint=NAME_NO_CUSTOMER,
    required=True,
    limit=LIMIT,
)


def comment_form(intent: AddComment, idea: Idea) -> Form:
    return Form(
        title=say_in("button", "Comment"),
        intro=(plain(idea.title), say("Your name appears with the comment.")),
        builds=intent,
        fields=(TEXT,),
        submit=say_in("button", "Comment"),
    )


def commented(comment: Comment, *, mentioned: bool, file: bool = False) -> Notice:
    """Whoever only wrote in the card's thread has seen no form that says what becomes of it, nor of a file with it."""
    if file:
        whole = say(
            "Your comment is on the card. Your name appears with it. "
            "Latu takes no pictures or other files, for they may show customers."
        )
        return Notice(whole, "done", ways(comment))
    if mentioned:
        return Notice(say("Your comment is on the card. Your name appears with it."), "done", ways(comment))
    return Notice(say("Your comment is on the card."), "done", ways(comment))


def ways(comment: Comment) -> tuple[Button, ...]:
    """Its author's only."""
    edit = Button(say("Edit the comment"), OpenCommentEditing(comment.id))
    return (edit, Button(say("Remove the comment"), AskToRemove(comment.id)))


def own_button(comment: Comment) -> Button:
    """In the list of them all: leads to what its author can do."""
    name = say("More: your comment, {date}", date=comment.written_on)
    return Button(say_in("button", "More"), MoreOfComment(comment.id), name)


def own_ways(comment: Comment) -> Notice:
    sentence = say("Your comment “{text}”: what would you like to do?", text=glimpse(comment.text))
    return Notice(sentence, buttons=ways(comment))


def edit_form(intent: EditComment, idea: Idea) -> Form:
    return Form(
        title=say("Edit the comment"),
        intro=(plain(idea.title), say("Everybody sees the new text, and the day on which you changed it.")),
        builds=intent,
        fields=(TEXT,),
        submit=say_in("button", "Save"),
    )


def remove_form(intent: RemoveComment, comment: Comment) -> Form:
    """Asked once more: it cannot be undone."""
    return Form(
        title=say("Remove the comment"),
        intro=(
            plain(glimpse(comment.text)),
            say("It disappears from every card, and nothing says that it was yours. This cannot be undone."),
            say("What you wrote in the chat yourself stays there."),
        ),
        builds=intent,
        fields=(),
        submit=say_in("button", "Remove"),
    )


def removed() -> Notice:
    return Notice(say("Your comment is removed."), "done")


def removed_card(subject: Subject) -> Card:
    """Where it hung: neither its words nor whose they were."""
    return Card(subject, say("A removed comment"), note=say("Its author has removed it."))


def comment_card(comment: Comment, idea: Idea) -> Card:
    """Under the idea's card."""
    return Card(
        subject=comment.subject,
        title=say("{person} comments", person=comment.author),
        body=(plain(comment.text),),
        facts=(Fact(say_in("label", "Edited"), say("{date}", date=comment.edited_on)),) if comment.edited_on else (),
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
    if comment.edited_on:
        return say(
            "{person}, {date}, edited {edited}: {text}",
            person=comment.author,
            date=comment.written_on,
            edited=comment.edited_on,
            text=comment.text,
        )
    return say("{person}, {date}: {text}", person=comment.author, date=comment.written_on, text=comment.text)
