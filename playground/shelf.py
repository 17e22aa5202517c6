"""Keeps what a chat remembers in a JSON file: soon after each change, and whole when the chat is closed."""

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path

from playground.traffic import Json

SOON = 0.3
"""Seconds in which further changes are written along."""
SHARE = 0.03
"""Of the time, for writing: whoever remembers much waits longer."""


class Shelf:
    """One file, or none; `content` is asked when it is written."""

    def __init__(self, file: Path | None, content: Callable[[], Json]) -> None:
        self.file, self.content = file, content
        self._waiting: asyncio.TimerHandle | None = None
        self._took = 0.0

    def load(self) -> Json | None:
        """What was kept, if anything was."""
        if self.file is None or not self.file.exists():
            return None
        kept: Json = json.loads(self.file.read_text("utf-8", "surrogatepass"))
        return kept

    def save(self) -> None:
        """Write it soon."""
        if self.file is not None and self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(max(SOON, self._took / SHARE), self.write)

    def write(self) -> None:
        """Write it now, atomically."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if self.file is None:
            return
        begun = time.perf_counter()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_name(self.file.name + ".new")
        draft.write_text(json.dumps(self.content(), ensure_ascii=False, default=plain), "utf-8", "surrogatepass")
        draft.replace(self.file)
        self._took = time.perf_counter() - begun


def plain(value: object) -> object:
    """Sets as sorted lists, records as objects, without copying what they hold."""
    if isinstance(value, set | frozenset):
        return sorted(value)
    return {name: getattr(value, name) for name in getattr(type(value), "__slots__", ())}
