"""What people say about an idea beside its author: comments, and whom else it would help."""

from dataclasses import dataclass
from datetime import date

from bot.model.people import Person
from bot.model.places import Subject
from bot.model.units import Unit


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says about an idea, with their name."""

    id: int
    idea: int
    author: Person
    text: str
    written_on: date
    hidden: bool = False
    """Nobody sees it; `text` is empty."""
    edited_on: date | None = None
    """When its author last changed its words."""

    @property
    def subject(self) -> Subject:
        return Subject("comment", self.id)


@dataclass(frozen=True, slots=True)
class Signals:
    """What an idea's card shows of them."""

    units: tuple[Unit, ...] = ()
    """The work communities that it would help too, in the order of their names."""
    comments: int = 0
    latest: tuple[Comment, ...] = ()
    """The newest comments, oldest of them first."""
    goals: tuple[str, ...] = ()
    """The names of the goals that it aims at."""
    challenge: str = ""
    """The question that it answers."""
