"""The audit trail."""

from dataclasses import dataclass

from bot.intents.base import Personal


@dataclass(frozen=True, slots=True)
class ReadAudit(Personal):
    """A page of the audit trail, newest first; only lines older than the line `before`."""

    before: int | None = None
