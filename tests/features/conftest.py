"""People who ask the product directly, without a chat between."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any

import pytest

from bot.bot import Bot
from bot.clock import Clock
from bot.features import accounts
from bot.intents import Intent, LinkChannel
from bot.keys import Keys
from bot.model import Caller, Organisation, Place, Profile, Request
from bot.outbox import enqueue
from bot.replies import Reply
from bot.turn import Scene
from storage.database import Database
from tests.remembered import fill, rows

ADMIN = "aino@kunta.example"


class House:
    """The product on a database, with a clock that a test moves."""

    def __init__(self, database: Database, address: str | None = None, contact: str | None = None) -> None:
        self.database = database
        self.now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
        keys = Keys(b"x" * 32, ["kunta.example"])
        organisation = Organisation(
            "fi",
            "Europe/Helsinki",
            ("Slack", "Teams"),
            web=address,
            contact=contact,
            admin_keys=frozenset({keys.address(ADMIN)}),
        )
        self.scene = Scene(organisation, keys, lambda: self.now)
        self.bot = Bot(database.transaction, self.scene, database.kept_transaction)
        self.clock = Clock(database.transaction, self.scene)
        self.done = 0
        """How much has been asked and learnt: a delivery's number is never used twice."""
        self.past: tuple[str, ...] = ()
        """What is remembered here."""

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    async def soon(self) -> None:
        """News has been gathered, and is told."""
        self.later(minutes=5)
        await self.clock.tick()

    def person(self, name: str, platform: str = "slack") -> Caller:
        return Caller(Place(platform, "home", name, name, private=True), name)

    def channel(self, name: str, platform: str = "slack") -> Place:
        return Place(platform, "home", name, name)

    async def ask(self, who: Caller, intent: Intent, place: Place | None = None, delivery: str | None = None) -> Reply:
        self.done += 1
        return await self.bot.handle(intent, Request(who, place, delivery or str(self.done)))

    async def learn(self, who: Caller, profile: Profile) -> None:
        """What the job does after the commit: the platform tells of an account."""
        self.done += 1
        async with self.database.transaction() as store:
            account = await store.meet(who, self.now)
        async with self.database.transaction() as store:
            turn = await self.scene.turn(store, "fi")
            await enqueue(store, await accounts.learnt(turn, account.id, profile))


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


def remembered(build: Callable[..., Awaitable[object]]) -> Callable[..., Any]:
    """A fixture that happens once in each worker; in the next test the house is at once as it left it.

    It answers with plain values, or with the house. What it needs besides them is remembered too.
    """
    known: dict[object, tuple[datetime, int, tuple[str, ...], str, object]] = {}

    @wraps(build)
    async def happens(house: House, **others: object) -> object:
        before = house.now, house.done, house.past
        if before in known:
            house.now, house.done, house.past, kept, answer = known[before]
            await fill(house.database, kept)
        else:
            answer = await build(house=house, **others)
            house.past = (*house.past, build.__qualname__)
            known[before] = house.now, house.done, house.past, await rows(house.database), answer
        return house if isinstance(answer, House) else answer

    return pytest.fixture(happens)


Member = Callable[[str, str], Profile]


@pytest.fixture
def member() -> Member:
    """A full member with a confirmed e-mail."""
    return lambda name, email: Profile(name, email, email_confirmed=True, full_member=True)


@remembered
async def maija(house: House, member: Member) -> Caller:
    """The supervisor of home care."""
    aino, maija = house.person("aino"), house.person("maija")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija"), house.channel("C1"))
    await house.learn(maija, member("Maija", "maija@kunta.example"))
    return maija
