"""The words of the leadership's overview: lights with their reasons, goals and open decisions, never people."""

from bot.intents import FetchPack, SeeOverview
from bot.model import Colour, Experiment, Goal, Kept, Light, Overview, Practice, Reason, Subject
from bot.views.kinds import Button, Item, Report, Section
from bot.views.text import Text, say, say_in, say_n

FEW = 5
"""So many open decisions are named; the sheets list them all."""
MOST_GOALS = 10


def overview_report(overview: Overview, subject: Subject | None = None) -> Report:
    """The whole on one page. The work communities come last: of a long list the end is left out, and said so."""
    lights = overview.lights
    return Report(
        subject=subject,
        title=say("Overview for the steering group, {date}", date=overview.day),
        intro=breadth(overview),
        sections=(
            Section(say("Open decisions"), tuple(decisions(overview))),
            Section(say("Answer promise"), (Item(promise(overview.answers)),)),
            Section(say_in("title", "Goals"), tuple(goals(overview))),
            Section(
                say("Traffic lights"),
                tuple(Item(counted(colour, sum(light.colour is colour for _, light in lights))) for colour in Colour),
            ),
            Section(
                say("Work communities"),
                tuple(
                    Item(say("{unit}. {light}", unit=practice.unit, light=told(practice, light)))
                    for practice, light in lights
                ),
            ),
        ),
        buttons=(pack_button(),),
        note=None if overview.goals else say("No goals have been written yet, so the lights do not ask about them."),
    )


def overview_button() -> Button:
    return Button(say_in("button", "Overview"), SeeOverview())


def pack_button() -> Button:
    """The same as sheets."""
    return Button(say_in("button", "Fetch as sheets"), FetchPack())


def breadth(overview: Overview) -> Text:
    """In how many work communities something is being tried."""
    return say(
        "Work communities with a trial under way: {count} of {all}.", count=overview.live, all=len(overview.practices)
    )


def decisions(overview: Overview) -> list[Item]:
    """The first of those that wait, the longest first."""
    if not overview.waiting:
        return [Item(say("No trial waits for its decision."))]
    found = [Item(waiting(one)) for one in overview.waiting[:FEW]]
    if (more := len(overview.waiting) - FEW) > 0:
        found.append(Item(say_n("And {count} more.", "And {count} more.", more)))
    return found


def waiting(experiment: Experiment) -> Text:
    if experiment.unit is None:
        return say(
            "“{title}” has waited for its decision since {date}", title=experiment.title, date=experiment.ends_on
        )
    return say(
        "“{title}”, {unit}: has waited for its decision since {date}",
        title=experiment.title,
        unit=experiment.unit,
        date=experiment.ends_on,
    )


def promise(answers: Kept) -> Text:
    """Of the whole organisation, never of whoever answers."""
    if not answers.due:
        return say("No answer has been due in a year.")
    return say("Ideas answered by the promised day in a year: {kept} of {due}.", kept=answers.kept, due=answers.due)


def goals(overview: Overview) -> list[Item]:
    """Those of the whole organisation first; which of them nobody tries to reach is said of each."""
    if not overview.goals:
        return [Item(say("No goals have been written yet."))]
    found = [Item(goal_line(goal)) for goal in overview.goals[:MOST_GOALS]]
    if (more := len(overview.goals) - MOST_GOALS) > 0:
        found.append(Item(say_n("And {count} more.", "And {count} more.", more)))
    return found


def goal_line(goal: Goal) -> Text:
    return say_n(
        "“{goal}”: {count} trial under way", "“{goal}”: {count} trials under way", goal.running, goal=goal.name
    )


def counted(colour: Colour, count: int) -> Text:
    match colour:
        case Colour.RED:
            return say_n("Red: {count} work community", "Red: {count} work communities", count)
        case Colour.YELLOW:
            return say_n("Yellow: {count} work community", "Yellow: {count} work communities", count)
        case Colour.GREEN:
            return say_n("Green: {count} work community", "Green: {count} work communities", count)


def told(practice: Practice, light: Light) -> Text:
    """A light in words: its colour and its reason."""
    reason = reason_of(practice, light.reason)
    match light.colour:
        case Colour.RED:
            return say("Red: {reason}", reason=reason)
        case Colour.YELLOW:
            return say("Yellow: {reason}", reason=reason)
        case Colour.GREEN:
            return say("Green: {reason}", reason=reason)


def reason_of(practice: Practice, reason: Reason) -> Text:
    match reason:
        case Reason.NOTHING_TRIED:
            return say("nothing has been tried in a year")
        case Reason.UNDECIDED:
            return say_n(
                "{count} trial waits for its decision", "{count} trials wait for their decision", practice.undecided
            )
        case Reason.NO_GOAL:
            return say("no trial aims at a goal")
        case Reason.NOT_SHARED:
            return say("ideas have not reached other work communities yet")
        case Reason.ALL_MET if practice.aimed:
            return say("trials follow goals and are assessed, and ideas are shared with others")
        case Reason.ALL_MET:
            return say("trials are assessed, and ideas are shared with others")
