"""The permission card of a work community."""

from dataclasses import dataclass

from bot.intents.base import Changes, Intent, Opens, Personal


@dataclass(frozen=True, slots=True)
class SeePermissionCard(Personal):
    """What may be tried without asking; without a work community, that of the channel or one's own."""

    unit: int | None = None
    first: int = 0
    """Of several to choose from."""


@dataclass(frozen=True, slots=True)
class EditPermissionCard(Opens):
    """Open the form that writes a work community's card."""

    unit: int


@dataclass(frozen=True, slots=True)
class SavePermissionCard(Changes):
    """A work community's card; numbers are as people write them."""

    unit: int
    cost: str = ""
    words: str = ""
    days: str = ""


@dataclass(frozen=True, slots=True)
class RemovePermissionCard(Intent):
    """The work community has no card any more: everything small may be tried."""

    unit: int
