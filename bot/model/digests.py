"""What a supervisor is told once a week."""

from dataclasses import dataclass
from datetime import date

from bot.model.experiments import Experiment
from bot.model.ideas import Idea


@dataclass(frozen=True, slots=True)
class Digest:
    """One weekly digest of one account: it is sent on `monday` and tells of the days from `since` on."""

    id: int
    account: int
    since: date
    monday: date


@dataclass(frozen=True, slots=True)
class Week:
    """What a weekly digest tells one supervisor about own work communities."""

    number: int
    new: tuple[Idea, ...]
    supported: tuple[Idea, ...]
    running: tuple[Experiment, ...]
    ending: tuple[Experiment, ...]
    waiting: tuple[Experiment, ...]
    """Ended before, and not decided."""
