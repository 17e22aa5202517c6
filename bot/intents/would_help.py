"""Saying that an idea would help another work community too."""

from dataclasses import dataclass

from bot.intents.base import Fills, Intent, Opens


@dataclass(frozen=True, slots=True)
class OpenWouldHelp(Opens):
    """Open the form that asks which work community."""

    idea: int


@dataclass(frozen=True, slots=True)
class SayWouldHelp(Fills):
    """It would help this work community too; again changes nothing."""

    idea: int
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class TakeUnitBack(Intent):
    """Take back what one said oneself of a work community."""

    idea: int
    unit: int
