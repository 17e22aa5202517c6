"""The words of trials: the form that starts one, and its own card with its course."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.intents import StartExperiment
from bot.model import Cadence, CheckIn, Experiment, Goal, Idea, PermissionCard, Plan, Question, Stage, Subject, Unit
from bot.views.aims import goals_question
from bot.views.checkins import news
from bot.views.common import NAME_NO_CUSTOMER
from bot.views.decisions import effect_facts
from bot.views.ideas import TITLE_LIMIT, options, unit_choice
from bot.views.kinds import Card, Choice, Day, Fact, Form, Line, Notice, Paragraph
from bot.views.measures import measured, pictured
from bot.views.permissions import question
from bot.views.similar import learnt, offers, told
from bot.views.stages import OUTCOMES, STAGES
from bot.views.text import Text, in_lines, plain, say, say_in, say_n

CADENCES = {
    Cadence.MIDWAY: say("Only halfway"),
    Cadence.WEEKLY: say("Every week"),
    Cadence.TWO_WEEKS: say("Every two weeks"),
    Cadence.MONTHLY: say("Every month"),
}
COOPERATION = {"no": say_in("label", "No"), "yes": say_in("label", "Yes")}


def trial_form(
    intent: StartExperiment,
    idea: Idea | None,
    units: list[Unit],
    similar: Sequence[Idea] = (),
    *,
    card: PermissionCard | None = None,
    goals: Sequence[Goal] = (),
) -> Form:
    """Three questions, the rest of the experiment card on demand; of something new also its name and work community.

    What is similar to something new stands above them; of an idea what others have learnt from similar ones.
    """
    above, instead = (learnt(similar), ()) if idea else (told(similar), offers(similar))
    named = (plain(idea.title),) if idea else ()
    return Form(
        title=say_in("title", "Let's try it"),
        intro=(
            *above,
            *named,
            say("Two of these and an end date are enough to start."),
            say("Your name appears with the trial."),
        ),
        offers=instead,
        builds=intent,
        fields=(
            *(() if idea else (title(),)),
            Paragraph("what", say("What we try")),
            Paragraph("why", say("Why it could help")),
            Day(
                "until",
                say("Until when"),
                hint=say("At the end I ask what comes next. In a longer trial I also ask halfway how it is going."),
                required=True,
            ),
            *((unit_choice(units),) if units else ()),
            *((question(card),) if card else ()),
        ),
        more=(
            *measuring(),
            Paragraph("stop_if", say("We stop at once if …")),
            Paragraph(
                "affected",
                say("Who is affected and informed"),
                hint=NAME_NO_CUSTOMER,
            ),
            Choice("cadence", say("How often should I ask how it is going?"), options(CADENCES), required=True),
            Choice(
                "cooperation",
                say("Does it change the organisation of work or services significantly?"),
                options(COOPERATION),
                hint=say("If so, whoever is named for co-operation in your work community is told."),
                required=True,
            ),
            *goals_question(goals),
        ),
        ask_more=say("Show the other questions"),
        submit=say("Start mine anyway") if similar and not idea else say("Start the trial"),
    )


def title() -> Line:
    return Line("title", say("The trial in one sentence"), required=True, limit=TITLE_LIMIT)


def measuring() -> tuple[Line, ...]:
    """One measure."""
    return (
        Line("measure", say("How we notice"), placeholder=say("E.g. time spent looking for keys"), limit=100),
        Line("measure_unit", say("Measured in"), placeholder=say("E.g. minutes a day"), limit=100),
        Line("baseline", say_in("label", "At the start"), limit=30),
        Line("goal", say_in("label", "Goal"), limit=30),
    )


def two_are_enough() -> Text:
    return say("Write something here, too: two of these and an end date are enough to start.")


def started(asked: Question, asked_on: date, *, unasked: bool = False) -> Notice:
    """What is asked first, and when; `unasked`: permission was asked for where nobody else gives it."""
    if unasked:
        return Notice(
            say(
                "Nobody else is named to answer, so permission is already given. "
                "The trial has started. On {date} I ask about it.",
                date=asked_on,
            ),
            "done",
        )
    if asked is Question.END:
        return Notice(say("The trial has started. On {date} I ask what comes next.", date=asked_on), "done")
    return Notice(say("The trial has started. On {date} I ask how it is going.", date=asked_on), "done")


def unconsulted(done: Notice) -> Notice:
    """The same, to whoever marked a trial for co-operation where nobody is named for it."""
    line = say("Nobody is named for co-operation here: tell HR and the shop steward yourself.")
    return replace(done, text=in_lines((done.text, line)))


def experiment_card(experiment: Experiment, course: list[CheckIn]) -> Card:
    """The trial, the same for everyone: what its owner wrote, and how it has gone so far."""
    state = OUTCOMES[experiment.decision] if experiment.decision else STAGES[Stage.TRIAL]
    return Card(
        subject=experiment.subject,
        title=say("Trial “{title}”", title=experiment.title),
        byline=byline(experiment),
        body=(plain(experiment.plan.what),) if experiment.plan.what else (),
        facts=(
            Fact(say_in("label", "Stage"), state),
            *course_facts(experiment, course),
            *effect_facts(experiment.effect),
            *plan_facts(experiment.plan),
        ),
        picture=pictured(experiment.plan.measure, course) if experiment.plan.measure else None,
        notification=say("{stage}: {title}", stage=state, title=experiment.title),
    )


def byline(experiment: Experiment) -> Text:
    """Whose trial, and its days."""
    if experiment.round > 1:
        return say(
            "{person}. Round {round}: {start} to {end}.",
            person=experiment.owner,
            round=experiment.round,
            start=experiment.starts_on,
            end=experiment.ends_on,
        )
    return say(
        "{person}. From {start} to {end}.",
        person=experiment.owner,
        start=experiment.starts_on,
        end=experiment.ends_on,
    )


def course_facts(experiment: Experiment, course: list[CheckIn]) -> tuple[Fact, ...]:
    """How it has gone: the measure, the last answer, who has joined."""
    found: list[Fact] = []
    if measure := experiment.plan.measure:
        found += measured(measure, course)
    if course and course[-1].answer and course[-1].answered_on:
        found.append(Fact(say("Check-in"), news(course[-1].answer, course[-1].answered_on)))
        if course[-1].observation:
            found.append(Fact(say("One observation"), plain(course[-1].observation)))
    if experiment.joined:
        found.append(Fact(say_in("label", "Joined"), joined(experiment)))
    return tuple(found)


def plan_facts(plan: Plan) -> tuple[Fact, ...]:
    """The rest of what its owner wrote."""
    written = (
        (say("Why it could help"), plan.why),
        (say("We stop at once if …"), plan.stop_if),
        (say("Who is affected and informed"), plan.affected),
    )
    return tuple(Fact(label, plain(text)) for label, text in written if text)


def joined(experiment: Experiment) -> Text:
    return say_n("{count} person", "{count} people", experiment.joined)


def cooperation_card(subject: Subject, experiment: Experiment) -> Card:
    """Told to whoever is named for co-operation; what it asks for is theirs to judge."""
    return Card(
        subject=subject,
        title=say("A trial changes the organisation of work or services: “{title}”", title=experiment.title),
        byline=byline(experiment),
        body=(plain(experiment.plan.what),) if experiment.plan.what else (),
        facts=plan_facts(experiment.plan),
        note=say("Its owner marked it so. Whether it calls for co-operation is yours to judge."),
    )
