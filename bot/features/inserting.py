"""What somebody finds while writing a message, and puts into it: cards that all may read who read there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.features import finding
from bot.intents import FindIdeas, FindLessons
from bot.model import Channel, Idea, Place
from bot.ports import Finds, Found
from bot.turn import Turn
from bot.views import inserting as words
from bot.visibility import may_list, may_preview


class Storage(finding.Storage, Protocol):
    """What this asks of storage."""

    async def looked_at(self, place: Place) -> bool: ...
    async def hanging(self, ideas: Sequence[int], place: Place) -> set[int]: ...
    async def ways_to(self, ideas: Sequence[int], platform: str) -> dict[int, str]: ...
    async def lessons(
        self,
        words: Sequence[str],
        least: float,
        limit: int,
        after: int | None,
        *,
        skip: int = ...,
        linked_in: str | None = ...,
    ) -> Sequence[Idea]: ...


async def find(turn: Turn[Storage], asked: FindIdeas | FindLessons, skip: int, most: int) -> Finds:
    """The newest, or those with the words; where outsiders may read, those of which a card leads to the idea."""
    place, platform = turn.asked.place, turn.asked.caller.own.platform
    channel = await turn.store.channel(place) if place else None
    inside = place is None or await open_to_members_only(turn, channel)
    asked = replace(asked, text=finding.tidy(asked.text))
    telling, lessons = await finding.telling(turn, asked.text), isinstance(asked, FindLessons)
    search = found_lessons if lessons else found_ideas
    ideas = await search(turn, telling, most, skip, None if inside else platform)
    ways = await turn.store.ways_to([one.id for one in ideas], platform)
    shown = await shown_to_all(turn, ideas, channel)
    every = (one_found(turn, one, ways.get(one.id), shown=one.id in shown, lesson=lessons) for one in ideas)
    results = tuple(one for one in every if one)
    if not results and not skip:
        missing = inside or not await search(turn, telling, 1, 0, None)
        return Finds(turn.language, instead=words.nothing(asked) if missing else words.nothing_here(lessons=lessons))
    return Finds(turn.language, channel.language if channel else turn.language, results)


async def found_lessons(
    turn: Turn[Storage], telling: Sequence[str], most: int, skip: int, linked_in: str | None
) -> Sequence[Idea]:
    """The same of those that have taught something."""
    return await turn.store.lessons(telling, finding.LEAST_ALIKE, most, None, skip=skip, linked_in=linked_in)


async def found_ideas(
    turn: Turn[Storage], telling: Sequence[str], most: int, skip: int, linked_in: str | None
) -> Sequence[Idea]:
    """The newest with the words; `linked_in`: of those to which a card in this chat leads."""
    return await turn.store.found(telling, finding.LEAST_ALIKE, most, skip=skip, linked_in=linked_in)


async def open_to_members_only(turn: Turn[Storage], channel: Channel | None) -> bool:
    """Whether every idea may be shown there: whatever has no way to it is left out elsewhere."""
    return channel is not None and may_list(channel) and await turn.store.looked_at(channel.place)


async def shown_to_all(turn: Turn[Storage], ideas: Sequence[Idea], channel: Channel | None) -> set[int]:
    """The numbers of the ideas whose words everybody who reads there may read; all of them in one's own chat."""
    place = turn.asked.place
    if place is None:
        return {one.id for one in ideas}
    if channel is None or not await turn.store.looked_at(place):
        return set()
    hanging = await turn.store.hanging([one.id for one in ideas], place)
    return {one.id for one in ideas if may_preview(one, channel, hangs=one.id in hanging)}


def one_found(turn: Turn[Storage], idea: Idea, way: str | None, *, shown: bool, lesson: bool) -> Found | None:
    """What would be put in: the idea, or the way to it; None where there is neither."""
    title, line = words.title(idea), words.line(idea, lesson=lesson)
    if shown:
        return Found(title, line, words.idea_put_in(idea, turn.today, way, lesson=lesson))
    return Found(title, words.line_of_way(line), words.way_put_in(idea, way)) if way else None
