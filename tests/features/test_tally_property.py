"""Whatever people press, in whichever order, the tally is that of a set of people."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intents import Join, Part, ShareIdea, ShowCode, Support, TakeBack
from bot.model import Caller, Profile
from tests.features.conftest import House

PEOPLE = 3
ACCOUNTS = tuple((person, chat) for person in range(PEOPLE) for chat in ("slack", "teams"))
Account = tuple[int, str]
KINDS = ("press", "repeat", "take back", "join", "part", "look up")
_examples = count(1)


@dataclass(frozen=True, slots=True)
class Act:
    """What one account does; `other` is the one whose code it enters."""

    kind: Literal["press", "repeat", "take back", "join", "part", "look up"]
    who: Account
    other: Account


ACTS = st.builds(Act, st.sampled_from(KINDS), st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS))


@dataclass
class SetOfPeople:
    """What should be: accounts that support, and the person that each points to."""

    points: dict[Account, Account] = field(default_factory=lambda: {one: one for one in ACCOUNTS})
    supporting: set[Account] = field(default_factory=set)
    met: list[Account] = field(default_factory=list)
    known: set[Account] = field(default_factory=set)
    joined_by: dict[Account, str] = field(default_factory=dict)

    @property
    def tally(self) -> int:
        return len({self.points[one] for one in self.supporting})

    def do(self, act: Act) -> None:
        """The same act on a plain set."""
        if act.who not in self.met and act.kind != "repeat":
            self.met.append(act.who)
        match act.kind:
            case "press":
                self.supporting.add(act.who)
            case "take back":
                me = self.points[act.who]
                self.supporting -= {one for one in ACCOUNTS if self.points[one] == me}
            case "join" if act.who != act.other:
                self._meet(act.other)
                self._point(act.who, self.points[act.other], "code")
            case "part":
                me = self.points[act.who]
                for one in [one for one in ACCOUNTS if self.points[one] == me]:
                    self._point(one, one, "parted")
            case "look up":
                self._look_up(act.who)

    def _meet(self, account: Account) -> None:
        if account not in self.met:
            self.met.append(account)

    def _point(self, account: Account, person: Account, how: str) -> None:
        self.points[account], self.joined_by[account] = person, how

    def _look_up(self, account: Account) -> None:
        """The same address in both chats: joined with the account that was met first, unless somebody parted."""
        self.known.add(account)
        others = [
            one
            for one in self.met
            if one != account and one[0] == account[0] and one in self.known and self.joined_by.get(one) != "parted"
        ]
        if others and account not in self.joined_by:
            self._point(account, self.points[others[0]], "email")


class Crowd:
    """The same people at the product's door."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.example = next(_examples)
        self.idea = 0
        self.deliveries: dict[Account, str] = {}
        self._pressed = count(1)

    def caller(self, account: Account) -> Caller:
        return self.house.person(f"{self.example}-{account[0]}-{account[1]}", account[1])

    async def share(self) -> None:
        """An idea of this example's own."""
        author = self.house.person(f"author-{self.example}")
        await self.house.ask(author, ShareIdea(title=f"{self.example}", anyway=True))
        async with self.house.database.transaction() as store:
            self.idea = (await store.similar(f"{self.example}", 1, 1))[0].id

    async def do(self, act: Act) -> None:
        who = self.caller(act.who)
        match act.kind:
            case "press":
                self.deliveries[act.who] = f"{self.example}-{next(self._pressed)}"
                await self.house.ask(who, Support(self.idea), delivery=self.deliveries[act.who])
            case "repeat" if act.who in self.deliveries:
                await self.house.ask(who, Support(self.idea), delivery=self.deliveries[act.who])
            case "take back":
                await self.house.ask(who, TakeBack(self.idea))
            case "join":
                await self._join(who, self.caller(act.other))
            case "part":
                await self.house.ask(who, Part())
            case "look up":
                email = f"p{self.example}-{act.who[0]}@kunta.example"
                await self.house.learn(who, Profile("Nimi", email, email_confirmed=True, full_member=True))

    async def _join(self, who: Caller, other: Caller) -> None:
        shown = await self.house.ask(other, ShowCode())
        code = str(shown.show.text.values["code"])  # type: ignore[union-attr]
        await self.house.ask(who, Join(code))

    async def tally(self) -> int:
        async with self.house.database.transaction() as store:
            found = await store.idea(self.idea)
            assert found
            return found.support

    async def counted_anew(self) -> int:
        async with self.house.database.transaction() as store:
            await store.recount([self.idea])
        return await self.tally()


async def in_order(house: House, acts: list[Act]) -> None:
    crowd, people = Crowd(house), SetOfPeople()
    await crowd.share()
    for act in acts:
        await crowd.do(act)
        people.do(act)
        assert await crowd.tally() == people.tally, act


async def at_once(house: House, acts: list[Act]) -> None:
    """In no order: nothing fails, and what was counted on the way is what a count finds."""
    crowd = Crowd(house)
    await crowd.share()
    for start in range(0, len(acts), 8):
        doing: list[Awaitable[None]] = [crowd.do(act) for act in acts[start : start + 8]]
        async with asyncio.timeout(10):
            await asyncio.gather(*doing)
    assert await crowd.tally() == await crowd.counted_anew()


def examples(most: int) -> settings:
    """Each example has people and an idea of its own, so the database need not be emptied between them."""
    return settings(max_examples=most, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@examples(30)
@given(st.lists(ACTS, max_size=20))
async def test_the_tally_is_that_of_a_set_of_people(house: House, acts: list[Act]) -> None:
    await in_order(house, acts)


@examples(15)
@given(st.lists(ACTS, min_size=8, max_size=24))
async def test_people_who_press_at_the_same_moment_are_counted_right(house: House, acts: list[Act]) -> None:
    await at_once(house, acts)


@pytest.mark.long
@pytest.mark.timeout(900)
@examples(1000)
@given(st.lists(ACTS, max_size=60))
async def test_the_tally_is_that_of_a_set_of_people_at_length(house: House, acts: list[Act]) -> None:
    await in_order(house, acts)


@pytest.mark.long
@pytest.mark.timeout(900)
@examples(300)
@given(st.lists(ACTS, min_size=8, max_size=64))
async def test_people_who_press_at_the_same_moment_are_counted_right_at_length(house: House, acts: list[Act]) -> None:
    await at_once(house, acts)
