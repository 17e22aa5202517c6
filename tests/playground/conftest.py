"""A browser on the page: of a whole town, or of two chats whose apps a test holds in its hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.town import town
from storage.database import Database
from tests.playground.visiting import Studio, Visitor, studio, visiting


@pytest.fixture
async def visitor(tmp_path: Path, database: Database, database_url: str) -> AsyncIterator[Visitor]:
    """A browser in a town with the product."""
    del database
    async with town(tmp_path, "fi", database_url=database_url) as place, visiting(place, tmp_path) as made:
        yield made


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Studio]:
    """A browser in front of two apps of the tests."""
    async with studio(tmp_path) as made:
        yield made
