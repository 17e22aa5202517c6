"""Work communities, their people and channels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from unicodedata import combining, normalize

LAST_LETTERS = str.maketrans("åäö", "{|}")
"""What follows z in ASCII."""
BETWEEN = ";"
"""Stands between several names, and in none."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A work community (työyhteisö), or the unit or sector that such lie below."""

    id: int
    name: str
    """In the organisation's language, or the one that there is."""
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    """In each language in which it has one."""
    parent: "Unit | None" = field(default=None, compare=False)
    """What it lies below, as far as that is offered too."""
    closed_on: date | None = field(default=None, compare=False)

    def called(self, language: str) -> str:
        """Its name for a reader of the language."""
        return self.names.get(language) or self.name

    @property
    def alphabetical(self) -> str:
        """Orders names as Finnish and Swedish do, where å, ä and ö come last; databases have orders of their own."""
        letters = normalize("NFC", self.name).casefold().translate(LAST_LETTERS)
        return "".join(one for one in normalize("NFD", letters) if not combining(one))


class Role(StrEnum):
    """What somebody does for a work community."""

    SUPERVISOR = "supervisor"
    DEPUTY = "deputy"
    RENEWER = "renewer"
    LEADERSHIP = "leadership"
    HR = "hr"
    """Like the shop steward, is told of trials that change work organisation or services significantly."""
    STEWARD = "steward"


ANSWERING = (Role.SUPERVISOR, Role.DEPUTY, Role.RENEWER)
"""Who answers for a work community, in the order in which they are asked; held by one person each."""
SHARED = (Role.LEADERSHIP, Role.HR, Role.STEWARD)
"""Held by any number of people."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Somebody took a role over; `account` is nobody's while it is empty."""

    id: int
    unit: Unit
    role: Role
    account: int | None
