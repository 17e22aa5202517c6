"""A town for each scenario, on the tests' own database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.town import Town, town
from storage.database import Database


@pytest.fixture
async def place(tmp_path: Path, database: Database, database_url: str) -> AsyncIterator[Town]:
    """Both chats with the bot between them, everything in Finnish; nobody was pinged when it ends."""
    del database
    async with town(tmp_path, "fi", database_url=database_url) as place:
        yield place
        assert place.slack.pings == []
        assert place.slack.broken_rules == []
        assert place.teams.pings == []
        assert place.teams.broken_rules == []
