"""Challenges: questions that ideas answer, for a time."""

from dataclasses import dataclass
from datetime import date

from bot.model.people import Person
from bot.model.places import Subject


@dataclass(frozen=True, slots=True)
class Challenge:
    """A question to some channels (haaste), asked by `asker` until the end of a day."""

    id: int
    question: str
    about: str
    asker: Person
    account: int
    """The asker's account, which hears what is left unanswered."""
    asked_on: date
    ends_on: date
    ended_on: date | None = None
    """It is over since then."""
    answers: int = 0
    """How many ideas answer it."""
    tried: int = 0
    """How many of them are on trial, or were."""

    @property
    def subject(self) -> Subject:
        return Subject("challenge", self.id)
