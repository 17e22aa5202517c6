"""Starting trials, and what comes of them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.intents.base import Fills, Opens
from bot.model import Cadence, Decision


@dataclass(frozen=True, slots=True)
class PlanExperiment(Opens):
    """Open the form that starts a trial; without an idea, a trial of something new, with a text already typed."""

    idea: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StartExperiment(Fills):
    """Start a trial of an idea, or of something new that `title` names; numbers are as people write them.

    `anyway`: what is similar to something new has been seen.
    """

    idea: int | None = None
    what: str = ""
    until: date | None = None
    why: str = ""
    title: str = ""
    unit: int | None = None
    measure: str = ""
    measure_unit: str = ""
    baseline: str = ""
    goal: str = ""
    stop_if: str = ""
    affected: str = ""
    cadence: Cadence = Cadence.MIDWAY
    cooperation: Literal["no", "yes"] = "no"
    goals: tuple[str, ...] = ()
    permission: Literal["inside", "outside"] = "inside"
    card: int | None = None
    """The work community whose permission card the form has shown."""
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class OpenDecision(Opens):
    """Decide what becomes of a trial, with the pressed choice chosen."""

    checkin: int
    decision: Decision
    changed: bool = False
    """A quick trial stayed in another form than it was tried."""


@dataclass(frozen=True, slots=True)
class Decide(Fills):
    """The decision about a trial. What comes next only when it goes on in a new round."""

    checkin: int
    decision: Decision = Decision.ADOPT
    lesson: str = ""
    changed: bool = False
    what: str = ""
    until: date | None = None
    basket: int | None = None
    """Of the organisation's ladder, in euros; 0: a benefit other than money."""
    gain: Literal["money", "time"] = "money"
    worse: Literal["no", "yes"] | None = None
    """Whether service or work got worse."""
    permission: Literal["inside", "outside"] = "inside"
    """Of the new round."""
    card: int | None = None
    """The work community whose permission card the form has shown."""
