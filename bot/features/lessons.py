"""Lessons: what trials have taught, searched in plain words."""

from collections.abc import Sequence
from typing import Protocol

from bot.features import finding
from bot.intents import FindLessons
from bot.model import Idea, Stage, Subject
from bot.replies import Reply
from bot.turn import Turn, draws, handles
from bot.views import lessons as words
from bot.views.kinds import Card

PAGE = 10


class Storage(finding.Words, Protocol):
    """What lessons ask of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def lessons(self, words: Sequence[str], least: float, limit: int, after: int | None) -> Sequence[Idea]: ...


@handles(FindLessons)
async def find(turn: Turn[Storage], intent: FindLessons) -> Reply:
    """The newest that have all the words, and the way to the next. Reading stores nothing."""
    text = finding.tidy(intent.text)
    found = await turn.store.lessons(await finding.telling(turn, text), finding.LEAST_ALIKE, PAGE + 1, intent.after)
    return Reply(show=words.lessons(intent, text, found[:PAGE], more=len(found) > PAGE))


@draws("lesson")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    idea = await turn.store.idea(number)
    if idea is None or not idea.lesson or idea.stage is Stage.WITHDRAWN:
        return None
    return words.lesson_card(Subject("lesson", number), idea)
