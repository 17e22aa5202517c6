"""Permission cards of work communities, and questions about trials that lie outside one."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.model.experiments import Plan
from bot.model.people import Person
from bot.model.places import Subject
from bot.model.units import Role, Unit


@dataclass(frozen=True, slots=True)
class PermissionCard:
    """What a work community may try without asking, beside what holds on every card."""

    unit: Unit
    cost: Decimal | None
    """A trial costs less, in euros; None: no sum was set, 0: it costs nothing."""
    words: str
    days: int
    """Working days in which a question about anything else is answered."""


class PermitState(StrEnum):
    """What has become of a question."""

    WAITING = "waiting"
    GRANTED = "granted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Promise:
    """By when an answer is promised, and who is asked after that, and when; no `due_at`: nobody more."""

    answer_by: date
    step: Role
    due_at: datetime | None
    weekly: bool = False
    """Everybody was asked: it comes back to the last of them once a week."""


@dataclass(frozen=True, slots=True)
class Permit:
    """The question whether a trial may start. Asked again after a no, it keeps that reason until the next answer."""

    id: int
    idea: int
    title: str
    unit: Unit | None
    plan: Plan
    asker: Person
    account: int
    """The asker's account, whose trial it becomes."""
    asked_on: date
    answer_by: date
    state: PermitState
    step: Role
    """Who is asked next, if nobody answers."""
    by: Person | None = None
    reason: str = ""
    review_on: date | None = None
    weekly: bool = False
    """Everybody was asked: it comes back to the last of them once a week."""

    @property
    def subject(self) -> Subject:
        return Subject("permit", self.id)
