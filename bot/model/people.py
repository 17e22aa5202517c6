"""Human beings, and their accounts in the chats."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.places import Place


class Hears(StrEnum):
    """How much somebody is told of the ideas that they share, follow or support."""

    ALL = "all"
    DECISIONS = "decisions"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Caller:
    """The account that a verified request names. `own` is its private chat with the bot."""

    own: Place
    name: str | None = None
    language: str | None = None
    """The client's language, if the platform told it."""
    apart: str | None = None
    """What is kept instead of the address in `own` where no ideas are shown: it does not tell of that place."""


@dataclass(frozen=True, slots=True)
class Person:
    """A human being: what one or more accounts point to. No name: not known yet."""

    id: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """One account in one chat, and the person it points to."""

    id: int
    person: Person
    own: Place
    language: str | None
    """The person's own choice."""
    client_language: str | None
    time_zone: str | None
    email_key: str | None
    """Keyed hash of the e-mail, kept only when the account may be joined by it."""
    member: bool | None
    """A full member; None: not looked up yet. Whoever is not one is refused and does not count."""
    workspace_admin: bool
    joined: bool
    """Another account points to the same person."""
    looked_up_at: datetime | None = None
    asked_at: datetime | None = None
    """When the platform was last asked about it; an answer may never come."""
    paused_until: date | None = None
    """The person's own pause: its last day."""
    hears: Hears = Hears.ALL
    """The person's own choice."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform tells of an account when it is looked up."""

    name: str
    email: str | None = None
    email_confirmed: bool = False
    full_member: bool = False
    """Not a guest, restricted, external, deactivated or a bot."""
    workspace_admin: bool = False
    language: str | None = None
    time_zone: str | None = None
