"""Trials, and the questions about them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.model.people import Account, Person
from bot.model.places import Subject
from bot.model.units import Unit


class Answer(StrEnum):
    """What a check-in says."""

    ON_TRACK = "on_track"
    NEEDS_HELP = "needs_help"
    STOP = "stop"


class Decision(StrEnum):
    """What becomes of a trial at its end; all three are good results."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    STOP = "stop"


class Cadence(StrEnum):
    """How often a trial is asked about, beside the halfway and the end."""

    MIDWAY = "midway"
    WEEKLY = "weekly"
    TWO_WEEKS = "two_weeks"
    MONTHLY = "monthly"


class Question(StrEnum):
    """What is asked about a trial; `MID` is the mid-review, `END` asks for the decision.

    `STAY` asks about a quick trial, once.
    """

    CHECK_IN = "check_in"
    MID = "mid"
    END = "end"
    STAY = "stay"


class Step(StrEnum):
    """What comes next with a question: ask, remind once, tell the renewer that the trial is quiet."""

    ASK = "ask"
    REMIND = "remind"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One question about one trial, for one day."""

    id: int
    experiment: int
    due_on: date
    kind: Question
    step: Step
    asked_on: date | None = None
    answer: Answer | None = None
    value: Decimal | None = None
    """Of the trial's measure."""
    observation: str = ""
    answered_on: date | None = None
    latest: bool = True
    """No later question has been asked: the answer can still be changed."""
    postponed_to: date | None = None
    """It is asked again on this day."""

    @property
    def subject(self) -> Subject:
        return Subject("checkin", self.id)


@dataclass(frozen=True, slots=True)
class Measure:
    """How people notice whether it helps; `unit` may be empty."""

    name: str
    unit: str = ""
    baseline: Decimal | None = None
    goal: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The experiment card, as its owner wrote it; what was left empty is an empty text."""

    what: str
    ends_on: date
    why: str = ""
    measure: Measure | None = None
    stop_if: str = ""
    affected: str = ""
    cadence: Cadence = Cadence.MIDWAY
    cooperation: bool = False
    """It changes work organisation or services significantly."""
    quick: bool = False
    """A quick trial: its idea says it all, and only whether it stayed is asked."""

    @property
    def told(self) -> str:
        """What people hear of it: what is tried, or what else its owner wrote first."""
        measure = self.measure.name if self.measure else ""
        return self.what or self.why or measure or self.stop_if or self.affected


@dataclass(frozen=True, slots=True)
class Effect:
    """In which basket a work community puts what its trial brings in a year."""

    amount: int
    """Euros, by the organisation's ladder; 0: a benefit other than money."""
    or_more: bool = False
    """It was the highest basket."""
    time: bool = False
    """Freed time, and no money: the two are never counted together."""
    worse: bool | None = None
    """Whether service or work got worse; None: not asked, where it is no euros."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """A trial (kokeilu) of an idea, run by its owner until a day; `round` counts from 1."""

    id: int
    idea: int
    title: str
    unit: Unit | None
    plan: Plan
    owner: Person
    starts_on: date
    decision: Decision | None
    latest: CheckIn | None
    """The latest answered check-in."""
    joined: int = 0
    """How many persons have joined."""
    round: int = 1
    left: bool = False
    """Its owner is no member any more."""
    withdrawn: bool = False
    """Its idea was: nobody sees its words."""
    effect: Effect | None = None
    """As it was judged when it was decided."""

    @property
    def subject(self) -> Subject:
        return Subject("experiment", self.id)

    @property
    def ends_on(self) -> date:
        return self.plan.ends_on


class TrialState(StrEnum):
    """Where one's own trial stands: what it waits for, or how it ended."""

    PERMISSION = "permission"
    CHECK_IN = "check_in"
    DECISION = "decision"
    HELP = "help"
    RUNNING = "running"
    ADOPTED = "adopted"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class OwnTrial:
    """A trial as its owner, or whoever is in it, sees it at a glance."""

    idea: int
    title: str
    state: TrialState
    day: date
    """By when an answer is promised, when it ends, or when it was decided."""


@dataclass(frozen=True, slots=True)
class Due:
    """A question whose moment has come: about which trial, and whose answer it waits for."""

    checkin: CheckIn
    starts_on: date
    ends_on: date
    cadence: Cadence
    unit: int | None
    owner: Account
