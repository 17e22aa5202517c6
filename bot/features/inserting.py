"""Ideas that somebody finds while writing a message, and puts into it: cards that all may read who read there."""

from collections.abc import Sequence
from typing import Protocol

from bot.features import finding
from bot.intents import FindIdeas
from bot.model import Channel, Idea, Place
from bot.ports import Finds, Found
from bot.turn import Turn
from bot.views import inserting as words
from bot.views.finding import line_of, nothing
from bot.visibility import may_preview


class Storage(finding.Storage, Protocol):
    """What this asks of storage."""

    async def looked_at(self, place: Place) -> bool: ...
    async def hanging(self, ideas: Sequence[int], place: Place) -> set[int]: ...
    async def ways_to(self, ideas: Sequence[int], platform: str) -> dict[int, str]: ...


async def find(turn: Turn[Storage], text: str, skip: int, most: int) -> Finds:
    """The newest, or those with the words; where outsiders may read, those of which a card leads to the idea."""
    place, platform = turn.asked.place, turn.asked.caller.own.platform
    channel = await turn.store.channel(place) if place else None
    inside = place is None or (channel is not None and not channel.wishes.opened)
    asked = finding.tidy(text)
    ideas = await turn.store.found(
        await finding.telling(turn, asked),
        finding.LEAST_ALIKE,
        most,
        unit=None,
        person=None,
        supporter=None,
        supported=False,
        after=None,
        backed=None,
        skip=skip,
        linked_in=None if inside else platform,
    )
    ways = await turn.store.ways_to([one.id for one in ideas], platform)
    shown = await shown_to_all(turn, ideas, channel)
    every = (one_found(turn, one, ways.get(one.id), shown=one.id in shown) for one in ideas)
    found = tuple(one for one in every if one)
    if not found and not skip:
        none = nothing(FindIdeas(asked), asked) if inside or asked else words.nothing_here()
        return Finds(turn.language, instead=none)
    return Finds(turn.language, channel.language if channel else turn.language, found)


async def shown_to_all(turn: Turn[Storage], ideas: Sequence[Idea], channel: Channel | None) -> set[int]:
    """Those whose words all may read who read there, as with a link; in one's own chat nobody else does."""
    place = turn.asked.place
    if place is None:
        return {one.id for one in ideas}
    if channel is None or not await turn.store.looked_at(place):
        return set()
    hanging = await turn.store.hanging([one.id for one in ideas], place)
    return {one.id for one in ideas if may_preview(one, channel, hangs=one.id in hanging)}


def one_found(turn: Turn[Storage], idea: Idea, way: str | None, *, shown: bool) -> Found | None:
    """What would be put in: the idea, or the way to it; None where there is neither."""
    if shown:
        return Found(words.title(idea), line_of(idea), words.idea_put_in(idea, turn.today, way))
    return Found(words.title(idea), words.line_of_way(idea), words.way_put_in(idea, way)) if way else None
