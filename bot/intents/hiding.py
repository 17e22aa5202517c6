"""Hiding an idea or a comment, showing it again, and what its author says."""

from dataclasses import dataclass
from typing import Literal

from bot.intents.base import Fills, Opens

What = Literal["idea", "comment"]


@dataclass(frozen=True, slots=True)
class AskToHide(Opens):
    """Open the form that asks why."""

    what: What
    number: int


@dataclass(frozen=True, slots=True)
class Hide(Fills):
    """Its text is seen by nobody, and erased after some days."""

    what: What
    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AskToShow(Opens):
    """Open the form that asks why it is shown again."""

    what: What
    number: int


@dataclass(frozen=True, slots=True)
class ShowAgain(Fills):
    """Everybody sees it again."""

    what: What
    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenAppeal(Opens):
    """Open the form in which the author answers."""

    hiding: int


@dataclass(frozen=True, slots=True)
class AnswerHiding(Fills):
    """What the author says about it."""

    hiding: int
    words: str = ""
