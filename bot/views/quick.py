"""The words of quick trials: one form with three questions, and what follows it."""

from collections.abc import Sequence
from datetime import date

from bot.intents import AskToWithdraw, LogQuickTrial, WriteQuickTrial
from bot.model import Idea
from bot.views.common import NAME_NO_CUSTOMER
from bot.views.ideas import TITLE_LIMIT, unseen
from bot.views.kinds import Button, Form, Line, Notice, Paragraph, PersonPick
from bot.views.similar import offers, told
from bot.views.text import Text, say, say_in

GOOD_LIMIT = 3000


def quick_button(text: str = "") -> Button:
    """The way to the form."""
    return Button(say("Log a quick trial"), WriteQuickTrial(text))


def quick_form(intent: LogQuickTrial, similar: Sequence[Idea] = ()) -> Form:
    """Three questions; in a meeting the last one takes a name, for those without an account.

    What is similar stands above them.
    """
    named = (
        say("Done already, or starting now. Your name appears as the one who logs it.")
        if intent.meeting
        else say("Done already, or starting now. Your name appears with it.")
    )
    return Form(
        title=say_in("title", "Quick trial"),
        intro=(*told(similar), named),
        offers=offers(similar),
        builds=intent,
        fields=(
            Line(
                "what",
                say("What do we do differently?"),
                placeholder=say("E.g. bikes on charge in the evening"),
                required=True,
                limit=TITLE_LIMIT,
            ),
            Paragraph(
                "good",
                say("What good does it do?"),
                hint=NAME_NO_CUSTOMER,
                limit=GOOD_LIMIT,
            ),
            whose(meeting=intent.meeting),
        ),
        submit=say("Log mine anyway") if similar else say_in("button", "Log it"),
    )


def whose(*, meeting: bool) -> Line | PersonPick:
    """Somebody with an account says themselves that their name may show; of others the name is what was written."""
    if meeting:
        hint = say("The name appears on the card: ask the person first. You can leave it empty.")
        return Line("name", say("Whose idea?"), hint=hint, limit=100)
    hint = say("Empty: your own. A colleague's name appears once they press “It is mine” on the card.")
    return PersonPick("whose", say("Whose idea?"), hint=hint)


def logged(idea: Idea, asked_on: date, *, seen: bool, meeting: bool) -> Notice:
    """What comes next; in a meeting the next one is near. Not `seen`: no channel shows it, and why."""
    done = say("Logged. On {date} I ask whether it stayed.", date=asked_on)
    if not seen:
        done = say("{logged} {why} You find it on My page.", logged=done, why=unseen(idea))
    another = (Button(say("Log another"), WriteQuickTrial(meeting=True)),) if meeting else ()
    return Notice(done, "done", (*another, Button(say("Withdraw the idea"), AskToWithdraw(idea.id))))


def claimed(idea: Idea) -> Notice:
    return Notice(say("Your name is now on the card of “{title}”.", title=idea.title), "done")


def not_a_member() -> Text:
    return say("This person is not one of the organisation's own people. Choose somebody else or leave this empty.")
