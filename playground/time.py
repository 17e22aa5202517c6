"""The playground's own time, in which things become due; it only ever moves forward."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path


def real_time() -> datetime:
    """The time outside."""
    return datetime.now(UTC)


@dataclass
class Time:
    """Real time and an offset, kept in a file so that a second run goes on where the first ended.

    A town may begin in the past, with a negative `offset`.
    """

    file: Path | None = None
    offset: timedelta = timedelta()

    def __post_init__(self) -> None:
        if self.file and self.file.exists():
            self.offset = timedelta(seconds=float(self.file.read_text()))

    def now(self) -> datetime:
        return real_time() + self.offset

    def travel(self, to: datetime) -> None:
        """Make it `to`; a moment that has passed changes nothing."""
        self.offset = max(self.offset, to - real_time())
        if self.file:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(str(self.offset.total_seconds()))
