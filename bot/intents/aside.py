"""Putting an idea aside with its reason, merging it into another, and opening it again."""

from dataclasses import dataclass
from datetime import date

from bot.intents.base import Fills, Opens


@dataclass(frozen=True, slots=True)
class AskToPark(Opens):
    """Agree on a day when an idea is come back to."""

    idea: int


@dataclass(frozen=True, slots=True)
class ParkIdea(Fills):
    """Come back to an idea on a day."""

    idea: int
    back_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AskToDecline(Opens):
    """Answer an idea: not now."""

    idea: int


@dataclass(frozen=True, slots=True)
class DeclineIdea(Fills):
    """The idea does not go ahead."""

    idea: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AskToMerge(Opens):
    """Choose in which other idea this one continues."""

    idea: int


@dataclass(frozen=True, slots=True)
class MergeIdea(Fills):
    """The idea continues in another one, which its support counts for."""

    idea: int
    into: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AskToReopen(Opens):
    """Open an idea again that was parked, declined or merged."""

    idea: int


@dataclass(frozen=True, slots=True)
class ReopenIdea(Fills):
    """The idea is again what it was before."""

    idea: int
    reason: str = ""
