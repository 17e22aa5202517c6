"""The words of trials: the form, the private questions, and the decision."""

from datetime import date

from bot.intents import AnswerCheckIn, Decide, OpenCheckIn, OpenDecision, StartExperiment
from bot.model import Answer, CheckIn, Decision, Experiment, Idea, Subject, Unit
from bot.views.ideas import ANSWERS, news
from bot.views.kinds import Button, Card, Choice, Day, Fact, Form, Notice, Option, Paragraph
from bot.views.text import Text, plain, say, say_in

DECISIONS = {
    Decision.ADOPT: say("Adopt for good"),
    Decision.ADAPT: say("Adapt and go on"),
    Decision.STOP: say_in("button", "Stop"),
}


def trial_form(intent: StartExperiment, idea: Idea) -> Form:
    """What we try, and until when."""
    return Form(
        title=say_in("title", "Let's try it"),
        intro=(plain(idea.title), say("Your name appears with the trial.")),
        builds=intent,
        fields=(
            Paragraph("what", say("What we try"), required=True),
            Day(
                "until",
                say("Until when"),
                hint=say("At the end I ask what comes next. In a longer trial I also ask halfway how it is going."),
                required=True,
            ),
        ),
        submit=say("Start the trial"),
    )


def started(asked_on: date) -> Notice:
    return Notice(say("The trial has started. On {date} I ask what comes next.", date=asked_on), "done")


def checkin_card(experiment: Experiment, checkin: CheckIn) -> Card:
    """The private question; once answered it says what was answered."""
    title = say("How is the trial “{title}” going?", title=experiment.title)
    if experiment.decision or checkin.answer:
        title = say("Trial “{title}”", title=experiment.title)
    elif checkin.ending:
        title = what_next(experiment, checkin.due_on)
    return Card(
        subject=checkin.subject,
        title=title,
        body=(plain(experiment.what),),
        facts=answered(experiment, checkin),
        buttons=() if experiment.decision or checkin.answer else questions(checkin),
    )


def what_next(experiment: Experiment, asked_on: date) -> Text:
    """The last day may lie behind: the question waits for a working day."""
    if asked_on > experiment.ends_on:
        return say(
            "The trial “{title}” ended on {date}. What next? Every choice is a good result.",
            title=experiment.title,
            date=experiment.ends_on,
        )
    return say(
        "The trial “{title}” ends on {date}. What next? Every choice is a good result.",
        title=experiment.title,
        date=experiment.ends_on,
    )


def questions(checkin: CheckIn) -> tuple[Button, ...]:
    """Three buttons, each opens one dialog."""
    if checkin.ending:
        return tuple(Button(words, OpenDecision(checkin.id, one)) for one, words in DECISIONS.items())
    return (
        Button(ANSWERS[Answer.ON_TRACK], OpenCheckIn(checkin.id, Answer.ON_TRACK)),
        Button(ANSWERS[Answer.NEEDS_HELP], OpenCheckIn(checkin.id, Answer.NEEDS_HELP)),
        Button(DECISIONS[Decision.STOP], OpenDecision(checkin.id, Decision.STOP)),
    )


def answered(experiment: Experiment, checkin: CheckIn) -> tuple[Fact, ...]:
    """What this question has brought so far."""
    found = []
    if checkin.answer and checkin.answered_on:
        found.append(Fact(say("Check-in"), news(checkin.answer, checkin.answered_on)))
        if checkin.observation:
            found.append(Fact(say("One observation"), plain(checkin.observation)))
    if experiment.decision:
        found.append(Fact(say("Decision"), DECISIONS[experiment.decision]))
    return tuple(found)


def checkin_form(intent: AnswerCheckIn, experiment: Experiment) -> Form:
    """The pressed answer is chosen already; one observation is all that is asked."""
    choices = tuple(Option(one, ANSWERS[one]) for one in (Answer.ON_TRACK, Answer.NEEDS_HELP))
    return Form(
        title=say_in("title", "Check-in"),
        intro=(plain(experiment.title), say("Your answer and name appear with the trial.")),
        builds=intent,
        fields=(
            Choice("answer", say("How is it going?"), choices, required=True),
            Paragraph(
                "observation",
                say("One observation"),
                hint=say("Write nothing that could identify a customer or pupil."),
            ),
        ),
        submit=say("Send"),
    )


def thanks(experiment: Experiment) -> Notice:
    return Notice(say("Thank you. Your answer is on the card of “{title}”.", title=experiment.title), "done")


def stuck_card(subject: Subject, experiment: Experiment, unit: Unit | None, checkin: CheckIn) -> Card:
    """Told to the renewer, who helps."""
    sentence = (
        say(
            "{person} asks for help: trial “{title}”, {unit}.",
            person=experiment.owner,
            title=experiment.title,
            unit=unit,
        )
        if unit
        else say("{person} asks for help: trial “{title}”.", person=experiment.owner, title=experiment.title)
    )
    observation = (Fact(say("One observation"), plain(checkin.observation)),) if checkin.observation else ()
    return Card(
        subject=subject,
        title=sentence,
        body=(plain(experiment.what),),
        facts=observation,
        note=say("You can help by writing to this person: {person}.", person=experiment.owner),
    )


def decision_form(intent: Decide, experiment: Experiment) -> Form:
    """One dialog for each choice; going on asks until when, a stop asks for the lesson."""
    lesson = Paragraph(
        "lesson",
        say("This too is a result. What would you tell the next to try?")
        if intent.decision is Decision.STOP
        else say("What would you tell the next to try?"),
        hint=say("Write nothing that could identify a customer or pupil."),
        required=intent.decision is Decision.STOP,
    )
    until = (Day("until", say("Until when"), required=True),) if intent.decision is Decision.ADAPT else ()
    return Form(
        title=say_in("title", "Decision"),
        intro=(plain(experiment.title), DECISIONS[intent.decision]),
        builds=intent,
        fields=(*until, lesson),
        submit=say_in("button", "Decide"),
    )


def decided(experiment: Experiment) -> Notice:
    return Notice(say("Thank you. The decision is on the card of “{title}”.", title=experiment.title), "done")
