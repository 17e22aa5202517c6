"""Where a message goes, and who is there."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reference:
    """A conversation as the Bot Connector names it: both parts are needed to reach it."""

    service_url: str
    conversation: str


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Some of the members of a conversation; `continuation` asks for the next page."""

    members: tuple[dict[str, Any], ...]
    continuation: str | None
