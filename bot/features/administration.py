"""One way to all that an admin sets up."""

from typing import Protocol

from bot.intents import SeeAdministration
from bot.replies import Reply
from bot.turn import People, Turn, handles
from bot.views.administration import ways_report


class Storage(People, Protocol):
    """What this asks of storage: only who asks."""


@handles(SeeAdministration)
async def see(turn: Turn[Storage], intent: SeeAdministration) -> Reply:
    """Reading stores nothing."""
    del turn, intent
    return Reply(show=ways_report())
