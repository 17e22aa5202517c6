"""What the tenant remembers: messages, who has the bot, keys; kept in one JSON file when a path is given."""

from dataclasses import dataclass, field
from datetime import datetime

from playground.traffic import Json


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

    def next_id(self, now: datetime) -> str:
        """Message ids are the milliseconds of their making, and never twice the same."""
        self.last_id = max(self.last_id + 1, int(now.timestamp() * 1000))
        return str(self.last_id)

    @classmethod
    def of(cls, kept: Json | None) -> "State":
        """What a shelf kept, or nothing yet."""
        if kept is None:
            return cls()
        messages = {message["id"]: Message(**message) for message in kept.pop("messages")}
        sets: Json = {name: set(kept.pop(name)) for name in ("installed_for", "met", "blocked_by", "gone_rooms")}
        return cls(messages=messages, **sets, **kept)

    def content(self) -> Json:
        """For the shelf."""
        kept: Json = {name: getattr(self, name) for name in self.__slots__}
        return {**kept, "messages": list(self.messages.values())}
