"""Answering what is asked about a trial."""

from dataclasses import dataclass

from bot.intents.base import Fills, Intent, Opens
from bot.model import Answer


@dataclass(frozen=True, slots=True)
class OpenCheckIn(Opens):
    """Answer a check-in, with the pressed answer chosen."""

    checkin: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerCheckIn(Fills):
    """The answer to a check-in: the measure's value as people write numbers, and one observation."""

    checkin: int
    answer: Answer = Answer.ON_TRACK
    value: str = ""
    observation: str = ""


@dataclass(frozen=True, slots=True)
class Later(Intent):
    """Ask again on the next working day."""

    checkin: int


@dataclass(frozen=True, slots=True)
class OpenHelp(Opens):
    """Answer a call for help."""

    checkin: int


@dataclass(frozen=True, slots=True)
class OfferHelp(Fills):
    """What is answered to a call for help; it reaches the trial's owner with one's name."""

    checkin: int
    words: str = ""
