"""The words between a trial that needs help and whoever encourages it."""

from bot.intents import OfferHelp, OpenHelp
from bot.model import CheckIn, Experiment, Person, Subject
from bot.views.kinds import Button, Card, Fact, Form, Notice, Paragraph
from bot.views.text import plain, say, say_in


def stuck_card(subject: Subject, experiment: Experiment, checkin: CheckIn) -> Card:
    """Told to the renewer, who helps."""
    sentence = say("{person} asks for help: trial “{title}”.", person=experiment.owner, title=experiment.title)
    if experiment.unit:
        sentence = say(
            "{person} asks for help: trial “{title}”, {unit}.",
            person=experiment.owner,
            title=experiment.title,
            unit=experiment.unit,
        )
    return Card(
        subject=subject,
        title=sentence,
        body=(plain(experiment.plan.what),) if experiment.plan.what else (),
        facts=(Fact(say("One observation"), plain(checkin.observation)),) if checkin.observation else (),
        buttons=(Button(say_in("button", "Answer"), OpenHelp(checkin.id)),),
    )


def help_form(intent: OfferHelp, experiment: Experiment) -> Form:
    return Form(
        title=say_in("title", "Answer"),
        intro=(
            plain(experiment.title),
            say("Your answer and name go privately to the trial's owner: {person}.", person=experiment.owner),
        ),
        builds=intent,
        fields=(Paragraph("words", say("Your answer"), required=True),),
        submit=say("Send"),
    )


def offered(owner: Person) -> Notice:
    return Notice(say("Thank you. Your answer is on its way: {person}.", person=owner), "done")


def help_card(subject: Subject, experiment: Experiment, helper: Person, words: str) -> Card:
    """What the owner hears."""
    return Card(
        subject=subject,
        title=say("{person} writes to you about the trial “{title}”.", person=helper, title=experiment.title),
        body=(plain(words),),
    )
