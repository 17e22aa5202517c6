"""The leadership's overview, and its sheets."""

from dataclasses import dataclass
from datetime import date

from bot.intents.base import Intent, Personal


@dataclass(frozen=True, slots=True)
class SeeOverview(Personal):
    """Traffic lights, goals and open decisions, for the leadership."""


@dataclass(frozen=True, slots=True)
class FetchPack(Personal):
    """The same as sheets, in one's own chat."""


@dataclass(frozen=True, slots=True)
class TakePack(Intent):
    """Yes to the file that was offered in a quarter, named by its first day."""

    quarter: date


@dataclass(frozen=True, slots=True)
class LeavePack(Intent):
    """No to the file that was offered."""
