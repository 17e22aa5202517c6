"""The calls of both directions, kept for whoever wants to look."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

KEPT = 500


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call and its answer; `problem` says in a word what was wrong with it."""

    direction: Literal["to bot", "from bot"]
    what: str
    request: Any
    status: int | None
    answer: Any
    problem: str | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


Traffic = deque[Exchange]


def new_traffic() -> Traffic:
    return deque(maxlen=KEPT)
