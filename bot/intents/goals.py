"""Goals: reading and writing them, and what aims at them."""

from dataclasses import dataclass
from datetime import date

from bot.intents.base import Fills, Intent, Opens, Personal
from bot.model import Area


@dataclass(frozen=True, slots=True)
class SeeGoals(Personal):
    """All goals, and which of them no trial aims at."""

    first: int = 0


@dataclass(frozen=True, slots=True)
class SeeGoal(Personal):
    """One goal, with what aims at it and what it was before."""

    goal: int


@dataclass(frozen=True, slots=True)
class WriteGoal(Opens):
    """Open the form of a new goal, or of one that is there."""

    goal: int | None = None


@dataclass(frozen=True, slots=True)
class SaveGoal(Fills):
    """A goal; numbers are as people write them. Without a work community it is the whole organisation's."""

    goal: int | None = None
    area: Area = Area.EFFECT
    name: str = ""
    measure: str = ""
    measure_unit: str = ""
    baseline: str = ""
    target: str = ""
    unit: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CloseGoal(Intent):
    """Nothing new aims at it; what does so already still says so."""

    goal: int


@dataclass(frozen=True, slots=True)
class ReopenGoal(Intent):
    """It is a goal again."""

    goal: int


@dataclass(frozen=True, slots=True)
class ChooseGoals(Opens):
    """Open the form that says which goals an idea aims at."""

    idea: int


@dataclass(frozen=True, slots=True)
class AimAt(Fills):
    """Which goals an idea aims at, and its trials with it."""

    idea: int
    goals: tuple[str, ...] = ()
