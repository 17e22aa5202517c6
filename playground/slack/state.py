"""What the workspace knows: conversations and their messages, Home tabs, the app's own ids; kept as JSON when asked."""

import base64
import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from playground.chat import Human, Room
from playground.shelf import Shelf

Json = dict[str, Any]
Now = Callable[[], datetime]
"""The time in which people live."""


def stable_id(prefix: str, *parts: str) -> str:
    """An id of Slack's form that is the same at every start."""
    digest = hashlib.sha256("/".join(parts).encode()).digest()
    return prefix + base64.b32encode(digest)[:10].decode()


@dataclass(frozen=True, slots=True)
class App:
    """The installed app, by all the ids that Slack has for it."""

    id: str
    bot_id: str
    bot_user_id: str
    team_id: str
    token: str
    """The old verification token; still in every payload."""
    name: str = "Latu"

    @classmethod
    def of(cls, team_id: str) -> "App":
        app, bot, user, token = (stable_id(prefix, team_id, "app") for prefix in ("A", "B", "U", ""))
        return cls(app, bot, user, team_id, token)


@dataclass(slots=True)
class Message:
    """One message; `blocks` are as Slack stores them, with every id filled in."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    only_for: str | None = None
    thread_ts: str | None = None
    edited_ts: str | None = None
    files: list[str] = field(default_factory=list)
    """The ids of files that are shared by it."""
    previews: dict[str, list[Json]] = field(default_factory=dict)
    """The blocks that the app shows below it, for each link in it."""

    @property
    def below(self) -> list[Json]:
        """All of them."""
        return [block for blocks in self.previews.values() for block in blocks]


@dataclass(slots=True)
class Conversation:
    """A channel, or a person's own chat with the bot (`person`)."""

    id: str
    name: str
    members: list[str]
    person: str | None = None
    archived: bool = False
    has_bot: bool = True
    created: int = field(default_factory=lambda: int(time.time()))

    @property
    def is_private(self) -> bool:
        return self.id.startswith("G")


@dataclass(slots=True)
class File:
    """What the bot uploads; `content` in base64."""

    id: str
    name: str
    size: int
    content: str = ""
    title: str = ""
    complete: bool = False
    ready_at: float = 0.0


class State:
    """Everything that outlives a restart."""

    def __init__(
        self, team_id: str, humans: Iterable[Human], rooms: Iterable[Room], data: Path | None, now: Now
    ) -> None:
        self.app = App.of(team_id)
        self.humans = {human.id: human for human in humans}
        self.conversations: dict[str, Conversation] = {}
        self.messages: dict[str, Message] = {}
        self.homes: dict[str, Json] = {}
        self.files: dict[str, File] = {}
        self.deactivated: set[str] = set()
        self.shelf = Shelf(data, self._content)
        self.now = now
        self._last_ts = 0
        if (kept := self.shelf.load()) is not None:
            self._load(kept)
        for room in rooms:
            known = self.conversations.setdefault(room.id, Conversation(room.id, room.name, []))
            known.name, known.members = room.name, list(room.members)

    def next_ts(self) -> str:
        """A message's id: its time, and unique in the workspace."""
        self._last_ts = max(int(self.now().timestamp() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def private_id(self, person: str) -> str:
        return stable_id("D", self.app.team_id, person)

    def open_private(self, person: str) -> Conversation:
        channel = self.private_id(person)
        if channel not in self.conversations:
            self.conversations[channel] = Conversation(channel, "directmessage", [person], person=person)
            self.save()
        return self.conversations[channel]

    def add(self, message: Message) -> Message:
        self.messages[message.ts] = message
        self.save()
        return message

    def keep(self, file: File) -> None:
        self.files[file.id] = file
        self.save()

    def remove(self, ts: str) -> None:
        del self.messages[ts]
        self.save()

    def in_conversation(self, channel: str) -> list[Message]:
        return [message for message in self.messages.values() if message.channel == channel]

    def save(self) -> None:
        """A restarted workspace finds its last change again."""
        self.shelf.save()

    def _content(self) -> Json:
        return {
            "last_ts": self._last_ts,
            "conversations": list(self.conversations.values()),
            "messages": list(self.messages.values()),
            "homes": self.homes,
            "files": list(self.files.values()),
        }

    def _load(self, kept: Json) -> None:
        self._last_ts = kept["last_ts"]
        self.conversations = {one["id"]: Conversation(**one) for one in kept["conversations"]}
        self.messages = {one["ts"]: Message(**one) for one in kept["messages"]}
        self.homes = kept["homes"]
        self.files = {one["id"]: File(**one) for one in kept.get("files", ())}
