"""A named author's changes to their own idea, as long as nothing came of it yet."""

from datetime import date
from typing import Protocol

from bot import telling
from bot.checks import check
from bot.errors import Refusal
from bot.intents import EditIdea, OpenEditing
from bot.model import ASIDE, OPEN, Idea, Subject
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import editing as words
from bot.views import refusals
from bot.views.ideas import ABOUT_LIMIT, TITLE_LIMIT
from bot.views.kinds import Form
from bot.visibility import seen


class Storage(telling.Storage, Protocol):
    """What editing asks of storage."""

    async def hold_idea(self, idea: int) -> Idea | None: ...
    async def edit_idea(self, idea: int, title: str, about: str, day: date) -> None: ...
    async def showing(self, idea: int) -> list[Subject]: ...


@handles(OpenEditing)
async def open_form(turn: Turn[Storage], intent: OpenEditing) -> Reply:
    idea = await to_edit(turn, intent.idea)
    return Reply(show=words.edit_form(EditIdea(idea.id, idea.title, idea.about)))


@asks(EditIdea)
async def form(turn: Turn[Storage], intent: EditIdea) -> Form:
    await to_edit(turn, intent.idea)
    return words.edit_form(intent)


@handles(EditIdea)
async def edit(turn: Turn[Storage], intent: EditIdea) -> Reply:
    """Everything that shows its words is drawn anew, in both chats; whoever follows it is told."""
    idea = await to_edit(turn, intent.idea)
    title, about = " ".join(intent.title.split()), intent.about.strip()
    check(title, TITLE_LIMIT, "title", required=True)
    check(about, ABOUT_LIMIT, "about", required=False)
    if (title, about) == (idea.title, idea.about):
        return Reply(show=words.unchanged())
    await turn.store.edit_idea(idea.id, title, about, turn.today)
    await telling.edited(turn, idea)
    return Reply(show=words.edited(), redraw=tuple(await turn.store.showing(idea.id)))


async def to_edit(turn: Turn[Storage], number: int) -> Idea:
    """The idea, held; refused once it has been tried, decided, hidden or withdrawn."""
    idea = seen(await turn.store.hold_idea(number), turn.account)
    if idea.stage not in OPEN:
        raise Refusal(refusals.not_open(idea.stage) if idea.stage in ASIDE else refusals.already_tried())
    return idea
