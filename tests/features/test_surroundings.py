"""Whether something new can appear in a linked channel: found out after the commit, and told once."""

import asyncio
from typing import Literal

import pytest
from sqlalchemy import text

from bot.intents import AddComment, CheckChannel, LinkChannel, ShareIdea, UnlinkChannel
from bot.lookups import Lookups
from bot.model import Caller, ChannelsChanged, Surroundings
from bot.replies import Reply
from bot.sender import Sender
from bot.views.kinds import Notice
from tests.features.conftest import ADMIN, House, Member
from tests.features.test_collisions import WAITS
from tests.outbox.conftest import Recorder
from tests.scenarios.records import eventually, value

FINE = Surroundings()
AWAY = Surroundings(member=False)
SHARED = Surroundings(outsiders=True)
ASKED = "select count(*) from procrastinate_jobs where task_name = 'look_at' and status = 'todo'"
BEGUN = "update procrastinate_jobs set status = 'doing', lock = null where task_name = 'look_at' and status = 'todo'"


class Watched:
    """The product with one platform, that tells of channels what a test gave it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.platform = Recorder(pace=0)
        self.channel = house.channel("C1")
        self.aino = house.person("aino")
        platforms = {"slack": self.platform}
        self.lookups = Lookups(house.database.transaction, platforms, house.scene)
        self.sender = Sender(house.database.transaction, platforms, house.scene)

    async def link(self, opened: Literal["no", "yes"] = "no") -> Reply:
        return await self.house.ask(self.aino, LinkChannel(opened=opened), self.channel)

    async def unlink(self) -> None:
        await self.house.ask(self.aino, UnlinkChannel(), self.channel)

    async def learns(self, seen: Surroundings, *, refused: bool = False) -> None:
        self.platform.seen = seen
        await self.lookups.look_at(1, refused=refused)
        await self.sender.send("slack", "home")

    async def shares(self) -> None:
        await self.house.ask(Caller(self.house.person("liisa").own), ShareIdea(title="Penkki", anyway=True))
        await self.sender.send("slack", "home")

    def told(self) -> int:
        """How many messages Aino has been sent."""
        return len(self.platform.at("aino", "post"))

    def hangs(self) -> int:
        return len(self.platform.at("C1", "post"))


@pytest.fixture
async def watched(house: House, member: Member) -> Watched:
    one = Watched(house)
    await house.learn(one.aino, member("Aino", ADMIN))
    return one


async def test_an_idea_waits_until_the_platform_has_told_who_is_in_the_channel(watched: Watched) -> None:
    await watched.link()
    await watched.shares()
    assert watched.hangs() == 0
    await watched.learns(FINE)
    assert (watched.hangs(), watched.told()) == (1, 0)


async def test_nothing_appears_where_outsiders_are_until_an_admin_opens_it(watched: Watched) -> None:
    await watched.link()
    await watched.shares()
    await watched.learns(SHARED)
    await watched.shares()
    assert (watched.hangs(), watched.told()) == (0, 1)
    await watched.link(opened="yes")
    await watched.learns(SHARED)
    await watched.shares()
    assert (watched.hangs(), watched.told()) == (1, 1)


async def test_a_channel_that_is_shared_later_shows_nothing_new_from_then_on(watched: Watched) -> None:
    await watched.link()
    await watched.learns(FINE)
    watched.house.later(days=2)
    await watched.house.clock.tick()
    assert await value(watched.house.database, ASKED) == 2
    await watched.learns(SHARED)
    await watched.shares()
    assert (watched.hangs(), watched.told()) == (0, 1)


async def test_however_many_join_at_once_a_channel_is_asked_about_once_more_and_never_too_early(
    watched: Watched,
) -> None:
    await watched.link()
    await watched.learns(FINE)
    database = watched.house.database
    for times in (5, 1):
        async with database.engine.begin() as connection:
            await connection.execute(text(BEGUN))
        for _ in range(times):
            await watched.house.bot.hear(ChannelsChanged("slack", "home"), None)
        assert await value(database, ASKED) == 1


@pytest.mark.parametrize("unlinked", [False, True])
async def test_what_is_said_under_a_card_is_not_told_where_outsiders_came_or_nobody_asks_any_more_who_reads(
    watched: Watched, unlinked: bool
) -> None:
    await watched.link()
    await watched.learns(FINE)
    await watched.shares()
    await (watched.unlink() if unlinked else watched.learns(SHARED))
    await watched.house.ask(watched.aino, AddComment(1, "Vain meille"))
    await watched.sender.send("slack", "home")
    assert watched.hangs() == 1
    assert len(watched.platform.at("C1", "update")) == (1 if unlinked else 2)


async def test_what_waits_for_a_channel_is_forgotten_with_its_link(watched: Watched) -> None:
    """Nobody had told yet who reads there."""
    await watched.link()
    await watched.shares()
    await watched.unlink()
    await watched.sender.send("slack", "home")
    assert watched.hangs() == 0


@pytest.mark.parametrize("unlinked", [False, True])
async def test_what_is_shared_while_a_channel_is_closed_does_not_appear_there_afterwards(
    watched: Watched, unlinked: bool
) -> None:
    await watched.link()
    await watched.learns(FINE)
    async with watched.house.database.engine.begin() as other:
        await other.execute(text("lock table posting in share mode"))
        sharing = asyncio.create_task(watched.house.ask(watched.house.person("liisa"), ShareIdea(title="Penkki")))
        await eventually(lambda: value(watched.house.database, WAITS), 1)
        closing = asyncio.create_task(watched.unlink() if unlinked else watched.learns(SHARED))

        async def stands() -> bool:
            return closing.done() or await value(watched.house.database, WAITS) == 2

        await eventually(stands, True)
    await asyncio.gather(sharing, closing)
    await watched.sender.send("slack", "home")
    assert watched.hangs() == 0


@pytest.mark.parametrize("seen", [AWAY, Surroundings(archived=True)])
async def test_the_same_trouble_is_told_once(watched: Watched, seen: Surroundings) -> None:
    await watched.link()
    for _ in range(3):
        await watched.learns(seen)
    assert watched.told() == 1


async def test_whoever_has_mended_it_can_ask_again(watched: Watched) -> None:
    await watched.link()
    await watched.learns(AWAY)
    await watched.house.ask(watched.aino, CheckChannel(1))
    await watched.learns(AWAY)
    assert watched.told() == 2
    await watched.house.ask(watched.aino, CheckChannel(1))
    await watched.learns(FINE)
    await watched.shares()
    assert (watched.hangs(), watched.told()) == (1, 2)


async def test_what_could_not_be_posted_is_told_even_where_the_platform_says_that_it_can(watched: Watched) -> None:
    await watched.link()
    await watched.learns(FINE, refused=True)
    assert watched.told() == 1


async def test_only_an_admin_has_it_looked_at_again(watched: Watched, member: Member) -> None:
    await watched.link()
    await watched.house.learn(watched.house.person("liisa"), member("Liisa", "liisa@kunta.example"))
    reply = await watched.house.ask(watched.house.person("liisa"), CheckChannel(1))
    assert isinstance(reply.show, Notice)
    assert reply.show.tone == "refused"
