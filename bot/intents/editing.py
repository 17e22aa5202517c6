"""An author's own changes to an idea."""

from dataclasses import dataclass

from bot.intents.base import Fills, Opens


@dataclass(frozen=True, slots=True)
class OpenEditing(Opens):
    """Open the form with the idea's present words."""

    idea: int


@dataclass(frozen=True, slots=True)
class EditIdea(Fills):
    """The idea in other words."""

    idea: int
    title: str = ""
    about: str = ""
