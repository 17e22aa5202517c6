"""The words of what trials have taught."""

from collections.abc import Sequence
from dataclasses import replace

from bot.intents import FindLessons, MoreOf
from bot.model import Idea, Subject
from bot.views.common import cut
from bot.views.kinds import Button, Card, Item, Report, Section
from bot.views.settings import find_button
from bot.views.similar import outcome
from bot.views.text import Text, plain, say, say_in

SHOWN = 600
"""Characters of each lesson in the list."""


def lessons(asked: FindLessons, text: str, found: Sequence[Idea], *, more: bool) -> Report:
    """One page of the newest lessons, or of those that have the words."""
    intro = say("Lessons that match “{text}”", text=text) if text else None
    listed = (Section(say("Newest first"), tuple(lesson(idea) for idea in found)),) if found else ()
    return Report(
        title=say_in("title", "Lessons"),
        sections=listed,
        intro=intro if found else nothing(asked, text),
        buttons=(*(next_page(asked, found[-1]) if more else ()), find_button(text)),
    )


def nothing(asked: FindLessons, text: str) -> Text:
    if asked.after:
        return say("There are no more lessons.")
    if text:
        return say("No lessons match “{text}”. Try one word, for example the name of a thing.", text=text)
    return say("No trial has given a lesson yet.")


def next_page(asked: FindLessons, last: Idea) -> tuple[Button, ...]:
    return (Button(say_in("button", "Next page"), replace(asked, after=last.id)),)


def lesson(idea: Idea) -> Item:
    """It leads to what one can do with the idea."""
    more = Button(say_in("button", "More"), MoreOf(idea.id), name=say("More: {title}", title=idea.title))
    return Item(outcome(replace(idea, lesson=cut(idea.lesson or "", SHOWN))), more)


def lesson_card(subject: Subject, idea: Idea) -> Card:
    """In the channels that want lessons."""
    more = Button(say_in("button", "More"), MoreOf(idea.id), name=say("More: {title}", title=idea.title))
    return Card(
        subject,
        say("A lesson: “{title}”", title=idea.title),
        byline=say("{unit}", unit=idea.unit) if idea.unit else None,
        body=(plain(idea.lesson or ""),),
        buttons=(more,),
    )
