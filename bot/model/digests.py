"""What whoever answers for work communities is told once a week, and when."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from bot.model.goals import Goal
from bot.model.ideas import Stage
from bot.model.people import Account
from bot.model.units import Unit
from bot.model.waiting import Waiting

MONTH = timedelta(weeks=4)
"""After so much silence one line says that nothing has happened."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When and where somebody's digest comes. `channel` is the number of a linked one."""

    weekday: int = 0
    at: time = time(8, 30)
    private: bool = True
    channel: int | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who gets a digest: the one account of a person that it goes to, and all the work communities it tells of."""

    account: Account
    units: tuple[Unit, ...]
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest of one account in the week that begins on `monday`: it tells of the days from `since` to the day
    before `until`.
    """

    id: int
    account: int
    monday: date
    since: date
    until: date
    quiet_since: date | None = None
    """Nothing has been said since then, because nothing happened."""

    @property
    def month(self) -> bool:
        """Whether a whole month has passed in silence."""
        return self.until - (self.quiet_since or self.since) >= MONTH


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial in a digest; it runs until a day."""

    id: int
    idea: int
    title: str
    unit: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Decided:
    """What a trial of an idea has led to."""

    idea: int
    title: str
    unit: int
    stage: Stage
    lesson: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Of an idea what a digest tells, with what happened to it and when."""

    id: int
    title: str
    unit: int
    stage: Stage
    back_on: date | None
    support: int
    shared_on: date
    supported_on: tuple[date, ...] = ()
    answer_by: date | None = None
    answered_on: date | None = None
    unanswered: bool = False
    """The promised day has passed, and nothing else must be decided first."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many trials began and how many were decided in the seven days from a day on."""

    begins: date
    started: int
    decided: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How the promise of an answer was kept, whoever gave it."""

    in_time: tuple[Moved, ...] = ()
    late: tuple[Moved, ...] = ()
    """Answered after the promised day."""
    missing: tuple[Moved, ...] = ()
    """The promised day has passed, and nobody has answered yet."""

    @property
    def given(self) -> tuple[Moved, ...]:
        """All that were answered, the first answer first: which were late is told of none."""
        return tuple(sorted((*self.in_time, *self.late), key=lambda one: (one.answered_on or one.shared_on, one.id)))


class Part(StrEnum):
    """A section of a digest."""

    WAITING = "waiting"
    NEW = "new"
    SUPPORTED = "supported"
    TRIALS = "trials"
    LESSONS = "lessons"
    GOALS = "goals"
    PROMISE = "promise"
    ANSWERED = "answered"
    TAKING_PART = "taking_part"


@dataclass(frozen=True, slots=True)
class Week:
    """What a digest tells of own work communities."""

    number: int
    waiting: tuple[Waiting, ...] = ()
    """For this person, in all that they answer for, and shown to nobody else."""
    new: tuple[Moved, ...] = ()
    supported: tuple[Moved, ...] = ()
    decided: tuple[Decided, ...] = ()
    running: tuple[Tried, ...] = ()
    started: int = 0
    """How many of those that run began in these days."""
    goals: tuple[Goal, ...] = ()
    """Those that no trial aims at."""
    answered: Answered = Answered()
    taking_part: tuple[Unit, ...] = ()
    """Where anything happened."""

    @property
    def eventful(self) -> bool:
        """Whether anything happened; what only goes on as it did, or is still missing, is no event."""
        return bool(self.new or self.supported or self.decided or self.started or self.answered.given)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.waiting or self.eventful)
