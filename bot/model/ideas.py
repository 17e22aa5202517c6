"""Needs and ideas."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.people import Person
from bot.model.places import Subject
from bot.model.units import Unit


class Stage(StrEnum):
    """The life of an idea, as far as it exists today."""

    NEED = "need"
    IDEA = "idea"
    TRIAL = "trial"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Idea:
    """A need or an idea. `author` is None when it was shared anonymously; the time is a date on purpose."""

    id: int
    title: str
    about: str
    unit: Unit | None
    benefits: tuple[str, ...]
    origin: str
    author: Person | None
    stage: Stage
    shared_on: date
    support: int
    lesson: str | None
    credited: str | None = None
    """`author` logged it for somebody else: whose name was written, or nothing."""
    colleague: int | None = None
    """The account of whom it was logged for, until they say that it is theirs."""

    @property
    def subject(self) -> Subject:
        return Subject("idea", self.id)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an idea's stage, with its reason."""

    id: int
    idea: int
    stage: Stage
    reason: str
    by: Person | None
    """Who decided it in a role of theirs."""
