"""Waiting for a fact, not for a time."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LOOK = 0.02
"""Seconds between two looks."""
SELDOM = 0.1
"""The same for what takes long and costs a question to the database."""


async def until(fact: Callable[[], T | None], seconds: float = 60.0) -> T:
    """What the fact is once it is there; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not (found := fact()):
            await asyncio.sleep(LOOK)
        return found
