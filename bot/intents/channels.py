"""Linking a channel to the board."""

from dataclasses import dataclass

from bot.intents.base import Fills, Intent, Opens
from bot.model import Language


@dataclass(frozen=True, slots=True)
class SetUpChannel(Opens):
    """Open the form that links this channel to the board."""


@dataclass(frozen=True, slots=True)
class LinkChannel(Fills):
    """Link this channel to a work community (empty: the whole organisation); people are account ids of this chat."""

    language: Language = Language.FINNISH
    unit: str = ""
    supervisor: str = ""
    deputy: str = ""
    renewer: str = ""
    cooperation: str = ""


@dataclass(frozen=True, slots=True)
class UnlinkChannel(Intent):
    """Show nothing new in this channel any more."""
