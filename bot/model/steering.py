"""What the leadership sees of the whole: work communities in traffic lights, and the criteria of the lights."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.experiments import Decision, Experiment
from bot.model.goals import Goal
from bot.model.units import Unit


class Colour(StrEnum):
    """A traffic light; it is always told with its reason."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class Reason(StrEnum):
    """Why a light is what it is: the criterion that is not met, or that all are."""

    NOTHING_TRIED = "nothing_tried"
    UNDECIDED = "undecided"
    NO_GOAL = "no_goal"
    NOT_SHARED = "not_shared"
    ALL_MET = "all_met"


@dataclass(frozen=True, slots=True)
class Practice:
    """What one work community has done in a year, in numbers of trials and ideas, never of people."""

    unit: Unit
    live: int = 0
    """Trials under way."""
    tried: int = 0
    """Trials under way, or that ended within a year; quick ones too."""
    undecided: int = 0
    """Trials that have ended and wait for their decision."""
    aimed: int = 0
    """Of those tried, how many aim at a goal."""
    shared: int = 0
    """How many ideas have gone from here to another work community, or come from one."""


@dataclass(frozen=True, slots=True)
class Light:
    """A colour and its reason."""

    colour: Colour
    reason: Reason


@dataclass(frozen=True, slots=True)
class Kept:
    """Of the answers that were due, how many came by the promised day."""

    kept: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One trial as the leadership's sheet lists it: no names of people."""

    title: str
    unit: Unit | None
    goals: tuple[str, ...]
    starts_on: date
    ends_on: date
    decision: Decision | None
    quick: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole of an organisation on one day. `waiting`: ended trials without a decision, the longest first."""

    day: date
    practices: tuple[Practice, ...]
    goals: tuple[Goal, ...]
    waiting: tuple[Experiment, ...]
    answers: Kept = Kept()
    """In a year, of the whole organisation."""

    @property
    def live(self) -> int:
        """In how many work communities something is being tried now."""
        return sum(one.live > 0 for one in self.practices)

    @property
    def lights(self) -> list[tuple[Practice, Light]]:
        """Every work community with its light: red first, then by name."""
        lit = [(one, light(one, goals=bool(self.goals))) for one in self.practices]
        order = list(Colour)
        return sorted(lit, key=lambda one: (order.index(one[1].colour), one[0].unit.alphabetical))


@dataclass(frozen=True, slots=True)
class Letter:
    """One quarter's overview to one account of the leadership."""

    id: int
    account: int
    quarter: date


def light(practice: Practice, *, goals: bool) -> Light:
    """The criteria in their order: is anything tried, is it assessed, does it follow goals, is it shared.

    Without any `goals` in the organisation nobody can follow them, and that is not asked.
    """
    if not practice.tried:
        return Light(Colour.RED, Reason.NOTHING_TRIED)
    if practice.undecided:
        return Light(Colour.YELLOW, Reason.UNDECIDED)
    if goals and not practice.aimed:
        return Light(Colour.YELLOW, Reason.NO_GOAL)
    if not practice.shared:
        return Light(Colour.YELLOW, Reason.NOT_SHARED)
    return Light(Colour.GREEN, Reason.ALL_MET)


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_after(day: date) -> date:
    """The first day of the next quarter."""
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + (month > 12), (month - 1) % 12 + 1, 1)
