"""Finding ideas: in lists, and by words."""

from dataclasses import dataclass
from enum import StrEnum

from bot.intents.base import Fills, Opens, Personal


class Order(StrEnum):
    """How a list of ideas is ordered, and whose they are."""

    NEW = "new"
    SUPPORTED = "supported"
    MINE = "mine"
    GIVEN = "given"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class FindIdeas(Personal):
    """A page of ideas: those with the words, of one work community, or all."""

    text: str = ""
    order: Order = Order.NEW
    unit: int | None = None
    after: int | None = None
    """The last idea of the page before."""
    backed: int | None = None
    """Its support, where that is the order."""


@dataclass(frozen=True, slots=True)
class WriteSearch(Opens):
    """Ask for the words to look for."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Search(Fills):
    """Look for ideas that have the words."""

    text: str = ""
