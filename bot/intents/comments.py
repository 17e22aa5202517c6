"""Commenting on an idea, and reading what others say."""

from dataclasses import dataclass

from bot.intents.base import Fills, Opens, Personal


@dataclass(frozen=True, slots=True)
class OpenComment(Opens):
    """Open the form that takes a comment."""

    idea: int


@dataclass(frozen=True, slots=True)
class AddComment(Fills):
    """Say something about an idea, with one's name."""

    idea: int
    text: str = ""
    file: bool = False
    """A picture or another file was sent with it; that is not taken."""


@dataclass(frozen=True, slots=True)
class ReadAll(Personal):
    """Who is in, and the comments of an idea, newest first; only those older than the comment `before`."""

    idea: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class MoreOfComment(Personal):
    """What one can do with a comment of one's own."""

    comment: int


@dataclass(frozen=True, slots=True)
class OpenCommentEditing(Opens):
    """Open the form with the comment's present words."""

    comment: int


@dataclass(frozen=True, slots=True)
class EditComment(Fills):
    """The comment in other words."""

    comment: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class AskToRemove(Opens):
    """Open the form that asks once more."""

    comment: int


@dataclass(frozen=True, slots=True)
class RemoveComment(Fills):
    """Take a comment of one's own away, for good."""

    comment: int
