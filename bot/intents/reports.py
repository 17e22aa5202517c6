"""Reporting an idea or a comment, and leaving it as it is."""

from dataclasses import dataclass

from bot.intents.base import Fills, Intent, Opens
from bot.intents.hiding import What


@dataclass(frozen=True, slots=True)
class OpenReport(Opens):
    """Open the form that asks why somebody should look at it."""

    what: What
    number: int


@dataclass(frozen=True, slots=True)
class SendReport(Fills):
    """Somebody should look at this; `sort` says what it is about, if that was chosen."""

    what: What
    number: int
    why: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class LeaveIt(Intent):
    """What was reported stays as it is."""

    complaint: int
