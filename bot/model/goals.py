"""Goals of the organisation and its work communities, in the four areas of results."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.experiments import Measure
from bot.model.units import Unit


class Area(StrEnum):
    """The four-field of results (tuloksellisuuden nelikenttä)."""

    EFFECT = "effect"
    QUALITY = "quality"
    PRODUCTIVITY = "productivity"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Goal:
    """What the organisation aims at, or with a `unit` that work community; in its own words."""

    id: int
    area: Area
    name: str
    unit: Unit | None = None
    measure: Measure | None = None
    until: date | None = None
    closed_on: date | None = None
    ideas: int = 0
    """How many ideas aim at it."""
    running: int = 0
    """How many trials that aim at it are under way; quick ones are no sign of work towards a goal."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a goal was, to the day before it was changed."""

    changed_on: date
    goal: Goal
