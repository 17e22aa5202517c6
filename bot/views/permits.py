"""The words of a question about a trial outside the permission card: asked, answered, and told."""

from bot.intents import AllowTrial, OpenNotNow, SayNotNow, StopAsking
from bot.model import Permit, PermitState, Person, Subject
from bot.views.experiments import plan_facts
from bot.views.kinds import Button, Card, Day, Fact, Form, Notice, Paragraph
from bot.views.measures import measured
from bot.views.permissions import standing
from bot.views.text import Text, plain, say, say_in


def question_card(permit: Permit) -> Card:
    """Told to whoever answers; once one of them has, every copy says what and who."""
    if permit.state is not PermitState.WAITING:
        return Card(permit.subject, waiting_title(permit), facts=outcome(permit))
    return Card(
        subject=permit.subject,
        title=say(
            "Outside the permission card: {person} asks whether the trial “{title}” may start.",
            person=permit.asker,
            title=permit.title,
        ),
        byline=say("Please answer by {date}.", date=permit.answer_by),
        body=(plain(permit.plan.what),) if permit.plan.what else (),
        facts=(*plan(permit), *standing(permit)[1:]),
        buttons=(
            Button(say("Yes, go ahead"), AllowTrial(permit.id)),
            Button(say("Not now, with a reason"), OpenNotNow(permit.id)),
        ),
        note=say("The trial starts on the day of your yes. Its length stays the same."),
    )


def plan(permit: Permit) -> tuple[Fact, ...]:
    """What its asker wrote of the trial; how long it would last is told first."""
    measure = measured(permit.plan.measure, []) if permit.plan.measure else []
    return (until(permit), *plan_facts(permit.plan), *measure)


def until(permit: Permit) -> Fact:
    """Once it has started, the day that holds now."""
    return Fact(say("Until when"), say("{date}", date=permit.plan.ends_on))


def outcome(permit: Permit) -> tuple[Fact, ...]:
    if permit.state is PermitState.TAKEN_BACK:
        return (Fact(say_in("label", "Permission"), say("The question was taken back.")),)
    return standing(permit)


def waiting_title(permit: Permit) -> Text:
    return say("Trial “{title}”", title=permit.title)


def asked_card(subject: Subject, permit: Permit) -> Card:
    """Under the idea's cards, for everybody."""
    return Card(
        subject=subject,
        title=waiting_title(permit),
        byline=say("{person} asks for permission.", person=permit.asker)
        if permit.state is PermitState.WAITING
        else say("{person} asked for permission.", person=permit.asker),
        body=(plain(permit.plan.what),) if permit.plan.what else (),
        facts=outcome(permit),
    )


def verdict_card(subject: Subject, permit: Permit) -> Card:
    """What the asker hears: the answer, or that it was asked again."""
    match permit.state:
        case PermitState.GRANTED:
            title = say("The trial “{title}” has permission and has started.", title=permit.title)
        case PermitState.DECLINED:
            title = say("The trial “{title}” does not start now.", title=permit.title)
        case PermitState.TAKEN_BACK:
            title = waiting_title(permit)
        case PermitState.WAITING:
            title = say("I have asked again about the trial “{title}”.", title=permit.title)
    stop = permit.state in {PermitState.WAITING, PermitState.DECLINED}
    ends = (until(permit),) if permit.state is PermitState.GRANTED else ()
    return Card(subject, title, facts=(*outcome(permit), *ends), buttons=(stop_button(permit),) if stop else ())


def stop_button(permit: Permit) -> Button:
    return Button(say("Take the question back"), StopAsking(permit.id))


def asked(permit: Permit, person: Person) -> Notice:
    """`person` is asked first."""
    return Notice(
        say(
            "Your question is on its way: {person}. An answer is promised by {date}.",
            person=person,
            date=permit.answer_by,
        ),
        "done",
        (stop_button(permit),),
    )


def taken_back() -> Notice:
    return Notice(say("You took back your question."), "done")


def allowed(asker: Person) -> Notice:
    return Notice(
        say("Thank you. The trial has started, and your answer is on its way: {person}.", person=asker), "done"
    )


def not_now_form(intent: SayNotNow, permit: Permit) -> Form:
    """A no has a reason, and a day on which it is looked at again."""
    return Form(
        title=say_in("title", "Not now"),
        intro=(
            plain(permit.title),
            say("Your answer, its reason and your name appear with the idea."),
        ),
        builds=intent,
        fields=(
            Paragraph("reason", say_in("label", "Reason"), required=True, limit=1500),
            Day("review_on", say("Review date"), hint=say("On this day I ask again."), required=True),
        ),
        submit=say("Send"),
    )


def declined(permit: Permit) -> Notice:
    return Notice(say("Thank you. Your answer is on its way: {person}.", person=permit.asker), "done")


def answered(permit: Permit) -> Text:
    """Somebody was quicker."""
    if permit.by is None:
        return say("The question was taken back.")
    if permit.state is PermitState.GRANTED:
        return say("{person} has already answered: yes.", person=permit.by)
    return say("{person} has already answered: not now.", person=permit.by)


def waits(permit: Permit) -> Text:
    return say("A trial of this idea waits for permission. An answer is promised by {date}.", date=permit.answer_by)


def declined_before(permit: Permit) -> Text:
    """Said where one asks again before the review date; without one, it waits."""
    if permit.by is None or permit.review_on is None:
        return waits(permit)
    return say("{person} answered: not now. I ask again on {date}.", person=permit.by, date=permit.review_on)
