"""The words of the weekly digest: work communities, ideas and trials, never people's activity."""

from bot.model import Experiment, Idea, Subject, Week
from bot.views.kinds import Item, Report, Section
from bot.views.stages import stage_of, tally
from bot.views.text import say, say_in


def digest_report(subject: Subject, week: Week) -> Report:
    """One week of a supervisor's own work communities; empty sections are left out."""
    sections = (
        Section(say("Waiting for you"), tuple(waiting_item(one) for one in week.waiting)),
        Section(say("New needs and ideas"), tuple(idea_item(idea) for idea in week.new)),
        Section(say("Gathered support"), tuple(support_item(idea) for idea in week.supported)),
        Section(say_in("title", "Trials"), tuple(trial_item(one) for one in week.running)),
        Section(say("Ending this week"), tuple(trial_item(one) for one in week.ending)),
    )
    filled = tuple(section for section in sections if section.items)
    return Report(
        subject=subject,
        title=say("Weekly digest, week {week}", week=week.number),
        sections=filled,
        intro=None if filled else say("A quiet week: nothing new, nothing waiting for you."),
    )


def idea_item(idea: Idea) -> Item:
    return Item(say("“{title}”: {stage}", title=idea.title, stage=stage_of(idea)))


def support_item(idea: Idea) -> Item:
    return Item(say("“{title}”: {tally}", title=idea.title, tally=tally(idea)))


def waiting_item(experiment: Experiment) -> Item:
    return Item(say("The trial “{title}” awaits a decision", title=experiment.title))


def trial_item(experiment: Experiment) -> Item:
    return Item(say("“{title}”, until {date}", title=experiment.title, date=experiment.ends_on))
