"""Following an idea, and what else can be done with one."""

from dataclasses import dataclass

from bot.intents.base import Intent, Personal


@dataclass(frozen=True, slots=True)
class MoreOf(Personal):
    """What else one can do with an idea oneself."""

    idea: int


@dataclass(frozen=True, slots=True)
class Follow(Intent):
    """Hear what becomes of an idea; again changes nothing."""

    idea: int


@dataclass(frozen=True, slots=True)
class Unfollow(Intent):
    """Hear of it no more."""

    idea: int
