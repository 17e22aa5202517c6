"""People who press Support at the same moment are answered together, each as if alone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from psycopg import AsyncConnection

from bot.errors import Collision
from bot.intents import Hide, MergeIdea, SetLanguage, ShareIdea, Support, TakeBack
from bot.model import Caller, Language, Profile, Request, Subject
from bot.replies import Reply
from bot.views.kinds import Notice
from bot.views.text import read
from storage.database import Store
from tests.features.conftest import House, Member, remembered
from tests.features.test_support import tally
from tests.scenarios.records import value

TITLE = "Vara-avaimet kotihoidon autoihin"
WHO = tuple(f"U{number}" for number in range(12))


class Transactions:
    """How many a crowd begins; one of them may collide with somebody."""

    def __init__(self, house: House) -> None:
        self.house, self.begun, self.collide = house, 0, 0
        """The one of that number collides."""

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Store]:
        self.begun += 1
        if self.begun == self.collide:
            raise Collision
        async with self.house.database.transaction() as store:
            yield store


@pytest.fixture
def transactions(house: House) -> Transactions:
    counted = Transactions(house)
    house.bot.crowd.transaction = house.bot.transaction = counted
    return counted


@remembered
async def known(house: House, member: Member, maija: Caller) -> list[Caller]:
    """Twelve members of whom the platform has told, and an idea in their channel."""
    del maija
    callers = [house.person(name) for name in WHO]
    for caller in callers:
        await house.learn(caller, member(caller.own.id, f"{caller.own.id}@kunta.example"))
    await house.ask(house.person("liisa"), ShareIdea(title=TITLE, unit=1))
    return callers


async def at_once(house: House, *presses: tuple[Caller, int]) -> list[Reply]:
    """All in the same moment, each as a delivery of its own."""
    return await asyncio.gather(*(house.ask(who, Support(idea)) for who, idea in presses))


def said(replies: Sequence[Reply]) -> list[str]:
    return [read(one.show.text, one.language) for one in replies if isinstance(one.show, Notice)]


async def test_they_share_a_transaction_and_each_counts(
    house: House, known: list[Caller], transactions: Transactions
) -> None:
    replies = await at_once(house, *((who, 1) for who in known))
    assert said(replies) == [f"Kannatat ideaa ”{TITLE}”."] * 12
    assert await tally(house, 1) == 12
    assert transactions.begun == 2
    assert said(await at_once(house, *((who, 1) for who in known))) == [f"Kannatat jo ideaa ”{TITLE}”."] * 12
    assert await tally(house, 1) == 12


async def test_a_card_is_drawn_anew_for_what_is_new_only(house: House, known: list[Caller]) -> None:
    async def due_after(*presses: tuple[Caller, int]) -> int:
        async with house.database.engine.begin() as connection:
            await connection.exec_driver_sql("update posting set state = 'shown', message = 'm' || id")
        await at_once(house, *presses)
        async with house.database.engine.begin() as connection:
            query = "select count(*) from posting where state = 'due' and subject_kind = 'idea'"
            return int((await connection.exec_driver_sql(query)).scalar_one())

    assert await due_after((known[0], 1)) == 1
    assert await due_after((known[0], 1)) == 0
    assert await due_after(*((who, 1) for who in known)) == 1


async def test_each_is_answered_in_their_own_language(house: House, known: list[Caller]) -> None:
    await house.ask(known[3], SetLanguage(Language.SWEDISH))
    replies = await at_once(house, *((who, 1) for who in known))
    assert [one.language for one in replies[2:5]] == ["fi", "sv", "fi"]


async def test_a_person_who_presses_in_both_chats_at_once_counts_once(
    house: House, known: list[Caller], member: Member
) -> None:
    there = house.person("aad4", "teams")
    await house.learn(there, member("U4", "U4@kunta.example"))
    await at_once(house, *((who, 1) for who in (*known, there, known[5])))
    assert await tally(house, 1) == 12


async def test_one_person_may_press_for_many_ideas_at_once(house: House, known: list[Caller]) -> None:
    for number in range(3):
        await house.ask(known[0], ShareIdea(title=f"Idea {number}", anyway=True))
    await at_once(house, *((known[1], 1 + number) for number in range(4)))
    assert [await tally(house, 1 + number) for number in range(4)] == [1, 1, 1, 1]


async def test_a_delivery_that_comes_again_gives_nothing_that_was_taken_back(house: House, known: list[Caller]) -> None:
    crowd = [house.ask(who, Support(1), delivery=f"first {number}") for number, who in enumerate(known)]
    await asyncio.gather(*crowd)
    await house.ask(known[6], TakeBack(1))
    again = [house.ask(who, Support(1), delivery=f"first {number}") for number, who in enumerate(known)]
    assert [one.show for one in await asyncio.gather(*again)] == [None] * 12
    assert await tally(house, 1) == 11


async def test_whoever_is_new_and_what_is_not_open_is_answered_as_ever(house: House, known: list[Caller]) -> None:
    guest, new = known[7], house.person("newcomer")
    await house.learn(guest, Profile("Vieras", full_member=False))
    for title in ("Toinen", "Kolmas"):
        await house.ask(known[0], ShareIdea(title=title, unit=1, anyway=True))
    await house.ask(house.person("maija"), Hide("idea", 2, "Asiakas tunnistetaan."))
    await house.ask(house.person("maija"), MergeIdea(3, 1, "Sama asia."))
    presses = ((known[0], 1), (known[1], 1), (guest, 1), (new, 1), (known[2], 2), (known[3], 3), (known[4], 99))
    alone = [(await house.ask(who, Support(idea))).show for who, idea in presses]
    together = [one.show for one in await at_once(house, *presses)]
    assert [type(one) for one in together] == [type(one) for one in alone]
    assert together[2] == alone[2]
    assert together[4:] == [alone[4], together[5], alone[6]]
    assert await tally(house, 1) == 4


async def test_a_click_on_a_card_that_is_not_known_makes_it_ours_in_a_crowd_too(
    house: House, known: list[Caller]
) -> None:
    async with house.database.transaction() as store:
        await store.connection.exec_driver_sql("delete from posting")
    place, card = house.channel("C1"), Subject("idea", 1)
    requests = [Request(who, place, str(number), "C1:1.0", card) for number, who in enumerate(known)]
    requests[0] = replace(requests[0], message=None)
    await asyncio.gather(*(house.bot.handle(Support(1), one) for one in requests))
    async with house.database.transaction() as store:
        assert await store.knows(known[0].own, "C1:1.0")


async def test_a_crowd_that_collides_with_somebody_is_answered_one_by_one(
    house: House, known: list[Caller], transactions: Transactions
) -> None:
    transactions.collide = 3
    assert len(said(await at_once(house, *((who, 1) for who in known)))) == 12
    assert await tally(house, 1) == 12


def broken_off(wait: Callable[..., Awaitable[Any]], moment: int) -> Callable[..., Awaitable[Any]]:
    """Whoever waits for the database for the time of that number is cancelled while it works."""
    times = count(1)

    async def waits(connection: AsyncConnection, *given: Any, **how: Any) -> Any:
        if next(times) == moment and (task := asyncio.current_task()):
            task.cancel()
        return await wait(connection, *given, **how)

    return waits


@pytest.mark.parametrize("clicked", [None, "C1:1.0"])
async def test_a_press_that_is_broken_off_at_any_moment_counts_whole_or_not_at_all(
    house: House, known: list[Caller], monkeypatch: pytest.MonkeyPatch, clicked: str | None
) -> None:
    """On a card that is not known more is asked, and of SQLAlchemy."""
    is_open = "select count(*) from pg_stat_activity where state ~ 'idle in' and datname = current_database()"
    moments = 0
    for moment, who in enumerate(known, 1):
        async with house.database.transaction() as store:
            await store.connection.exec_driver_sql("delete from posting")
        request = Request(who, house.channel("C1"), f"first {moment}", clicked, Subject("idea", 1))
        with monkeypatch.context() as patch:
            patch.setattr(AsyncConnection, "wait", broken_off(AsyncConnection.wait, moment))
            press = asyncio.create_task(house.bot.handle(Support(1), request))
            await asyncio.wait([press])
        assert await value(house.database, is_open) == 0
        assert said([await house.ask(who, Support(1))])
        assert await tally(house, 1) == await value(house.database, "select count(*) from support") == moment
        if not press.cancelled():
            break
        moments += 1
    assert moments == (8 if clicked else 3)
