"""Help: never a dead end."""

from typing import Protocol

from bot import permission
from bot.commands import meaning
from bot.errors import Refusal
from bot.intents import Help, Outdated, SeeAdministration, SeeTour, SendFile, WriteIdea
from bot.replies import Reply
from bot.turn import Turn, handles
from bot.views.common import outdated
from bot.views.guidance import help_report
from bot.views.settings import no_files
from bot.views.tour import tour_report


class Storage(permission.Storage, Protocol):
    """What help asks of storage: only who asks."""


@handles(Help)
async def show_help(turn: Turn[Storage], intent: Help) -> Reply:
    """What can be done here; a text that was not understood can become an idea with one press.

    An admin who asks what there is sees also what only they can do first. Whoever has done nothing here yet is greeted;
    that is not kept.
    """
    admin = not intent.text and await permission.may(turn, SeeAdministration())
    return Reply(show=help_report(intent.text, turn.organisation.contact, admin=admin, new=turn.account is None))


@handles(SeeTour)
async def show_tour(turn: Turn[Storage], intent: SeeTour) -> Reply:
    """The same for everybody: nothing is looked up, and nobody is met."""
    del turn
    return Reply(show=tour_report(intent.page))


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
