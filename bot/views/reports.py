"""The words with which people report something, and with which it is looked at."""

from bot.intents import LeaveIt, OpenReport, SeeIdea, SendReport
from bot.model import Comment, Complaint, ComplaintState, Idea, Subject
from bot.views.comments import glimpse
from bot.views.hiding import hide_button, said
from bot.views.kinds import Button, Card, Choice, Fact, Form, Notice, Option, Paragraph
from bot.views.text import Text, plain, say, say_in, say_n

WHY_LIMIT = 500
SORTS = {
    "person": say("It identifies a customer or pupil"),
    "offensive": say("It is offensive"),
    "other": say("Something else"),
}


def report_button(idea: int) -> Button:
    """For everybody."""
    return Button(say_in("button", "Report"), OpenReport("idea", idea))


def report_comment(comment: Comment) -> Button:
    """In the list of them all."""
    name = say("Report: {person}, {date}", person=comment.author, date=comment.written_on)
    return Button(say_in("button", "Report"), OpenReport("comment", comment.id), name)


def report_form(intent: SendReport, thing: Idea | Comment) -> Form:
    """It says who sees what."""
    return Form(
        title=say_in("title", "Report"),
        intro=(
            said(thing),
            say("What you write goes to whoever answers for the work community and to the admins."),
            say("Your name is not shown to them. You hear what becomes of it."),
        ),
        builds=intent,
        fields=(
            Paragraph("why", say("Why should somebody look at this?"), required=True, limit=WHY_LIMIT),
            Choice(
                "sort",
                say("What is it about?"),
                tuple(Option(value, label) for value, label in SORTS.items()),
                none=say("I do not choose"),
            ),
        ),
        submit=say("Send"),
    )


def reported() -> Notice:
    return Notice(say("Thank you. Somebody looks at it, and you hear what becomes of it."), "done")


def complaint_card(complaint: Complaint, thing: Idea | Comment) -> Card:
    """What was reported, how often and why; never by whom."""
    waits = complaint.state is ComplaintState.WAITING
    if isinstance(thing, Idea):
        title, text = say("An idea has been reported: “{title}”", title=thing.title), thing.about
    else:
        title, text = say("A comment has been reported. It is by {person}.", person=thing.author), thing.text
    leave = Button(say_in("button", "Leave it"), LeaveIt(complaint.id))
    count = Fact(say_in("label", "Reports"), say_n("{count} report", "{count} reports", complaint.count))
    stage = Fact(say_in("label", "Stage"), say("It stays as it is."))
    return Card(
        subject=complaint.subject,
        title=title,
        body=(plain(text),) if text else (),
        facts=(count, *(() if waits else (stage,)), *(why(*one) for one in complaint.said)),
        buttons=(hide_button(complaint.thing), leave) if waits else (),
        note=say("The names of those who report are not shown. They hear what becomes of it."),
    )


def removed_card(subject: Subject) -> Card:
    """Without any words of the author."""
    return Card(subject, say("A reported comment was removed by its author."))


def why(sort: str, text: str) -> Fact:
    """One report, in one line."""
    return Fact(SORTS.get(sort, say_in("label", "Report")), plain(glimpse(text)))


def left() -> Notice:
    return Notice(say("It stays as it is. Whoever reported it is told."), "done")


def outcome_card(subject: Subject, complaint: Complaint) -> Card:
    """One sentence for whoever reported it."""
    if complaint.state is ComplaintState.HIDDEN:
        return Card(subject, say("What you reported has been hidden. Thank you for telling."))
    if complaint.state is ComplaintState.REMOVED:
        return Card(subject, say("What you reported was removed by its author. Thank you for telling."))
    show = Button(say_in("button", "Show"), SeeIdea(complaint.idea))
    return Card(subject, say("What you reported has been looked at, and it stays as it is."), buttons=(show,))


def reported_already() -> Text:
    return say("You have reported this already. You hear what becomes of it.")


def dealt_with() -> Text:
    return say("Somebody has dealt with this already.")


def nobody_looks() -> Text:
    return say("Nobody is named who could look at this. Tell the one who looks after Latu in your organisation.")
