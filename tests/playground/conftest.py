"""A browser on the page: of a whole town, or of two chats whose apps a test holds in its hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.playground.visiting import Studio, Visitor, studio, visiting
from tests.towns import Founded


@pytest.fixture
async def visitor(tmp_path: Path, founded: Founded) -> AsyncIterator[Visitor]:
    """A browser in a town with the product."""
    async with founded.again(tmp_path) as place, visiting(place, tmp_path) as made:
        yield made


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Studio]:
    """A browser in front of two apps of the tests."""
    async with studio(tmp_path) as made:
        yield made
