"""What is hidden from everybody, and what people report."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.places import Subject
from bot.model.units import Role


class HidingState(StrEnum):
    """What has become of something that was hidden."""

    HIDDEN = "hidden"
    SHOWN = "shown"
    """Again."""
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Hiding:
    """An idea or a comment that somebody hid in a role of theirs; nothing of its text, and not who wrote it."""

    id: int
    thing: Subject
    """`idea:7` or `comment:3`."""
    idea: int
    """The idea itself, or the one that was commented on."""
    reason: str
    role: Role | None
    """None: an admin."""
    by: int
    """The account."""
    until: date
    """On this day its text is erased."""
    state: HidingState
    written_on: date
    """When what is hidden was shared or written."""
    again: str = ""
    """Why it is shown again."""
    answer: str = ""
    """What its author said."""

    @property
    def subject(self) -> Subject:
        return Subject("hiding", self.id)


class ComplaintState(StrEnum):
    """What has become of what people reported."""

    WAITING = "waiting"
    HIDDEN = "hidden"
    LEFT = "left"
    REMOVED = "removed"
    """By its author."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What people reported about one thing: how many did, and what the latest of them wrote; no names."""

    id: int
    thing: Subject
    idea: int
    state: ComplaintState
    count: int
    said: tuple[tuple[str, str], ...] = ()
    """What it is about, as it was chosen, and why; oldest first."""

    @property
    def subject(self) -> Subject:
        return Subject("complaint", self.id)
