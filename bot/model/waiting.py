"""What waits for somebody: to be answered, decided, helped with, or come back to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Awaited(StrEnum):
    """What is awaited, in the order in which it is told."""

    PERMISSION = "permission"
    ANSWER = "answer"
    HELP = "help"
    DECISION = "decision"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for one person."""

    kind: Awaited
    number: int
    """Of the question about permission, of the idea without an answer, of the question about a trial, or of the one
    about a parked idea."""
    title: str
    day: date
    """By when it was promised, when help was asked for, when the trial ended, or when it was to be come back to."""
    passed: bool
    """An answer was promised by a day that has passed."""
    own: bool
    """They decide about it; of somebody else's trial one can only help its people to decide."""
    unit: int | None = None
