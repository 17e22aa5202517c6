"""The words of what waits for somebody: each line a sentence, and a button that acts or opens its form."""

from collections.abc import Sequence

from bot.intents import OpenAnswer, OpenHelp, SeeAwaited, SeeWaiting
from bot.model import Awaited, Waiting
from bot.views.kinds import Button, Item, Report, Section
from bot.views.listing import page_of
from bot.views.text import Text, say, say_in

HEADINGS = {
    Awaited.PERMISSION: say("Questions about permission"),
    Awaited.ANSWER: say("Ideas without an answer"),
    Awaited.HELP: say("Trials that hope for help"),
    Awaited.DECISION: say("Trials that have ended"),
    Awaited.REVIEW: say("Ideas to come back to"),
}


def waiting_report(waiting: Sequence[Waiting], first: int = 0) -> Report:
    """The list of one person, the most pressing first; never about anybody's lateness."""
    sections, more = page_of(by_kind(waiting), first, SeeWaiting)
    return Report(
        title=say("What waits for you"),
        sections=sections,
        intro=None if waiting else nothing_waits(),
        buttons=more,
    )


def by_kind(waiting: Sequence[Waiting]) -> tuple[Section, ...]:
    sections = (
        Section(heading, tuple(waiting_item(one) for one in waiting if one.kind is kind))
        for kind, heading in HEADINGS.items()
    )
    return tuple(one for one in sections if one.items)


def nothing_waits() -> Text:
    return say("Nothing is waiting for you now.")


def waiting_item(one: Waiting) -> Item:
    return Item(sentence(one), button(one))


def sentence(one: Waiting) -> Text:
    """What is awaited; an answer also by when, until that day has passed."""
    match one.kind:
        case Awaited.PERMISSION:
            return say("The trial “{title}” awaits permission", title=one.title)
        case Awaited.ANSWER if one.passed:
            return say("The idea “{title}” awaits an answer", title=one.title)
        case Awaited.ANSWER:
            return say("The idea “{title}” awaits an answer by {date}", title=one.title, date=one.day)
        case Awaited.HELP:
            return say("The trial “{title}” hopes for help", title=one.title)
        case Awaited.DECISION:
            return say("The trial “{title}” awaits a decision", title=one.title)
        case Awaited.REVIEW:
            return say("It is time to come back to the idea “{title}”", title=one.title)


def button(one: Waiting) -> Button:
    """Opens its form, or shows everything that can be decided about it."""
    answer, look = say_in("button", "Answer"), SeeAwaited(one.kind, one.number)
    answer_it = say("Answer: {title}", title=one.title)
    match one.kind:
        case Awaited.PERMISSION:
            return Button(answer, look, name=answer_it)
        case Awaited.ANSWER:
            return Button(answer, OpenAnswer(one.number), name=answer_it)
        case Awaited.HELP:
            return Button(answer, OpenHelp(one.number), name=answer_it)
        case Awaited.DECISION if not one.own:
            help_it = say("Offer help: {title}", title=one.title)
            return Button(say_in("button", "Offer help"), OpenHelp(one.number), name=help_it)
        case _:
            return Button(say_in("button", "Decide"), look, name=say("Decide: {title}", title=one.title))
