"""The words of ideas that somebody puts into a message of their own."""

from datetime import date

from bot.model import Idea
from bot.views.finding import line_of
from bot.views.kinds import Card, Fact, Link
from bot.views.stages import stage_of, tally
from bot.views.text import Text, Words, plain, say, say_in


def title(idea: Idea) -> Words:
    """In the list, which only the asker sees."""
    return plain(idea.title)


def line_of_way(idea: Idea) -> Text:
    """The same, where outsiders may read the message."""
    return say("{line} Only a link is put here: outsiders may be reading.", line=line_of(idea))


def idea_put_in(idea: Idea, day: date, way: str | None) -> Card:
    """As it was on that day: a message of somebody's own is never drawn anew, nor taken back.

    So it has the title, which its asker could type as well, and nothing else that people wrote, nor anybody's name.
    """
    unit = (Fact(say("Work community"), say("{unit}", unit=idea.unit)),) if idea.unit else ()
    return Card(
        subject=idea.subject,
        title=plain(idea.title),
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


def nothing_here() -> Text:
    """Where only links are put in, and no idea has one."""
    return say("Outsiders may be reading here, so no idea is put here. Look for ideas in your own chat with Latu.")
