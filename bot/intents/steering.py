"""The leadership's overview."""

from dataclasses import dataclass

from bot.intents.base import Personal


@dataclass(frozen=True, slots=True)
class SeeOverview(Personal):
    """Traffic lights, goals and open decisions, for the leadership."""
