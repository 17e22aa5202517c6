"""Private answers that a platform does not take for now."""

import asyncio

import pytest

from adapters.patience import WAITING, Patience
from bot.errors import Unreachable


@pytest.mark.parametrize("seconds", [WAITING + 1, 86_400.0, float("inf")])
async def test_nobody_waits_for_an_answer_as_long_as_a_platform_asks(seconds: float) -> None:
    """It is given up at once, and the platform is left alone all the same."""
    told: list[float] = []

    async def busy(asked: float) -> None:
        told.append(asked)

    async def refused() -> None:
        raise Unreachable(seconds)

    async with asyncio.timeout(30):
        with pytest.raises(Unreachable):
            await Patience(busy).show(refused)
    assert told == [seconds]
