"""Trials, and the questions about them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.people import Person
from bot.model.places import Subject


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


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One question about one trial on one day. `ending` asks for the decision."""

    id: int
    experiment: int
    due_on: date
    ending: bool
    answer: Answer | None
    observation: str
    answered_on: date | None
    asked: bool = True

    @property
    def subject(self) -> Subject:
        return Subject("checkin", self.id)


@dataclass(frozen=True, slots=True)
class Experiment:
    """A trial (kokeilu) of an idea, run by its owner until a day."""

    id: int
    idea: int
    title: str
    what: str
    owner: Person
    starts_on: date
    ends_on: date
    decision: Decision | None
    latest: CheckIn | None
    """The latest answered check-in."""
