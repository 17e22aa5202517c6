"""The words of ideas and lessons that somebody puts into a message of their own."""

from datetime import date

from bot.intents import FindIdeas, FindLessons
from bot.model import Idea
from bot.views import finding, lessons
from bot.views.common import beginning
from bot.views.kinds import Card, Fact, Link
from bot.views.stages import stage_of, tally
from bot.views.text import Text, Words, plain, say, say_in

SHOWN = 200
"""Characters of a lesson in the list: its line has little room."""


def title(idea: Idea) -> Words:
    """In the list, which only the asker sees."""
    return plain(idea.title)


def line(idea: Idea, *, lesson: bool) -> Text:
    """Below it, for the same eyes: where it stands, or what it has taught."""
    if lesson:
        return say("{stage}. {lesson}", stage=stage_of(idea), lesson=beginning(idea.lesson or "", SHOWN))
    return finding.line_of(idea)


def line_of_way(line: Text) -> Text:
    """The same, where outsiders may read the message."""
    return say("{line} Only a link is put here: outsiders may be reading.", line=line)


def idea_put_in(idea: Idea, day: date, way: str | None, *, lesson: bool = False) -> Card:
    """As it was on that day: a message of somebody's own is never drawn anew, nor taken back.

    So it has the title, which its asker could type as well, and nothing else that people wrote, nor anybody's name: of
    a lesson only that there is one.
    """
    unit = (Fact(say("Work community"), say("{unit}", unit=idea.unit)),) if idea.unit else ()
    return Card(
        subject=idea.subject,
        title=say("A lesson: “{title}”", title=idea.title) if lesson else plain(idea.title),
        facts=(
            *unit,
            Fact(say_in("label", "Stage"), stage_of(idea)),
            Fact(say_in("label", "Support"), tally(idea)),
        ),
        note=say("As it was on {date}.", date=day),
        link=way_to(way) if way else None,
    )


def way_put_in(idea: Idea, way: str) -> Card:
    """Shows nothing of it."""
    return Card(
        subject=idea.subject,
        title=say("An idea in Latu"),
        body=(say("Whoever sees the channel where it hangs can open it there."),),
        link=way_to(way),
    )


def way_to(address: str) -> Link:
    return Link(say("Open the idea"), address)


def nothing(asked: FindIdeas | FindLessons) -> Text:
    """In place of the list."""
    return lessons.nothing(asked, asked.text) if isinstance(asked, FindLessons) else finding.nothing(asked, asked.text)


def nothing_here(*, lessons: bool) -> Text:
    """Where only links are put in, and none of them has one."""
    if lessons:
        return say("Outsiders may be reading here, so no lesson is put here. Look for them in your own chat with Latu.")
    return say("Outsiders may be reading here, so no idea is put here. Look for ideas in your own chat with Latu.")
