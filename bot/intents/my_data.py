"""What Latu keeps of whoever asks."""

from dataclasses import dataclass

from bot.intents.base import Personal


@dataclass(frozen=True, slots=True)
class SeeMyData(Personal):
    """What is stored of the asker."""


@dataclass(frozen=True, slots=True)
class SeeKeeping(Personal):
    """How long it is kept, and how it is corrected or erased."""
