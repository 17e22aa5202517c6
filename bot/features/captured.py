"""What comes along when a message becomes an idea: of a linked channel its writer and a link, else its text alone."""

from dataclasses import dataclass, replace
from typing import Protocol

from bot.features.roles import of_the_same_chat
from bot.intents import CaptureMessage, ShareIdea
from bot.model import Account, Caller
from bot.turn import People, Turn

LINK = 500
"""Characters of a link; a longer one is left out."""


class Storage(People, Protocol):
    """What that asks of storage: who people are, and which channels are linked."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an idea's text comes from: the account of its writer, and a link to the message."""

    writer: int | None = None
    link: str | None = None


async def along(turn: Turn[Storage], intent: CaptureMessage, idea: ShareIdea) -> ShareIdea:
    """The form's intent; whoever captures a message of their own is named as the author anyway."""
    if await turn.here() is None:
        return replace(idea, captured=True)
    writer = "" if intent.writer == turn.asked.caller.own.id else intent.writer
    return replace(idea, captured=True, writer=writer, link=kept(intent.link))


async def source(turn: Turn[Storage], intent: ShareIdea, me: Account | None) -> Source:
    """What is stored of it: nothing without an author, and nothing that did not come from a linked channel."""
    if me is None or not intent.captured or await turn.here() is None:
        return Source()
    link = kept(intent.link) or None
    if not intent.writer:
        return Source(link=link)
    writer = await turn.store.meet(Caller(of_the_same_chat(me, intent.writer)), turn.now)
    return Source(writer.id if writer.person.id != me.person.id else None, link)


def kept(link: str) -> str:
    """The link; empty where it is too long to keep."""
    return link if len(link) <= LINK else ""
