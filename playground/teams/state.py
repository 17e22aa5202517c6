"""What the tenant remembers: messages, who has the bot, keys; kept in one JSON file when a path is given."""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playground.teams.traffic import Json


@dataclass(slots=True)
class Message:
    """A message as it was written. `views` are the cards that one person sees in place of the shared one."""

    id: str
    conversation: str
    author: str
    activity: Json
    root: str | None = None
    only_for: str | None = None
    deleted: bool = False
    views: dict[str, Json] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """Everything that outlives a restart."""

    messages: dict[str, Message] = field(default_factory=dict)
    in_team: bool = False
    installed_for: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    blocked_by: set[str] = field(default_factory=set)
    gone_rooms: set[str] = field(default_factory=set)
    keys: Json = field(default_factory=dict)
    last_id: int = 0

    def next_id(self) -> str:
        """Message ids are the milliseconds of their making, and never twice the same."""
        self.last_id = max(self.last_id + 1, time.time_ns() // 1_000_000)
        return str(self.last_id)


class Shelf:
    """Keeps the state in a file, or nowhere."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def load(self) -> State:
        if self._file is None or not self._file.exists():
            return State()
        kept = json.loads(self._file.read_text(encoding="utf-8"))
        kept["messages"] = {message["id"]: Message(**message) for message in kept["messages"]}
        for name in ("installed_for", "met", "blocked_by", "gone_rooms"):
            kept[name] = set(kept[name])
        return State(**kept)

    def save(self, state: State) -> None:
        if self._file is None:
            return
        kept = {name: getattr(state, name) for name in State.__slots__}
        kept["messages"] = [asdict(message) for message in state.messages.values()]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(kept, ensure_ascii=False, default=sorted), encoding="utf-8")
        fresh.replace(self._file)
