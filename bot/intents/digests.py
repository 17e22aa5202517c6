"""The weekly digest: reading the whole of it, and saying when and where it comes."""

from dataclasses import dataclass

from bot.intents.base import Fills, Intent, Opens, Personal
from bot.model import Part


@dataclass(frozen=True, slots=True)
class ReadPart(Personal):
    """One section of a digest, the whole of it."""

    digest: int
    part: Part = Part.NEW
    first: int = 0


@dataclass(frozen=True, slots=True)
class OpenDigest(Opens):
    """Open the form that says when and where one's digest comes."""


@dataclass(frozen=True, slots=True)
class ChooseDigest(Fills):
    """The day, from 0 for Monday, the time as `8:30`, and where: `private`, `channel:7` or `both:7`."""

    weekday: str = "0"
    at: str = "08:30"
    where: str = "private"


@dataclass(frozen=True, slots=True)
class StopDigest(Intent):
    """No digest comes any more, until one wants it again."""


@dataclass(frozen=True, slots=True)
class ResumeDigest(Intent):
    """It comes again, as it did before."""
