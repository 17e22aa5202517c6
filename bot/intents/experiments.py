"""Starting trials, answering and deciding."""

from dataclasses import dataclass
from datetime import date

from bot.intents.base import Fills, Opens
from bot.model import Answer, Decision


@dataclass(frozen=True, slots=True)
class PlanExperiment(Opens):
    """Open the form that starts a trial of an idea."""

    idea: int


@dataclass(frozen=True, slots=True)
class StartExperiment(Fills):
    """Start a trial of an idea."""

    idea: int
    what: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OpenCheckIn(Opens):
    """Answer a check-in, with the pressed answer chosen."""

    checkin: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerCheckIn(Fills):
    """The answer to a check-in, with one observation."""

    checkin: int
    answer: Answer = Answer.ON_TRACK
    observation: str = ""


@dataclass(frozen=True, slots=True)
class OpenDecision(Opens):
    """Decide what becomes of a trial, with the pressed choice chosen."""

    checkin: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Decide(Fills):
    """The decision at the end of a trial. `until` only when it goes on."""

    checkin: int
    decision: Decision = Decision.ADOPT
    lesson: str = ""
    until: date | None = None
