"""The words with which an author changes an idea."""

from bot.intents import EditIdea, OpenEditing
from bot.model import Idea, Subject
from bot.views.common import NAME_NO_CUSTOMER
from bot.views.history import SHARED_OR_FOLLOWS
from bot.views.ideas import ABOUT_LIMIT, TITLE_LIMIT, see_button
from bot.views.kinds import Button, Card, Form, Line, Notice, Paragraph
from bot.views.text import plain, say, say_in


def edit_button(idea: Idea) -> Button:
    """Its author's only."""
    return Button(say_in("button", "Edit"), OpenEditing(idea.id))


def edit_form(intent: EditIdea) -> Form:
    return Form(
        title=say_in("title", "Edit the idea"),
        intro=(say("The cards show the new text, and the day on which you changed it."),),
        builds=intent,
        fields=(
            Line("title", say("The idea in one sentence"), required=True, limit=TITLE_LIMIT),
            Paragraph(
                "about",
                say("What does not work now, and for whom?"),
                hint=NAME_NO_CUSTOMER,
                limit=ABOUT_LIMIT,
            ),
        ),
        submit=say_in("button", "Save"),
    )


def edited() -> Notice:
    return Notice(say("Your changes are on the cards now."), "done")


def edited_card(subject: Subject, idea: Idea) -> Card:
    """In private, for whoever follows it: its words as they are now."""
    return Card(
        subject=subject,
        title=say("“{title}”: the text was edited.", title=idea.title),
        byline=say("{unit}", unit=idea.unit) if idea.unit else None,
        body=(plain(idea.about),) if idea.about else (),
        buttons=(see_button(idea.id, idea.title),),
        note=SHARED_OR_FOLLOWS,
    )


def unchanged() -> Notice:
    return Notice(say("The text is the same as before."), "done")
