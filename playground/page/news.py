"""What somebody has not looked at yet, and which version of a message they see."""

import json
from zlib import crc32


class News:
    """Remembers until which message each person has looked at each room."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], str] = {}
        self.since = "0"
        """Older messages are news to nobody."""

    def look(self, who: str, room: str, latest: str) -> None:
        """This person has the room open."""
        self._seen[who, room] = latest

    def count(self, who: str, room: str, messages: list[str]) -> int:
        """How many of the messages, named by ids that grow with time, came since the last look."""
        last = self._seen.get((who, room), self.since)
        return sum(ordered(one) > ordered(last) for one in messages)


def ordered(message: str) -> tuple[int, ...]:
    """Ids are points in time: `1764.000100`, `1764000100`."""
    return tuple(int(part) for part in message.split("."))


def version(*parts: object) -> str:
    """Changes with whatever is shown."""
    return f"{crc32(json.dumps(parts, sort_keys=True, default=str).encode()):08x}"
