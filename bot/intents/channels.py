"""Linking a channel to the board."""

from dataclasses import dataclass
from typing import Literal

from bot.intents.base import Changes, Intent, Opens, Personal
from bot.model import Language, Posters


@dataclass(frozen=True, slots=True)
class SeeChannels(Personal):
    """All that are linked, for whoever may change them; from the one at `first` on."""

    first: int = 0


@dataclass(frozen=True, slots=True)
class SetUpChannel(Opens):
    """Open the form that links this channel to the board, or changes the linked `channel` from anywhere."""

    channel: int | None = None


@dataclass(frozen=True, slots=True)
class LinkChannel(Changes):
    """Link this channel to work communities (`unit`, apart by semicolons; empty: the whole organisation).

    People are account ids of this chat. With `channel` that one is changed, from anywhere; its people stay.
    """

    language: Language = Language.FINNISH
    unit: str = ""
    shows: tuple[str, ...] = ("ideas",)
    posters: Posters = Posters.EVERYBODY
    opened: Literal["no", "yes"] = "no"
    supervisor: str = ""
    deputy: str = ""
    renewer: str = ""
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class UnlinkChannel(Intent):
    """Show nothing new in this channel any more, or in the linked `channel`."""

    channel: int | None = None


@dataclass(frozen=True, slots=True)
class CheckChannel(Intent):
    """Find out whether something new can appear in a linked channel now."""

    channel: int
