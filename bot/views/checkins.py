"""The words of check-ins: the private question, its form, and what follows without an answer."""

from datetime import date

from bot.intents import AnswerCheckIn, Later, OpenCheckIn, OpenDecision, OpenHelp
from bot.model import Answer, CheckIn, Decision, Experiment, Measure, Person, Question, Subject
from bot.views.common import NAME_NO_CUSTOMER, beginning
from bot.views.kinds import Button, Card, Choice, Fact, Form, Line, Notice, Option, Paragraph
from bot.views.text import Text, in_lines, plain, say, say_in

ANSWERS = {
    Answer.ON_TRACK: say("On track"),
    Answer.NEEDS_HELP: say("Needs help"),
    Answer.STOP: say_in("button", "Stop"),
}
DECISIONS = {
    Decision.ADOPT: say("Adopt for good"),
    Decision.ADAPT: say("Adapt and go on"),
    Decision.STOP: say_in("button", "Stop"),
}


WHAT = 80
"""Characters of what is tried: who tries it knows, and the buttons stay in sight on a telephone."""

DECIDING = {Question.END, Question.STAY}
STAYED = {
    Decision.ADOPT: say("It stayed"),
    Decision.ADAPT: say("It stayed in another form"),
    Decision.STOP: say("It did not stay"),
}
"""Of a quick trial. What stayed in another form has stayed: a decision to adopt, with what changed."""


def decided_words(experiment: Experiment, decision: Decision) -> Text:
    return (STAYED if experiment.plan.quick else DECISIONS)[decision]


def news(answer: Answer, day: date) -> Text:
    """An answer in one line."""
    return say("{answer}, {date}", answer=ANSWERS[answer], date=day)


def checkin_card(subject: Subject, experiment: Experiment, checkin: CheckIn) -> Card:
    """The private question; once answered it says what was answered, and offers to change it until the next one.

    Without an answer it leads to the next one, once that has been asked.
    """
    waits = experiment.decision is None and (checkin.answer is None or checkin.kind in DECIDING)
    if waits and not checkin.latest and checkin.kind not in DECIDING:
        newer = say("There is a newer question about this. Answer that one.")
        return Card(subject, say("Trial “{title}”", title=experiment.title), note=newer)
    what = experiment.plan.what
    postponed = checkin.postponed_to if waits else None
    return Card(
        subject=subject,
        title=asked(experiment, checkin) if waits else say("Trial “{title}”", title=experiment.title),
        body=(plain(beginning(what, WHAT)),) if what else (),
        facts=(*lasting(experiment, checkin), *answered(experiment, checkin)),
        buttons=() if postponed or experiment.decision else ways(checkin),
        note=say("I ask again on {date}.", date=postponed) if postponed else calming(checkin) if waits else None,
    )


def asked(experiment: Experiment, checkin: CheckIn) -> Text:
    """What is asked; the last day may lie behind, because the question waits for a working day."""
    match checkin.kind:
        case Question.CHECK_IN:
            return say("How is the trial “{title}” going?", title=experiment.title)
        case Question.MID:
            return say("Mid-review: how is the trial “{title}” going?", title=experiment.title)
        case Question.STAY:
            return say("Quick trial “{title}”: did it stay in use?", title=experiment.title)
        case Question.END if (checkin.asked_on or checkin.due_on) > experiment.ends_on:
            return say(
                "The trial “{title}” ended on {date}. What next?",
                title=experiment.title,
                date=experiment.ends_on,
            )
        case Question.END:
            return say(
                "The trial “{title}” ends on {date}. What next?",
                title=experiment.title,
                date=experiment.ends_on,
            )


def asked_again(experiment: Experiment, newest: CheckIn) -> Text:
    """Told to whoever answers a question that has been asked anew since."""
    return say("I have asked again since then.\n{question}", question=asked(experiment, newest))


def calming(checkin: CheckIn) -> Text | None:
    """Whatever is decided has taught something; and a quick trial is asked about once."""
    match checkin.kind:
        case Question.STAY:
            return say("Every answer is a good result. I ask only once.")
        case Question.END:
            return say("Every choice is a good result.")
        case _:
            return None


def ways(checkin: CheckIn) -> tuple[Button, ...]:
    """Each button opens one dialog; the mid-review decides too, if its people want."""
    if checkin.kind is Question.STAY:
        return (
            Button(STAYED[Decision.ADOPT], OpenDecision(checkin.id, Decision.ADOPT)),
            Button(STAYED[Decision.ADAPT], OpenDecision(checkin.id, Decision.ADOPT, changed=True)),
            Button(STAYED[Decision.STOP], OpenDecision(checkin.id, Decision.STOP)),
        )
    if checkin.kind is Question.END:
        return tuple(Button(words, OpenDecision(checkin.id, one)) for one, words in DECISIONS.items())
    if checkin.answer:
        return (Button(say("Change the answer"), OpenCheckIn(checkin.id, checkin.answer)),) if checkin.latest else ()
    if not checkin.latest:
        return ()
    early = (Decision.ADAPT, Decision.STOP) if checkin.kind is Question.MID else (Decision.STOP,)
    return (
        Button(ANSWERS[Answer.ON_TRACK], OpenCheckIn(checkin.id, Answer.ON_TRACK)),
        Button(ANSWERS[Answer.NEEDS_HELP], OpenCheckIn(checkin.id, Answer.NEEDS_HELP)),
        *(Button(DECISIONS[one], OpenDecision(checkin.id, one)) for one in early),
        Button(say_in("button", "Later"), Later(checkin.id)),
    )


def lasting(experiment: Experiment, checkin: CheckIn) -> tuple[Fact, ...]:
    """How long there is still time; a question at the end names the day itself."""
    if checkin.answer or checkin.kind in DECIDING or experiment.decision:
        return ()
    return (Fact(say("Until when"), say("{date}", date=experiment.ends_on)),)


def answered(experiment: Experiment, checkin: CheckIn) -> tuple[Fact, ...]:
    """What this question has brought so far."""
    found = []
    if checkin.answer and checkin.answered_on:
        found.append(Fact(say("Check-in"), news(checkin.answer, checkin.answered_on)))
    if checkin.value is not None and experiment.plan.measure:
        found.append(Fact(plain(experiment.plan.measure.name), say("{value}", value=checkin.value)))
    if checkin.observation:
        found.append(Fact(say("One observation"), plain(checkin.observation)))
    if experiment.decision:
        found.append(Fact(say("Decision"), decided_words(experiment, experiment.decision)))
    return tuple(found)


def reminder_card(subject: Subject, experiment: Experiment, checkin: CheckIn, helper: Person | None) -> Card:
    """The question once more; it says what happens without an answer."""
    card = checkin_card(subject, experiment, checkin)
    if not card.buttons or checkin.answer:
        return card
    note = say("This reminder comes only once.")
    if helper:
        note = say("This reminder comes only once. Without an answer, {person} is told and can help.", person=helper)
    if card.note:
        note = in_lines((card.note, note))
    return Card(subject, card.title, body=card.body, facts=card.facts, buttons=card.buttons, note=note)


def quiet_card(subject: Subject, experiment: Experiment, checkin: CheckIn) -> Card:
    """Told to the renewer; it names what is quiet, not who has missed something."""
    if checkin.answer or experiment.decision:
        return Card(subject, say("Trial “{title}”", title=experiment.title), facts=answered(experiment, checkin))
    return Card(
        subject=subject,
        title=waiting(experiment, checkin),
        body=(plain(experiment.plan.what),) if experiment.plan.what else (),
        facts=(Fact(say_in("label", "Tried by"), say("{person}", person=experiment.owner)),),
        buttons=(Button(say_in("button", "Offer help"), OpenHelp(checkin.id)),),
    )


def waiting(experiment: Experiment, checkin: CheckIn) -> Text:
    if checkin.kind is Question.END:
        return say("The trial “{title}” awaits a decision. Could you help?", title=experiment.title)
    return say("The trial “{title}” has been quiet for a while. Could you help?", title=experiment.title)


def checkin_form(intent: AnswerCheckIn, experiment: Experiment) -> Form:
    """The pressed answer is chosen already; the measure's value and one observation are all that is asked."""
    choices = tuple(Option(one, ANSWERS[one]) for one in (Answer.ON_TRACK, Answer.NEEDS_HELP))
    measure = experiment.plan.measure
    return Form(
        title=say_in("title", "Check-in"),
        intro=(plain(experiment.title), say("Your answer and name appear with the trial.")),
        builds=intent,
        fields=(
            Choice("answer", say("How is it going?"), choices, required=True),
            *((value(measure),) if measure else ()),
            Paragraph(
                "observation",
                say("One observation"),
                hint=NAME_NO_CUSTOMER,
            ),
        ),
        submit=say("Send"),
    )


def value(measure: Measure) -> Line:
    """What is known of the measure stands below the question."""
    label = say("Value now: {measure}", measure=measure.name)
    if measure.unit:
        label = say("Value now: {measure} ({unit})", measure=measure.name, unit=measure.unit)
    known = None
    if measure.baseline is not None and measure.goal is not None:
        known = say("At the start {baseline}, goal {goal}", baseline=measure.baseline, goal=measure.goal)
    elif measure.baseline is not None:
        known = say("At the start {baseline}", baseline=measure.baseline)
    elif measure.goal is not None:
        known = say("Goal {goal}", goal=measure.goal)
    return Line("value", label, hint=known, limit=30)


def thanks(experiment: Experiment, *, called: bool) -> Notice:
    """`called`: somebody hears that help is needed."""
    if called:
        return Notice(
            say(
                "Thank you. Your answer is on the card of “{title}”, and your call for help is on its way.",
                title=experiment.title,
            ),
            "done",
        )
    return Notice(say("Thank you. Your answer is on the card of “{title}”.", title=experiment.title), "done")


def postponed(day: date) -> Notice:
    return Notice(say("I ask again on {date}.", date=day), "done")
