"""Joining one's accounts, and parting them."""

from dataclasses import dataclass

from bot.intents.base import Fills, Intent, Opens, Personal


@dataclass(frozen=True, slots=True)
class ShowCode(Personal):
    """Show a code that joins one's other account to this one."""


@dataclass(frozen=True, slots=True)
class EnterCode(Opens):
    """Open the form that takes a code from the other chat."""


@dataclass(frozen=True, slots=True)
class Join(Fills):
    """Join this account with the one that showed the code."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Part(Intent):
    """Undo a join: this account is a person of its own again."""
