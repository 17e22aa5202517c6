"""Finding what trials have taught."""

from dataclasses import dataclass

from bot.intents.base import Personal


@dataclass(frozen=True, slots=True)
class FindLessons(Personal):
    """The newest lessons; with words, those that have them."""

    text: str = ""
    after: int | None = None
    """The idea of the last lesson of the page before."""
