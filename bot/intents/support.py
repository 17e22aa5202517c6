"""Supporting an idea."""

from dataclasses import dataclass

from bot.intents.base import Intent


@dataclass(frozen=True, slots=True)
class Support(Intent):
    """Support an idea; again changes nothing."""

    idea: int


@dataclass(frozen=True, slots=True)
class TakeBack(Intent):
    """Take back one's own support."""

    idea: int
