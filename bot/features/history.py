"""What became of an idea: drawn under its cards, and in private for those whom it concerns."""

from typing import Protocol

from bot import telling
from bot.features.aside import Successors, continues
from bot.model import Change, Idea, Stage, Subject
from bot.turn import Turn, draws
from bot.views import history as words
from bot.views.editing import edited_card
from bot.views.kinds import Card, Report
from bot.views.news import News, news_report, no_news
from bot.visibility import may_see


class Storage(telling.Storage, Successors, Protocol):
    """What history asks of storage."""

    async def change(self, change: int) -> Change | None: ...
    async def idea(self, idea: int) -> Idea | None: ...
    async def gathered(self, gathering: int) -> list[Change]: ...
    async def gathered_edits(self, gathering: int) -> list[int]: ...


@draws("change")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """Under the idea's card."""
    return await card(turn, Subject("change", number))


@draws("news")
async def draw_news(turn: Turn[Storage], number: int) -> Card | None:
    """In private; it says why one hears it."""
    return await card(turn, Subject("news", number))


@draws("edited")
async def draw_edited(turn: Turn[Storage], number: int) -> Card | None:
    """In private; nothing of an idea that is withdrawn."""
    idea = await turn.store.idea(number)
    return edited_card(Subject("edited", number), idea) if idea and may_see(idea, hangs=True) else None


@draws("gathered")
async def draw_gathered(turn: Turn[Storage], number: int) -> Report:
    """Of each idea what may still be told; nothing of a hidden one."""
    told = [await news(turn, change) for change in await turn.store.gathered(number)]
    told += [await rewritten(turn, idea) for idea in await turn.store.gathered_edits(number)]
    subject, shown = Subject("gathered", number), [one for one in told if one]
    return news_report(subject, shown) if shown else no_news(subject)


async def news(turn: Turn[Storage], change: Change) -> News | None:
    """A change as it is told among others; of a withdrawn idea only that it was."""
    idea = await turn.store.idea(change.idea)
    if idea is None or idea.hidden or not (may_see(idea, hangs=True) or change.stage is Stage.WITHDRAWN):
        return None
    return change, idea, await continues(turn, idea) if change.stage is Stage.MERGED else None


async def rewritten(turn: Turn[Storage], number: int) -> News | None:
    """That an idea has other words, as it is told among changes."""
    idea = await turn.store.idea(number)
    return (None, idea, None) if idea and not idea.hidden and may_see(idea, hangs=True) else None


async def card(turn: Turn[Storage], subject: Subject) -> Card | None:
    """Once the idea was withdrawn, only that it was; nothing more of it leaves in private."""
    change = await turn.store.change(subject.id)
    idea = await turn.store.idea(change.idea) if change else None
    if change is None or idea is None:
        return None
    if may_see(idea, hangs=True):
        into = await continues(turn, idea) if change.stage is Stage.MERGED else None
        return words.change_card(subject, change, idea, into)
    if subject.kind == "news" and change.stage is not Stage.WITHDRAWN:
        return None
    return words.withdrawn_card(subject)
