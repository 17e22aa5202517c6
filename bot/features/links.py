"""Links to ideas: an address that tells nothing, and the ways from there into the chats."""

import re
import secrets
from typing import Protocol

from bot.errors import Refusal
from bot.intents import ShowLink
from bot.model import Channel, Idea, LinksWritten, Place, Subject
from bot.replies import Reply
from bot.turn import People, Turn, draws, handles, hears
from bot.views import inserting as put_in
from bot.views import links as words
from bot.views import refusals
from bot.views.history import withdrawn_card
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
    async def show_below(self, subject: Subject, place: Place, message: str, language: str) -> None: ...


async def ways(turn: Turn[Storage], idea: Idea) -> tuple[Button, ...]:
    """The way to the link, where there is one."""
    leads = turn.organisation.web or await card_here(turn, idea)
    return (words.link_button(idea.id),) if leads else ()


async def card_here(turn: Turn[Storage], idea: Idea) -> str | None:
    """The address of its card in the asker's own chat, as that chat has told it."""
    return (await turn.store.permalinks(idea.id)).get(turn.asked.caller.own.platform)


@handles(ShowLink)
async def show(turn: Turn[Storage], intent: ShowLink) -> Reply:
    """The chat's own, and that of the page: the same for everybody who asks, its random part is made once."""
    idea = seen(await turn.store.idea(intent.idea), turn.account)
    card, web, page = await card_here(turn, idea), turn.organisation.web, None
    if web is not None:
        page = f"{web}{PATH}{await turn.store.named_page(idea.id, secrets.token_hex(BYTES))}"
    if card is None and page is None:
        raise Refusal(refusals.not_found())
    return Reply(show=words.link_shown(idea, card, page))


async def led_to(turn: Turn[Storage], name: str) -> Idea | None:
    """The idea behind an address, if its words are shown at all."""
    number = await turn.store.idea_at(name) if NAME.fullmatch(name) else None
    idea = await turn.store.idea(number) if number else None
    return idea if idea and may_see(idea) else None


async def behind(turn: Turn[Storage], address: str, place: Place) -> tuple[Idea, Channel] | None:
    """The idea that a link shows to everybody who reads in a linked channel; else nothing.

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
    return (idea, channel) if may_preview(idea, channel, hangs=hangs) else None


async def preview(turn: Turn[Storage], address: str, place: Place) -> tuple[Card, str] | None:
    """What comes along in a message that nobody can draw anew."""
    found = await behind(turn, address, place)
    return (put_in.idea_put_in(found[0], turn.today, None), found[1].language) if found else None


@hears(LinksWritten)
async def written(turn: Turn[Storage], event: LinksWritten) -> Reply:
    """What is shown below the message is a copy of ours: hidden or changed later, it says so."""
    for copy, address in event.links:
        if found := await behind(turn, address, event.place):
            idea, channel = found
            await turn.store.show_below(Subject("preview", idea.id), channel.place, copy, channel.language)
    return Reply()


@draws("preview")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """Nobody presses anything there: it is below somebody's own message."""
    idea = await turn.store.idea(number)
    if idea is None:
        return None
    subject = Subject("preview", number)
    return words.preview_card(subject, idea, turn.today) if may_see(idea) else withdrawn_card(subject)
