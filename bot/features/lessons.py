"""Lessons: what trials have taught, searched in plain words."""

from collections.abc import Sequence
from typing import Protocol

from bot.intents import FindLessons
from bot.model import Idea, Stage, Subject
from bot.replies import Reply
from bot.turn import People, Turn, draws, handles
from bot.views import lessons as words
from bot.views.kinds import Card

MOST = 10
MOST_WORDS = 8
LEAST_ALIKE = 0.45
"""Of a word's trigrams: `avaimet` shares a half with `avainlaatikko`, and `kokous` less than this with `kokeilu`."""


class Storage(People, Protocol):
    """What lessons ask of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def lessons(self, words: Sequence[str], language: str, least: float, limit: int) -> Sequence[Idea]: ...


@handles(FindLessons)
async def find(turn: Turn[Storage], intent: FindLessons) -> Reply:
    """The newest that have all the words. Reading stores nothing."""
    text = " ".join(intent.text.split())[: words.QUOTED]
    found = await turn.store.lessons(text.split()[:MOST_WORDS], turn.language, LEAST_ALIKE, MOST)
    return Reply(show=words.lessons(text, found))


@draws("lesson")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    idea = await turn.store.idea(number)
    if idea is None or not idea.lesson or idea.stage is Stage.WITHDRAWN:
        return None
    return words.lesson_card(Subject("lesson", number), idea)
