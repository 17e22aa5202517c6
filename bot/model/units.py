"""Work communities, their people and channels."""

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import combining, normalize

LAST_LETTERS = str.maketrans("åäö", "{|}")
"""What follows z in ASCII."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A work community (työyhteisö)."""

    id: int
    name: str

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
