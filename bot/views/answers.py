"""The words of an idea's promised answer: the promise, the form, and what was answered."""

from bot.intents import AnswerIdea, OpenAnswer, PlanExperiment, SeeWaiting
from bot.model import OPEN, AnswerKind, Change, Idea, Person, Subject
from bot.views.aside import PARK_DAY, PEOPLE_SEE, reason
from bot.views.kinds import Button, Card, Choice, Day, Fact, Form, Notice, Option
from bot.views.stages import stage_of
from bot.views.text import Text, plain, say, say_in

KINDS = {
    AnswerKind.THANKS: say("Thank you: the idea stays open"),
    AnswerKind.NOT_NOW: say_in("label", "Not now"),
    AnswerKind.TRY: say("Let us try: anyone may start"),
}


def answer_button(idea: int, title: str | None = None) -> Button:
    """Opens the form; in lists it names its idea."""
    name = say("Answer: {title}", title=title) if title else None
    return Button(say_in("button", "Answer"), OpenAnswer(idea), name=name)


def waiting_button() -> Button:
    return Button(say("What waits for you"), SeeWaiting())


def answer_form(intent: AnswerIdea, idea: Idea) -> Form:
    """Three answers, each with its reason; only one of them has a day. What is answered stands above them, as on the
    card: lists and digests tell the title only.
    """
    choices = tuple(Option(kind, label) for kind, label in KINDS.items())
    hint = say("Only with “not now”. Without a day the idea does not go ahead.")
    return Form(
        title=say_in("title", "Answer"),
        intro=(plain(idea.title), *((plain(idea.about),) if idea.about else ()), PEOPLE_SEE),
        builds=intent,
        fields=(
            Choice("kind", say("What do you answer?"), choices, required=True),
            reason(),
            Day("back_on", PARK_DAY, hint=hint),
        ),
        submit=say("Send"),
    )


def answered(idea: Idea) -> Notice:
    return Notice(
        say("Thank you. Your answer is on the card of “{title}”.", title=idea.title), "done", (waiting_button(),)
    )


def no_day() -> Text:
    return say("A day belongs only to “not now”. Choose that, or leave the day empty.")


def answered_already(by: Person | None) -> Text:
    """Somebody was quicker."""
    if by is None:
        return say("This idea has been answered already. The answer is on the card.")
    return say("{person} has already answered. The answer is on the card.", person=by)


def promise(idea: Idea, answer: Change | None) -> tuple[Fact, ...]:
    """On the card: by when an answer is promised, then what was answered. A no stands there as its decision."""
    label = say_in("label", "Answer")
    if answer is not None:
        return (Fact(label, said(answer, idea)),) if answer.answer is not AnswerKind.NOT_NOW else ()
    if idea.answer_by is None or idea.answered_on is not None or idea.stage not in OPEN:
        return ()
    return (Fact(label, say("By {date}", date=idea.answer_by)),)


def said(answer: Change, idea: Idea) -> Text:
    """The answer, its reason, and whose it is."""
    if answer.by is None:
        return say("Reason: {reason}", reason=answer.reason)
    if answer.answer is AnswerKind.THANKS:
        return say("{person} answered: thank you. Reason: {reason}", person=answer.by, reason=answer.reason)
    if answer.answer is AnswerKind.NOT_NOW:
        return say("{person} answered: not now. Reason: {reason}", person=answer.by, reason=answer.reason)
    if idea.stage not in OPEN:
        return say("{person} answered: let us try. Reason: {reason}", person=answer.by, reason=answer.reason)
    return say(
        "{person} answered: let us try. Anyone may start the trial. Reason: {reason}",
        person=answer.by,
        reason=answer.reason,
    )


def invitation(answer: Change, idea: Idea) -> tuple[Button, ...]:
    """Whoever hears that it may be tried can start from there."""
    if answer.answer is not AnswerKind.TRY or idea.stage not in OPEN:
        return ()
    return (Button(say_in("button", "Let's try it"), PlanExperiment(idea.id)),)


def overdue_card(subject: Subject, idea: Idea, deputy: Person | None) -> Card:
    """Told once, in private, when the promised day has passed; `deputy`: who can answer too."""
    day = idea.answer_by or idea.shared_on
    note = None
    if subject.kind == "awaited":
        title = say("The idea “{title}” awaits an answer", title=idea.title)
        note = say("We promised it by {date}. You can answer too.", date=day)
    else:
        title = say("We promised an answer to “{title}” by {date}.", title=idea.title, date=day)
        note = say("Your deputy {person} can answer too.", person=deputy) if deputy else None
    return Card(
        subject=subject,
        title=title,
        body=(plain(idea.about),) if idea.about else (),
        buttons=(answer_button(idea.id),),
        note=note,
    )


def answered_card(subject: Subject, idea: Idea, answer: Change | None) -> Card:
    """The same message, once nothing waits any more."""
    told = Fact(say_in("label", "Stage"), stage_of(idea))
    facts = (Fact(say_in("label", "Answer"), said(answer, idea)),) if answer else ()
    return Card(subject, say("“{title}”", title=idea.title), facts=(told, *facts))
