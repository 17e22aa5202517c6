"""The words of what trials have taught."""

from collections.abc import Sequence
from dataclasses import replace

from bot.intents import MoreOf
from bot.model import Idea, Subject
from bot.views.common import CUT
from bot.views.kinds import Button, Card, Item, Report, Section
from bot.views.similar import outcome
from bot.views.text import plain, say, say_in

QUOTED = 100
"""Characters of a search that are looked for, and repeated to who asks."""
SHOWN = 600
"""Characters of each lesson in the list."""


def lessons(text: str, found: Sequence[Idea]) -> Report:
    """The newest lessons, or those that have the words."""
    intro = say("Lessons that match “{text}”", text=text) if text else None
    if not found:
        nothing = say("No lessons match “{text}”. Try one word, for example the name of a thing.", text=text)
        intro = nothing if text else say("No trial has given a lesson yet.")
    listed = (Section(say("Newest first"), tuple(lesson(idea) for idea in found)),) if found else ()
    return Report(title=say_in("title", "Lessons"), sections=listed, intro=intro)


def lesson(idea: Idea) -> Item:
    """It leads to what one can do with the idea."""
    more = Button(say_in("button", "More"), MoreOf(idea.id), name=say("More: {title}", title=idea.title))
    told = idea.lesson or ""
    cut = told if len(told) <= SHOWN else told[: SHOWN - 1] + CUT
    return Item(outcome(replace(idea, lesson=cut)), more)


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
