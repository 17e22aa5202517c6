"""Every call in both directions, for whoever wants to look at it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call and its answer. `problem` says in words why it was refused or failed."""

    at: datetime
    direction: Literal["to bot", "from bot"]
    what: str
    request: Any
    status: int | None
    answer: Any
    problem: str | None = None
