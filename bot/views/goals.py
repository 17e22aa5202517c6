"""The words of goals: the list by areas of results, each goal with what aims at it, and the form that writes one."""

from collections.abc import Iterable, Sequence

from bot.intents import CloseGoal, ReopenGoal, SaveGoal, SeeGoal, SeeGoals, WriteGoal
from bot.model import Area, Earlier, Experiment, Goal, Unit
from bot.views.challenges import challenges_button
from bot.views.ideas import options
from bot.views.kinds import Button, Choice, Day, Form, Item, Line, Notice, Report, Section
from bot.views.listing import page_of
from bot.views.measures import amount
from bot.views.stages import OUTCOMES
from bot.views.text import Text, plain, say, say_in, say_n
from bot.views.units import unit_options

NAME_LIMIT = 150
"""Characters of a goal: one sentence, read whole in a heading."""
AREAS: dict[Area, Text] = {
    Area.EFFECT: say("Effectiveness"),
    Area.QUALITY: say("Quality of services"),
    Area.PRODUCTIVITY: say("Productivity and economy"),
    Area.WORK: say("Quality of working life"),
}

LABELS: dict[str, Text] = {
    "name": say("The goal in one sentence"),
    "area": say("Area of results"),
    "unit": say("Whose goal is it?"),
    "measure": say("How we notice"),
    "measure_unit": say("Measured in"),
    "baseline": say_in("label", "At the start"),
    "target": say_in("label", "Goal"),
    "until": say("Until when"),
}
"""By the fields of the form."""


def goals_button() -> Button:
    """The way to all goals."""
    return Button(say_in("button", "Goals"), SeeGoals())


def goals_report(goals: Sequence[Goal], first: int = 0, *, writes: bool) -> Report:
    """The open ones by their areas, the closed ones last; `writes`: this one may write them."""
    known = [one for one in goals if one.closed_on is None]
    sections = [
        Section(words, tuple(goal_item(one) for one in known if one.area is area)) for area, words in AREAS.items()
    ]
    sections.append(Section(say("Closed goals"), tuple(closed_item(one) for one in goals if one.closed_on)))
    shown, more = page_of(sections, first, SeeGoals)
    return Report(
        title=say_in("title", "Goals"),
        intro=None if known else say("No goals have been written yet."),
        sections=shown,
        buttons=(*more, *((Button(say("Write a goal"), WriteGoal()),) if writes else ()), challenges_button()),
    )


def goal_item(goal: Goal) -> Item:
    """Whether anything is being tried towards it, in words."""
    if goal.unit:
        sentence = say("“{goal}”, {unit}: {state}", goal=goal.name, unit=goal.unit, state=under_way(goal))
    else:
        sentence = say("“{goal}”: {state}", goal=goal.name, state=under_way(goal))
    return Item(sentence, show_button(goal))


def closed_item(goal: Goal) -> Item:
    return Item(say("“{goal}”: closed", goal=goal.name), show_button(goal))


def show_button(goal: Goal) -> Button:
    return Button(say_in("button", "Show"), SeeGoal(goal.id), name=say("Show: {goal}", goal=goal.name))


def under_way(goal: Goal) -> Text:
    if goal.running:
        return say_n("{count} trial under way", "{count} trials under way", goal.running)
    return say("no trial under way")


def goal_report(goal: Goal, trials: Sequence[Experiment], earlier: Sequence[Earlier], *, writes: bool) -> Report:
    """What it says, what aims at it, and what it was before; ideas are counted, trials are named."""
    sections = (
        Section(say("How we notice"), measured(goal)),
        Section(say("Until when"), (Item(say("{date}", date=goal.until)),) if goal.until else ()),
        Section(say("Ideas"), (Item(aiming(goal)),)),
        Section(say_in("title", "Trials"), (*none_under_way(goal), *(trial_of(one) for one in trials))),
        Section(say("Earlier"), tuple(Item(before(one)) for one in earlier)),
    )
    return Report(
        title=plain(goal.name),
        intro=whose(goal),
        sections=tuple(one for one in sections if one.items),
        note=say("This goal was closed on {date}.", date=goal.closed_on) if goal.closed_on else None,
        buttons=(*(changing(goal) if writes else ()), goals_button()),
    )


def whose(goal: Goal) -> Text:
    """Its area, and whose it is."""
    if goal.unit:
        return say("{area}. Work community: {unit}.", area=AREAS[goal.area], unit=goal.unit)
    return say("{area}. The whole organisation.", area=AREAS[goal.area])


def measured(goal: Goal) -> tuple[Item, ...]:
    measure = goal.measure
    if measure is None:
        return ()
    found = [Item(plain(measure.name))]
    if measure.baseline is not None:
        found.append(Item(say("At the start {baseline}", baseline=amount(measure.baseline, measure.unit))))
    if measure.goal is not None:
        found.append(Item(say("Goal {goal}", goal=amount(measure.goal, measure.unit))))
    return tuple(found)


def aiming(goal: Goal) -> Text:
    return say_n("{count} idea aims at this goal.", "{count} ideas aim at this goal.", goal.ideas)


def none_under_way(goal: Goal) -> tuple[Item, ...]:
    return () if goal.running else (Item(say("No trial towards this goal is under way.")),)


def trial_of(trial: Experiment) -> Item:
    if trial.decision is None:
        return Item(say("“{title}”, until {date}", title=trial.title, date=trial.ends_on))
    return Item(say("“{title}”: {stage}", title=trial.title, stage=OUTCOMES[trial.decision]))


def before(earlier: Earlier) -> Text:
    """What it was, with its measure and the value that was aimed at."""
    goal, measure = earlier.goal, earlier.goal.measure
    if measure is None or measure.goal is None:
        return say("Until {date}: “{goal}”", date=earlier.changed_on, goal=goal.name)
    return say(
        "Until {date}: “{goal}”. {measure}: {value}",
        date=earlier.changed_on,
        goal=goal.name,
        measure=measure.name,
        value=amount(measure.goal, measure.unit),
    )


def changing(goal: Goal) -> tuple[Button, ...]:
    """What whoever writes goals can do with one."""
    if goal.closed_on:
        return (Button(say_in("button", "Open again"), ReopenGoal(goal.id)),)
    edit = Button(say_in("button", "Edit"), WriteGoal(goal.id))
    return (edit, Button(say("Close the goal"), CloseGoal(goal.id)))


def goal_form(intent: SaveGoal, goal: Goal | None, units: Iterable[Unit]) -> Form:
    """Its sentence, its area, whose it is, and how it is noticed."""
    theirs = unit_options(units)
    return Form(
        title=say_in("title", "Goal"),
        intro=(say("What it was before stays in sight."),) if goal else (say("Everybody can read it."),),
        builds=intent,
        fields=(
            Line(
                "name",
                LABELS["name"],
                placeholder=say("E.g. customers get their home care visit at the agreed time"),
                required=True,
                limit=NAME_LIMIT,
            ),
            Choice("area", LABELS["area"], options(AREAS), required=True),
            *(
                (Choice("unit", LABELS["unit"], theirs, few=False, none=say("The whole organisation")),)
                if theirs
                else ()
            ),
            Line("measure", LABELS["measure"], placeholder=say("E.g. visits at the agreed time"), limit=100),
            Line("measure_unit", LABELS["measure_unit"], placeholder=say("E.g. % of all visits"), limit=100),
            Line("baseline", LABELS["baseline"], limit=30),
            Line("target", LABELS["target"], limit=30),
            Day("until", LABELS["until"], hint=say("Leave it empty if the goal has no end.")),
        ),
        submit=say_in("button", "Save"),
    )


def goal_saved(goal: Goal) -> Notice:
    return Notice(say("The goal is saved: “{goal}”.", goal=goal.name), "done", (show_button(goal), goals_button()))


def goal_closed(goal: Goal) -> Notice:
    again = Button(say_in("button", "Open again"), ReopenGoal(goal.id))
    return Notice(say("The goal “{goal}” is closed. It stays in the list.", goal=goal.name), "done", (again,))


def goal_open(goal: Goal) -> Notice:
    return Notice(say("The goal “{goal}” is open again.", goal=goal.name), "done", (show_button(goal),))
