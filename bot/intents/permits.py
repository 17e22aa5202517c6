"""Answering whether a trial outside the permission card may start."""

from dataclasses import dataclass
from datetime import date

from bot.intents.base import Fills, Intent, Opens


@dataclass(frozen=True, slots=True)
class AllowTrial(Intent):
    """Yes: it starts today."""

    permit: int


@dataclass(frozen=True, slots=True)
class OpenNotNow(Opens):
    """Open the form that says: not now."""

    permit: int


@dataclass(frozen=True, slots=True)
class SayNotNow(Fills):
    """Not now, with the reason, and the day on which it is asked again."""

    permit: int
    reason: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class StopAsking(Intent):
    """Take back one's own question."""

    permit: int
