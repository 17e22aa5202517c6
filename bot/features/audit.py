"""The audit trail, as admins read it: settings, roles, channels and decisions, never who shared or answered."""

from typing import Protocol
from zoneinfo import ZoneInfo

from bot.calendar import zone_of
from bot.intents import ReadAudit
from bot.model import Noted
from bot.replies import Reply
from bot.turn import People, Turn, handles
from bot.views import audit as words

PAGE = 15


class Storage(People, Protocol):
    """What reading the trail asks of storage."""

    async def trail(self, before: int | None, limit: int) -> list[Noted]: ...


@handles(ReadAudit)
async def read(turn: Turn[Storage], intent: ReadAudit) -> Reply:
    """A page, and whether there is an earlier one; times are the reader's own."""
    zone, usual = zone_of(await turn.me(), turn.organisation), ZoneInfo(turn.organisation.time_zone)
    lines = await turn.store.trail(intent.before, PAGE + 1)
    shown = lines[: words.together(lines[:PAGE], zone, usual, turn.language)]
    earlier = shown[-1].id if len(lines) > len(shown) else None
    return Reply(show=words.trail_report(shown, zone, usual, earlier=earlier))
