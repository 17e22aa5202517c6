"""The audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.model.people import Person


@dataclass(frozen=True, slots=True)
class Noted:
    """One line: who changed or decided what, and when; with the names of whom and what it is about, as they are now."""

    id: int
    at: datetime
    by: Person | None
    what: str
    details: Mapping[str, str]
    title: str | None = None
    """Of the idea that was decided on; None once it is withdrawn or hidden."""
    whom: Person | None = None
    """Who was given a role."""
