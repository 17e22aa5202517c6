"""`latu serve` that writes down how late its event loop was, in seconds: `python -m tests.scenarios.measured serve`."""

import asyncio
import json
import os
import time
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from bot import __main__ as command

EVERY = 0.005
FILE = "late.json"


async def watch(late: list[float]) -> None:
    """A nap takes longer while the loop is held."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(EVERY)
        late.append(time.perf_counter() - begun - EVERY)


def watched(running: Any) -> Any:
    """The bot with somebody who naps beside it."""

    @asynccontextmanager
    async def beside(*given: Any) -> Any:
        bot: AbstractAsyncContextManager[Any] = running(*given)
        async with bot as it:
            late: list[float] = []
            napping = asyncio.create_task(watch(late))
            try:
                yield it
            finally:
                napping.cancel()
                await asyncio.to_thread(Path(os.environ["LATU_DATA_DIR"], FILE).write_text, json.dumps(late))

    return beside


if __name__ == "__main__":
    command.running = watched(command.running)
    command.main()
