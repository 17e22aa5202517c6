"""The words with which something is hidden, shown again, and talked about with its author."""

from datetime import date

from bot.intents import AnswerHiding, AskToHide, AskToShow, Hide, MoreOf, OpenAppeal, ShowAgain
from bot.intents.hiding import What
from bot.model import Comment, Hiding, HidingState, Idea, Person, Role, Subject
from bot.views.comments import glimpse
from bot.views.kinds import Button, Card, Fact, Form, Notice, Paragraph
from bot.views.text import Text, Words, plain, say, say_in

REASON_LIMIT = 500
ANSWER_LIMIT = 1500
BY: dict[Role | None, Text] = {
    Role.SUPERVISOR: say("The work community's supervisor"),
    Role.DEPUTY: say("The work community's deputy"),
    Role.RENEWER: say("The work community's internal renewer"),
    None: say_in("card", "An admin"),
}
"""Who hid it: a role, never a name."""


def hide_button(thing: Subject) -> Button:
    """For whoever answers for the idea."""
    return Button(say_in("button", "Hide"), AskToHide(what_of(thing), thing.id))


def hide_comment(comment: Comment) -> Button:
    """In the list of them all."""
    name = say("Hide: {person}, {date}", person=comment.author, date=comment.written_on)
    return Button(say_in("button", "Hide"), AskToHide("comment", comment.id), name)


def show_button(thing: Subject) -> Button:
    return Button(say_in("button", "Show again"), AskToShow(what_of(thing), thing.id))


def show_comment(comment: Comment) -> Button:
    """In the list of them all."""
    name = say("Show again: {person}, {date}", person=comment.author, date=comment.written_on)
    return Button(say_in("button", "Show again"), AskToShow("comment", comment.id), name)


def what_of(thing: Subject) -> What:
    return "idea" if thing.kind == "idea" else "comment"


def said(thing: Idea | Comment) -> Words:
    """What it is about, for a form above its questions."""
    if isinstance(thing, Idea):
        return plain(thing.title)
    return say("{person}: {text}", person=thing.author, text=glimpse(thing.text))


def hide_form(intent: Hide, thing: Idea | Comment, until: date) -> Form:
    """It says what everybody will see, and who is told."""
    told = say("Its author is told privately and can answer. Your name is not shown.")
    if isinstance(thing, Idea) and thing.author is None:
        told = say("Its author is anonymous and is not told. Your name is not shown.")
    return Form(
        title=say_in("title", "Hide an idea") if isinstance(thing, Idea) else say_in("title", "Hide a comment"),
        intro=(
            said(thing),
            say("Every copy says that it is hidden, by which role and why. Nobody sees the text any more."),
            say("You can show it again until {date}. Then it is erased for good.", date=until),
            told,
        ),
        builds=intent,
        fields=(
            Paragraph(
                "reason",
                say_in("label", "Reason"),
                hint=say("Everybody sees the reason. Do not repeat what you hide."),
                required=True,
                limit=REASON_LIMIT,
            ),
        ),
        submit=say_in("button", "Hide"),
    )


def hidden(thing: Subject, until: date) -> Notice:
    """What the bot cannot take back is said too."""
    sentence = say(
        "It is hidden now. You can show it again until {date}. Messages that people wrote in the chat themselves stay "
        "there.",
        date=until,
    )
    return Notice(sentence, "done", (show_button(thing),))


def show_form(intent: ShowAgain, hiding: Hiding) -> Form:
    return Form(
        title=say_in("title", "Show again"),
        intro=(
            say("Hidden because: {reason}", reason=hiding.reason),
            say("Everybody sees it again. Its author is told your reason."),
        ),
        builds=intent,
        fields=(Paragraph("reason", say_in("label", "Reason"), required=True, limit=REASON_LIMIT),),
        submit=say_in("button", "Show again"),
    )


def shown_again() -> Notice:
    return Notice(say("Everybody sees it again."), "done")


def facts(hiding: Hiding) -> tuple[Fact, ...]:
    """By which role and why, and how long it can be shown again."""
    found = [Fact(say_in("label", "Hidden by"), BY[hiding.role]), Fact(say_in("label", "Reason"), plain(hiding.reason))]
    if hiding.state is HidingState.HIDDEN:
        found.append(Fact(say_in("label", "Erased on"), say("{date}", date=hiding.until)))
    if hiding.state is HidingState.SHOWN:
        found.append(Fact(say_in("label", "Shown again"), plain(hiding.again)))
    return tuple(found)


def headline(hiding: Hiding) -> Text:
    idea = hiding.thing.kind == "idea"
    if hiding.state is HidingState.ERASED:
        return say("An erased idea") if idea else say("An erased comment")
    return say("A hidden idea") if idea else say("A hidden comment")


def below(hiding: Hiding) -> Text:
    """What tells of a hidden idea, under its card or in private."""
    return say("About an erased idea") if hiding.state is HidingState.ERASED else say("About a hidden idea")


def hidden_card(subject: Subject, hiding: Hiding) -> Card:
    """Whatever showed it, once it is hidden; those who may show it again find the way."""
    erased = hiding.state is HidingState.ERASED
    buttons: tuple[Button, ...] = ()
    if subject.kind == "idea" and not erased:
        buttons = (Button(say_in("button", "More"), MoreOf(subject.id)),)
    elif subject.kind == "complaint" and not erased:
        buttons = (show_button(hiding.thing),)
    note = say("The text has been erased for good.") if erased else say("Nobody sees the text.")
    own = subject.kind in (hiding.thing.kind, "complaint") or (subject.kind, hiding.thing.kind) == ("preview", "idea")
    title = headline(hiding) if own else below(hiding)
    return Card(subject=subject, title=title, facts=facts(hiding), buttons=buttons, note=note)


def emptied_card(subject: Subject) -> Card:
    """In the place of a message that has nothing left to tell: its words do not stay behind."""
    return Card(subject=subject, title=say("What stood here is no longer shown."))


def closed_card(subject: Subject) -> Card:
    """Where somebody reads who may not see it; no word of what it showed, nor what became of that."""
    return Card(
        subject=subject,
        title=say("This goes on elsewhere."),
        body=(say("Guests or people of other organisations are in this channel."),),
        note=say("Members of the organisation find it by writing to Latu in private."),
    )


def more_hidden(hiding: Hiding) -> Notice:
    """For whoever may show it again."""
    sentence = say("This idea is hidden. You can show it again until {date}.", date=hiding.until)
    return Notice(sentence, buttons=(show_button(hiding.thing),))


def author_card(hiding: Hiding) -> Card:
    """What its author is told: why, until when, and that they can answer."""
    idea, day = hiding.thing.kind == "idea", hiding.written_on
    match hiding.state:
        case HidingState.HIDDEN:
            title = say("Your idea of {date} has been hidden.", date=day)
            if not idea:
                title = say("Your comment of {date} has been hidden.", date=day)
        case HidingState.SHOWN:
            return again_card(hiding.subject, hiding)
        case HidingState.ERASED:
            title = say("Your idea of {date} has been erased.", date=day)
            if not idea:
                title = say("Your comment of {date} has been erased.", date=day)
    waits = hiding.state is HidingState.HIDDEN and not hiding.answer
    told = say("You can answer. Your answer and name go to whoever hid it and to the admins.")
    return Card(
        subject=hiding.subject,
        title=title,
        body=(told,) if waits else (),
        facts=facts(hiding),
        buttons=(Button(say_in("button", "Answer"), OpenAppeal(hiding.id)),) if waits else (),
        note=say("You have answered.") if hiding.answer else None,
    )


def again_card(subject: Subject, hiding: Hiding) -> Card:
    """Its author hears that everybody sees it again."""
    title = say("Your idea of {date} is shown again.", date=hiding.written_on)
    if hiding.thing.kind == "comment":
        title = say("Your comment of {date} is shown again.", date=hiding.written_on)
    return Card(subject=subject, title=title, facts=(Fact(say_in("label", "Reason"), plain(hiding.again)),))


def appeal_form(intent: AnswerHiding, hiding: Hiding) -> Form:
    return Form(
        title=say_in("title", "Answer"),
        intro=(
            say("Hidden because: {reason}", reason=hiding.reason),
            say("Your answer and name go to whoever hid it and to the admins."),
        ),
        builds=intent,
        fields=(Paragraph("words", say("Your answer"), required=True, limit=ANSWER_LIMIT),),
        submit=say("Send"),
    )


def answered() -> Notice:
    return Notice(say("Thank you. Your answer is on its way."), "done")


def appeal_card(subject: Subject, hiding: Hiding, author: Person | None) -> Card:
    """What whoever hid it and the admins hear; once it is erased, only that."""
    waits = hiding.state is HidingState.HIDDEN
    title = say("The author of a hidden idea answers.")
    if author and hiding.thing.kind == "idea":
        title = say("{person} answers about a hidden idea.", person=author)
    elif author:
        title = say("{person} answers about a hidden comment.", person=author)
    return Card(
        subject=subject,
        title=title,
        body=(plain(hiding.answer),) if hiding.answer else (),
        facts=facts(hiding),
        buttons=(show_button(hiding.thing),) if waits else (),
        note=say("The text has been erased for good.") if hiding.state is HidingState.ERASED else None,
    )


def already_hidden() -> Text:
    return say("This is hidden already.")


def not_hidden() -> Text:
    return say("This is not hidden any more.")


def too_late() -> Text:
    return say("The text has been erased. It cannot be shown again.")


def not_the_author() -> Text:
    return say("Only its author can answer this.")
