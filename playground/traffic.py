"""The calls between a chat and the bot, in both directions, kept for whoever wants to look."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

KEPT = 500
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call and its answer."""

    direction: Literal["to bot", "from bot"]
    what: str
    request: Any
    status: int | None
    """None: no answer came."""
    answer: Any
    problem: str | None = None
    """Why it was refused or failed."""
    signed: str = "good"
    """The state of the signature or token."""
    rule: str | None = None
    """The platform's rule that it breaks, though it was taken."""
    seconds: float | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


class Traffic(deque[Exchange]):
    """The latest calls; `total` is the number of all, `watch` is told of each."""

    def __init__(self) -> None:
        super().__init__(maxlen=KEPT)
        self.total = 0
        self.watch: Callable[[], None] = _nobody

    def append(self, exchange: Exchange, /) -> None:
        super().append(exchange)
        self.total += 1
        self.watch()


def _nobody() -> None:
    """Nobody watches."""
