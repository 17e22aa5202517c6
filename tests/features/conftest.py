"""People who ask the product directly, without a chat between."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

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
        self.bot = Bot(database.transaction, self.scene)
        self.clock = Clock(database.transaction, self.scene)
        self._deliveries = count(1)

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
        return await self.bot.handle(intent, Request(who, place, delivery or str(next(self._deliveries))))

    async def learn(self, who: Caller, profile: Profile) -> None:
        """What the job does after the commit: the platform tells of an account."""
        async with self.database.transaction() as store:
            account = await store.meet(who, self.now)
        async with self.database.transaction() as store:
            turn = await self.scene.turn(store, "fi")
            await enqueue(store, await accounts.learnt(turn, account.id, profile))


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


Member = Callable[[str, str], Profile]


@pytest.fixture
def member() -> Member:
    """A full member with a confirmed e-mail."""
    return lambda name, email: Profile(name, email, email_confirmed=True, full_member=True)


@pytest.fixture
async def maija(house: House, member: Member) -> Caller:
    """The supervisor of home care."""
    aino, maija = house.person("aino"), house.person("maija")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija"), house.channel("C1"))
    await house.learn(maija, member("Maija", "maija@kunta.example"))
    return maija
