"""The words of the weekly digest: work communities, ideas and trials, never people's activity."""

from collections.abc import Sequence
from dataclasses import replace

from bot.intents import FindIdeas, ReadPart
from bot.model import Decided, Moved, Pace, Part, Subject, Tried, Unit, Week
from bot.views.common import cut
from bot.views.goals import show_button
from bot.views.ideas import see_button
from bot.views.kinds import Bars, Button, Item, Picture, Report, Section
from bot.views.listing import page_of
from bot.views.promised import HEADING, promise_items
from bot.views.rhythms import change_button, stop_button
from bot.views.stages import STAGES, stage_of, tally
from bot.views.text import Text, listed, listed_apart, say, say_in, say_n
from bot.views.waiting import waiting_item

MOST = 4
"""Items of a section that are shown: with all sections full of long titles, both chats still take the whole of it."""
NAMED = 5
"""Work communities that are named."""
LESSON = 200
"""Characters of a lesson."""
HEADINGS: dict[Part, Text] = {
    Part.WAITING: say("Waiting for you"),
    Part.NEW: say("New needs and ideas"),
    Part.SUPPORTED: say("Gathered support"),
    Part.TRIALS: say_in("title", "Trials"),
    Part.LESSONS: say_in("title", "Lessons"),
    Part.GOALS: say("Goals without trials"),
    Part.PROMISE: HEADING,
    Part.ANSWERED: say("Answered ideas"),
    Part.TAKING_PART: say("Work communities taking part"),
}
LISTED = (Part.WAITING, Part.NEW, Part.SUPPORTED, Part.TRIALS, Part.LESSONS, Part.GOALS)
"""What a digest tells one by one; of the rest it counts, or names, and leads to the list."""


def digest_report(subject: Subject, week: Week, pace: Sequence[Pace]) -> Report:
    """One week of a reader's own work communities; empty sections are left out."""
    sections = [section(subject, part, week) for part in LISTED]
    owed = show_all(subject, Part.PROMISE)
    promise = Section(HEADING, promise_items(week.answered, show_all(subject, Part.ANSWERED), owed))
    return Report(
        subject=subject,
        title=title(week),
        sections=(*(one for one in (*sections, promise) if one.items), *taking_part(subject, week)),
        buttons=(change_button(), stop_button()),
        picture=pictured(pace),
    )


def channel_report(subject: Subject, week: Week, pace: Sequence[Pace]) -> Report:
    """The same for everybody in a channel: nothing that waits for somebody or is owed, and nothing to choose."""
    sections = [section(subject, part, week) for part in LISTED if part is not Part.WAITING]
    promise = Section(HEADING, promise_items(week.answered, show_all(subject, Part.ANSWERED)))
    return Report(
        subject=subject,
        title=title(week),
        sections=(*(one for one in (*sections, promise) if one.items), *taking_part(subject, week)),
        picture=pictured(pace),
    )


def quiet_report(subject: Subject, week: Week) -> Report:
    """The one line after a month of silence."""
    quiet = say("A quiet month: nothing new, nothing waiting for you.")
    return Report(
        subject=subject, title=title(week), sections=(), intro=quiet, buttons=(change_button(), stop_button())
    )


def part_report(asked: ReadPart, week: Week) -> Report:
    """The whole of one section, for whoever asked."""
    whole = (Section(HEADINGS[asked.part], items(asked.part, week)),)
    sections, more = page_of(whole, asked.first, lambda first: replace(asked, first=first))
    return Report(title=title(week), sections=sections, buttons=more)


def title(week: Week) -> Text:
    return say("Weekly digest, week {week}", week=week.number)


def pictured(pace: Sequence[Pace]) -> Picture | None:
    """Trials and decisions as bars, and every figure in words; none where there were no trials."""
    if not any(one.started or one.decided for one in pace):
        return None
    every = listed_apart([counted(one) for one in pace])
    columns = tuple((say("wk {week}", week=week_of(one)), one.started, one.decided) for one in pace)
    names = (say("Trials started"), say("Trials decided"))
    text = say("Bar chart: trials over {count} weeks. {weeks}.", count=len(pace), weeks=every)
    return Picture(Bars(say("Trials, {count} weeks", count=len(pace)), names, columns), text)


def week_of(pace: Pace) -> int:
    return pace.begins.isocalendar().week


def counted(pace: Pace) -> Text:
    return say(
        "Week {week}: started {started}, decided {decided}",
        week=week_of(pace),
        started=pace.started,
        decided=pace.decided,
    )


def section(subject: Subject, part: Part, week: Week) -> Section:
    """Its first items, and a way to all of them where there are more."""
    every = items(part, week)
    if len(every) <= MOST:
        return Section(HEADINGS[part], every)
    rest = Item(say_n("and {count} more", "and {count} more", len(every) - MOST), show_all(subject, part))
    return Section(HEADINGS[part], (*every[:MOST], rest))


def show_all(subject: Subject, part: Part) -> Button:
    heading = HEADINGS[part]
    return Button(say("Show all"), ReadPart(subject.id, part), name=say("Show all: {heading}", heading=heading))


def items(part: Part, week: Week) -> tuple[Item, ...]:
    """Every item leads to what it tells of."""
    match part:
        case Part.WAITING:
            return tuple(waiting_item(one) for one in week.waiting)
        case Part.NEW:
            return tuple(idea_item(one) for one in week.new)
        case Part.SUPPORTED:
            return tuple(support_item(one) for one in week.supported)
        case Part.TRIALS:
            return (*(decided_item(one) for one in week.decided), *(trial_item(one) for one in week.running))
        case Part.LESSONS:
            return tuple(lesson_item(one) for one in week.decided if one.lesson)
        case Part.GOALS:
            return tuple(Item(say("“{goal}”", goal=one.name), show_button(one)) for one in week.goals)
        case Part.PROMISE:
            return tuple(idea_item(one) for one in week.answered.missing)
        case Part.ANSWERED:
            return tuple(idea_item(one) for one in week.answered.given)
        case Part.TAKING_PART:
            return tuple(unit_item(one) for one in week.taking_part)


def taking_part(subject: Subject, week: Week) -> tuple[Section, ...]:
    """In the order of their names: it is no ranking."""
    units = week.taking_part
    if not units:
        return ()
    button = show_all(subject, Part.TAKING_PART)
    if len(units) <= NAMED:
        return (Section(HEADINGS[Part.TAKING_PART], (Item(listed(units), button),)),)
    more = say_n(
        "{names} and {count} more", "{names} and {count} more", len(units) - NAMED, names=listed(units[:NAMED])
    )
    return (Section(HEADINGS[Part.TAKING_PART], (Item(more, button),)),)


def unit_item(unit: Unit) -> Item:
    """It leads to its ideas."""
    return Item(
        say("{unit}", unit=unit),
        Button(say_in("button", "Show"), FindIdeas(unit=unit.id), name=say("Show: {unit}", unit=unit)),
    )


def idea_item(idea: Moved) -> Item:
    return Item(say("“{title}”: {stage}", title=idea.title, stage=stage_of(idea)), see_button(idea.id, idea.title))


def support_item(idea: Moved) -> Item:
    return Item(say("“{title}”: {tally}", title=idea.title, tally=tally(idea)), see_button(idea.id, idea.title))


def trial_item(trial: Tried) -> Item:
    sentence = say("“{title}”, until {date}", title=trial.title, date=trial.ends_on)
    return Item(sentence, see_button(trial.idea, trial.title))


def decided_item(one: Decided) -> Item:
    sentence = say("“{title}”: {stage}", title=one.title, stage=STAGES[one.stage])
    return Item(sentence, see_button(one.idea, one.title))


def lesson_item(one: Decided) -> Item:
    sentence = say("“{title}”: {lesson}", title=one.title, lesson=cut(one.lesson or "", LESSON))
    return Item(sentence, see_button(one.idea, one.title))


def for_its_reader() -> Text:
    return say("What waits for somebody is shown only to them.")
