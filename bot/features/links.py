"""Links to ideas: an address that tells nothing, and the ways from there into the chats."""

import re
import secrets
from dataclasses import replace
from typing import Protocol

from bot.errors import Refusal
from bot.intents import ShowLink
from bot.model import Idea, Place, Subject
from bot.replies import Reply
from bot.turn import People, Turn, drawers, handles
from bot.views import links as words
from bot.views import refusals
from bot.views.kinds import Button, Card
from bot.visibility import may_preview, may_see, seen

BYTES = 16
"""128 bits: nobody guesses an address."""
NAME = re.compile(rf"[0-9a-f]{{{2 * BYTES}}}", re.ASCII)
PATH = "/i/"


class Storage(People, Protocol):
    """What links ask of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def named_page(self, idea: int, name: str) -> str: ...
    async def idea_at(self, name: str) -> int | None: ...
    async def permalinks(self, idea: int) -> dict[str, str]: ...
    async def looked_at(self, place: Place) -> bool: ...
    async def copy_of(self, subject: Subject, place: Place) -> str | None: ...


def ways(turn: Turn[Storage], idea: Idea) -> tuple[Button, ...]:
    """The way to the link, where its page can be reached."""
    return (words.link_button(idea.id),) if turn.organisation.web else ()


@handles(ShowLink)
async def show(turn: Turn[Storage], intent: ShowLink) -> Reply:
    """The same link for everybody who asks; the random part is made once."""
    idea = seen(await turn.store.idea(intent.idea), turn.account)
    if turn.organisation.web is None:
        raise Refusal(refusals.not_found())
    name = await turn.store.named_page(idea.id, secrets.token_hex(BYTES))
    return Reply(show=words.link_shown(idea, f"{turn.organisation.web}{PATH}{name}"))


async def led_to(turn: Turn[Storage], name: str) -> Idea | None:
    """The idea behind an address, if its words are shown at all."""
    number = await turn.store.idea_at(name) if NAME.fullmatch(name) else None
    idea = await turn.store.idea(number) if number else None
    return idea if idea and may_see(idea) else None


async def preview(turn: Turn[Storage], address: str, place: Place) -> tuple[Card, str] | None:
    """The card as it is now, without its buttons, for everybody who reads in a linked channel; else nothing.

    Of other channels nobody has said who may read there.
    """
    root, given = f"{turn.organisation.web}{PATH}", address.partition("?")[0]
    channel = await turn.store.channel(place)
    if turn.organisation.web is None or not given.startswith(root) or channel is None:
        return None
    idea = await led_to(turn, given.removeprefix(root))
    if idea is None or not await turn.store.looked_at(place):
        return None
    hangs = await turn.store.copy_of(idea.subject, place) is not None
    if not may_preview(idea, channel, hangs=hangs):
        return None
    card = (await drawers["idea"](replace(turn, language=channel.language), [idea.id])).get(idea.id)
    return (replace(card, buttons=()), channel.language) if isinstance(card, Card) else None
