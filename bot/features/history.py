"""What became of an idea: drawn under its cards, and in private for those whom it concerns."""

from typing import Protocol

from bot import telling
from bot.model import Change, Idea, Stage, Subject
from bot.turn import Turn, draws
from bot.views import history as words
from bot.views.kinds import Card


class Storage(telling.Storage, Protocol):
    """What history asks of storage."""

    async def change(self, change: int) -> Change | None: ...
    async def idea(self, idea: int) -> Idea | None: ...


@draws("change")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """Under the idea's card."""
    return await card(turn, Subject("change", number))


@draws("news")
async def draw_news(turn: Turn[Storage], number: int) -> Card | None:
    """In private; it says why one hears it."""
    return await card(turn, Subject("news", number))


async def card(turn: Turn[Storage], subject: Subject) -> Card | None:
    """Nothing once the idea was withdrawn, but that it was."""
    change = await turn.store.change(subject.id)
    idea = await turn.store.idea(change.idea) if change else None
    if change is None or idea is None:
        return None
    if idea.stage is Stage.WITHDRAWN and change.stage is not Stage.WITHDRAWN:
        return None
    return words.change_card(subject, change, idea)
