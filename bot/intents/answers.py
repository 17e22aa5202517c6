"""Answering an idea, and looking at what waits for oneself."""

from dataclasses import dataclass
from datetime import date

from bot.intents.base import Fills, Opens, Personal
from bot.model import AnswerKind, Awaited


@dataclass(frozen=True, slots=True)
class OpenAnswer(Opens):
    """Answer an idea."""

    idea: int


@dataclass(frozen=True, slots=True)
class AnswerIdea(Fills):
    """The answer with its reason; “not now” with a day is come back to."""

    idea: int
    kind: AnswerKind | None = None
    reason: str = ""
    back_on: date | None = None


@dataclass(frozen=True, slots=True)
class SeeWaiting(Personal):
    """What waits for whoever asks."""

    first: int = 0


@dataclass(frozen=True, slots=True)
class SeeAwaited(Personal):
    """One thing that waits, with everything that can be done about it."""

    kind: Awaited
    number: int
