"""Challenges: asking one, answering it with an idea, and ending it."""

from dataclasses import dataclass
from datetime import date

from bot.intents.base import Fills, Intent, Opens, Personal


@dataclass(frozen=True, slots=True)
class SeeChallenges(Personal):
    """The challenges that can be answered now, and the latest that are over."""


@dataclass(frozen=True, slots=True)
class SeeChallenge(Personal):
    """One challenge, with what whoever asks can do with it."""

    challenge: int


@dataclass(frozen=True, slots=True)
class WriteChallenge(Opens):
    """Open the form that asks a challenge."""


@dataclass(frozen=True, slots=True)
class AskChallenge(Fills):
    """Ask a challenge in some channels, until the end of a day."""

    question: str = ""
    about: str = ""
    channels: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerChallenge(Opens):
    """Open the form of an idea that answers a challenge."""

    challenge: int


@dataclass(frozen=True, slots=True)
class OpenProlonging(Opens):
    """Open the form that gives a challenge another end."""

    challenge: int


@dataclass(frozen=True, slots=True)
class ProlongChallenge(Fills):
    """Another end for a challenge."""

    challenge: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class EndChallenge(Intent):
    """It is over now."""

    challenge: int
