"""What somebody is to what is asked about."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.places import Home
from bot.model.units import Role


class Standing(StrEnum):
    """The roles of a work community by the same names as in `Role`, and what is personal."""

    ADMIN = "admin"
    """Of the installation."""
    WORKSPACE_ADMIN = "workspace_admin"
    """Of the workspace of the channel that it is about, or where it is asked."""
    SUPERVISOR = Role.SUPERVISOR.value
    DEPUTY = Role.DEPUTY.value
    RENEWER = Role.RENEWER.value
    LEADERSHIP = Role.LEADERSHIP.value
    HR = Role.HR.value
    STEWARD = Role.STEWARD.value
    AUTHOR = "author"
    """Shared the idea with the own name, or wrote the comment."""
    COLLEAGUE = "colleague"
    """The quick trial was logged for them."""
    OWNER = "owner"
    """Tries it; once they have left, whoever helps the work community."""
    ASKER = "asker"
    """Asked whether the trial may start, or asked the challenge that the idea answers, or linked the channel."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom something concerns: its work community, and persons by their ids."""

    unit: int | None = None
    anywhere: bool = False
    """Nothing in particular: whoever has a role in any work community has it here."""
    author: int | None = None
    colleague: int | None = None
    owner: int | None = None
    left: bool = False
    """The owner is no member any more."""
    asker: int | None = None
    platform: str | None = None
    """Of a channel: the chat that it is in, and `home` the workspace or tenant there."""
    home: str | None = None

    @property
    def workspace(self) -> Home | None:
        """Where a channel is."""
        return (self.platform, self.home) if self.platform and self.home else None
