"""The outbox at work: a real database, a real worker, and a platform that writes down what it is sent."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import text

from bot.intents import ShareIdea
from bot.lookups import Lookups
from bot.model import Account, Place, Profile, Surroundings
from bot.outbox import enqueue
from bot.replies import Reply
from bot.sender import Sender
from bot.views.kinds import File, Message
from storage.database import Database
from storage.jobs import Jobs
from tests.features.conftest import House


@dataclass(frozen=True, slots=True)
class Call:
    """One message that the platform was sent."""

    what: str
    place: str
    copy: str
    at: float


async def takes(call: Call) -> None:
    """Nothing goes wrong."""


@dataclass(slots=True)
class Recorder:
    """A platform that writes down what it is sent; `meets` may wait, or raise what a platform answers."""

    name: str = "slack"
    title: str = "Slack"
    home: str = "home"
    rate: float = 50.0
    pace: float = 0.05
    hourly: int | None = None
    calls: list[Call] = field(default_factory=list)
    too_soon: int = 0
    meets: Callable[[Call], Awaitable[None]] = takes
    asked: list[int] = field(default_factory=list)
    looks: Callable[[Account], Awaitable[None]] | None = None
    linked: list[str] = field(default_factory=list)
    seen: Surroundings = field(default_factory=Surroundings)
    profile: Profile | None = None
    shown: dict[str, Message] = field(default_factory=dict)
    """What each message shows now."""

    async def post(self, place: Place, message: Message, language: str, under: str | None = None) -> str:
        copy = f"{place.id}:{len(self.calls)}"
        await self._take("post", place, copy)
        self.shown[copy] = message
        return copy

    async def permalink(self, place: Place, copy: str) -> str | None:
        self.linked.append(f"{place.id} {copy}")
        return f"https://chat.example/{copy}"

    async def hand_over(self, place: Place, file: File, language: str) -> str:
        copy = f"{place.id}:{len(self.calls)}"
        await self._take("hand over", place, copy)
        return copy

    async def update(self, place: Place, copy: str, message: Message, language: str) -> None:
        await self._take("update", place, copy)
        self.shown[copy] = message

    async def look_at(self, place: Place) -> Surroundings:
        del place
        return self.seen

    async def look_up(self, account: Account) -> Profile:
        self.asked.append(account.id)
        if self.looks:
            await self.looks(account)
        return self.profile or Profile(account.own.id)

    async def _take(self, what: str, place: Place, copy: str) -> None:
        call = Call(what, place.id, copy, time.monotonic())
        self.too_soon += any(one.place == place.id and call.at - one.at < self.pace for one in self.calls)
        self.calls.append(call)
        await self.meets(call)

    def at(self, place: str, what: str = "") -> list[Call]:
        """What one place was sent."""
        return [one for one in self.calls if one.place == place and what in one.what]


@dataclass(slots=True)
class Office:
    """The product and one platform. Nothing leaves before a sender or a worker is asked."""

    house: House
    url: str
    platform: Recorder

    @property
    def database(self) -> Database:
        return self.house.database

    def sender(self) -> Sender:
        return Sender(self.database.transaction, {"slack": self.platform}, self.house.scene)

    def lookups(self) -> Lookups:
        return Lookups(self.database.transaction, {"slack": self.platform}, self.house.scene)

    async def send(self) -> None:
        """What a job does."""
        await self.sender().send("slack", "home")

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Sender]:
        """A bot's worker, wired like the real one but for the look-ups."""
        sender = self.sender()

        async def look_up(account: int) -> None:
            async with self.database.transaction() as store:
                found = await store.account_by_id(account)
            assert found
            await self.platform.look_up(found)

        async def look_at(channel: int, *, refused: bool, asked: bool = False) -> None:
            del channel, refused, asked

        tasks: dict[str, Callable[..., Awaitable[None]]] = {
            "send": sender.send,
            "look_up": look_up,
            "look_at": look_at,
            "find_permalink": self.lookups().find_permalink,
        }
        async with Jobs(self.url, tasks, self.house.clock.tick, sender.stop).working():
            yield sender

    async def linked(self, *names: str) -> None:
        async with self.database.transaction() as store:
            for name in names:
                await store.link(self.house.channel(name), "fi")
                linked = await store.channel(self.house.channel(name))
                assert linked
                await store.learn_channel(linked, None, self.house.now)

    async def idea(self, title: str = "Vara-avaimet kotihoidon autoihin") -> int:
        await self.house.ask(self.house.person("liisa"), ShareIdea(title=title, anyway=True))
        return int(await self.value("select max(id) from idea"))

    async def changed(self, idea: int) -> None:
        """Something about an idea changes, again and again the same."""
        async with self.database.transaction() as store:
            found = await store.idea(idea)
            assert found
            await enqueue(store, Reply(redraw=(found.subject,)))

    async def rows(self, query: str, **values: Any) -> Sequence[Any]:
        async with self.database.engine.begin() as connection:
            result = await connection.execute(text(query), values)
            return result.all() if result.returns_rows else []

    async def value(self, query: str) -> Any:
        return (await self.rows(query))[0][0]

    async def states(self) -> dict[str, str]:
        return {row.name_there: row.state for row in await self.rows("select name_there, state from posting")}

    async def jobs(self) -> int:
        return int(await self.value("select count(*) from procrastinate_jobs where task_name = 'send'"))

    async def becomes(self, expected: object, query: str) -> None:
        """Wait for what the database says."""
        async with asyncio.timeout(60):
            while await self.value(query) != expected:
                await asyncio.sleep(0.01)

    async def quiet(self) -> None:
        """Until nobody sends and nobody is about to."""
        await self.becomes(
            0,
            """select count(*) from procrastinate_jobs where task_name = 'send' and
               (status = 'doing' or status = 'todo' and coalesce(scheduled_at < clock_timestamp(), true))""",
        )


async def happened(fact: Callable[[], object], seconds: float = 60.0) -> float:
    """Wait for a fact; answers with how long it took."""
    begun = time.monotonic()
    async with asyncio.timeout(seconds):
        while not fact():
            await asyncio.sleep(0.01)
    return time.monotonic() - begun


async def told_more(platform: Recorder, place: str, than: int) -> None:
    """Wait until a place was sent more than so many messages."""
    await happened(lambda: len(platform.at(place)) > than)


@pytest.fixture
def office(database: Database, database_url: str) -> Office:
    return Office(House(database), database_url, Recorder())
