"""Channels that are linked to the board, and what they show."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.places import Place, Subject
from bot.model.units import Unit


class Shows(StrEnum):
    """What a channel shows."""

    IDEAS = "ideas"
    DECISIONS = "decisions"
    LESSONS = "lessons"
    DIGEST = "digest"


class Posters(StrEnum):
    """Who may share ideas and trials from a channel."""

    EVERYBODY = "everybody"
    ROLES = "roles"
    """Supervisors, deputies and renewers."""


class Trouble(StrEnum):
    """Why nothing new can appear in a channel."""

    OUTSIDE = "outside"
    """The bot is no member of it, or it is not there any more: no platform tells the two apart."""
    ARCHIVED = "archived"
    OUTSIDERS = "outsiders"
    """Guests or people of another organisation are in it, and no admin opened it to them."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an admin wants of a channel. Without units it shows the whole organisation's."""

    language: str
    units: tuple[Unit, ...] = ()
    shows: frozenset[Shows] = frozenset({Shows.IDEAS})
    posters: Posters = Posters.EVERYBODY
    opened: bool = False
    """Guests and outsiders may see what is shown."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel linked to the board."""

    id: int
    place: Place
    wishes: Wishes
    trouble: Trouble | None = None
    linked_by: int | None = None
    """The account of the admin who linked it last."""

    @property
    def language(self) -> str:
        return self.wishes.language

    @property
    def unit(self) -> Unit | None:
        """Its work community, when it is one's own channel."""
        return self.wishes.units[0] if len(self.wishes.units) == 1 else None

    @property
    def subject(self) -> Subject:
        return Subject("channel", self.id)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a platform tells of a channel."""

    member: bool = True
    archived: bool = False
    outsiders: bool = False
    """Guests, or people of another organisation."""
    general: bool = False
    """Everybody of the workspace is in it."""
    name: str | None = None
    """What people know it by, if the platform tells."""
