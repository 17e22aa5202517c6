"""What admins set up."""

from dataclasses import dataclass

from bot.intents.base import Personal


@dataclass(frozen=True, slots=True)
class SeeAdministration(Personal):
    """All that an admin can set up, with the ways there."""
