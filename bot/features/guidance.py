"""Help: never a dead end."""

from typing import Protocol

from bot.commands import meaning
from bot.errors import Refusal
from bot.intents import Help, Outdated, SendFile, WriteIdea
from bot.replies import Reply
from bot.turn import People, Turn, handles
from bot.views.common import outdated
from bot.views.settings import help_notice, no_files


class Storage(People, Protocol):
    """What help asks of storage: only who asks."""


@handles(Help)
async def show_help(turn: Turn[Storage], intent: Help) -> Reply:
    """What can be done here; a text that was not understood can become an idea with one press."""
    del turn
    return Reply(show=help_notice(intent.text))


@handles(SendFile)
async def take_no_file(turn: Turn[Storage], intent: SendFile) -> Reply:
    """What was written beside it is kept, for the form."""
    del turn
    meant = meaning(intent.text)
    return Reply(show=no_files(meant.text if isinstance(meant, WriteIdea) else intent.text))


@handles(Outdated)
async def refuse_outdated(turn: Turn[Storage], intent: Outdated) -> Reply:
    """In the language of whoever pressed it; nothing is stored."""
    del turn, intent
    raise Refusal(outdated())
