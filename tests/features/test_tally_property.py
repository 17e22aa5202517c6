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
from bot.views.kinds import Notice
from bot.views.text import Text
from tests.features.conftest import House

PEOPLE = 2
ACCOUNTS = tuple((person, chat) for person in range(PEOPLE) for chat in ("slack", "teams"))
Account = tuple[int, str]
KINDS = ("press", "press", "repeat", "take back", "join", "join", "part", "look up", "guest")
_examples = count(1)


@dataclass(frozen=True, slots=True)
class Act:
    """What one account does, or what its chat tells of it; `other` is the one whose code it enters."""

    kind: Literal["press", "repeat", "take back", "join", "part", "look up", "guest"]
    who: Account
    other: Account


ACTS = st.builds(Act, st.sampled_from(KINDS), st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS))


@dataclass
class SetOfPeople:
    """What should be: persons are sets of accounts, and a person supports if one of them does."""

    persons: list[frozenset[Account]] = field(default_factory=lambda: [frozenset({one}) for one in ACCOUNTS])
    supporting: set[Account] = field(default_factory=set)
    trusted: set[Account] = field(default_factory=set)
    """Looked up, with an address that tells who it is."""
    guests: set[Account] = field(default_factory=set)
    parted: set[Account] = field(default_factory=set)
    refused: set[Account] = field(default_factory=set)
    """Whose last press was refused: a refusal stores nothing, so repeating it is a first time."""

    @property
    def tally(self) -> int:
        counting = self.supporting - self.guests
        return sum(1 for person in self.persons if person & counting)

    def person(self, account: Account) -> frozenset[Account]:
        return next(person for person in self.persons if account in person)

    def do(self, act: Act) -> None:
        """The same act on plain sets."""
        match act.kind:
            case "look up":
                self.guests.discard(act.who)
                self.trusted.add(act.who)
                self._join_by_address(act.who)
            case "guest":
                self.guests.add(act.who)
                self.trusted.discard(act.who)
            case "press" if act.who in self.guests:
                self.refused.add(act.who)
            case "press":
                self.refused.discard(act.who)
                self.supporting.add(act.who)
            case _ if act.who in self.guests:
                pass
            case "repeat" if act.who in self.refused:
                self.refused.discard(act.who)
                self.supporting.add(act.who)
            case "take back":
                self.supporting -= self.person(act.who)
            case "join" if act.who[1] != act.other[1] and act.other not in self.guests:
                self._join(self.person(act.who), self.person(act.other))
            case "part":
                me = self.person(act.who)
                self.persons.remove(me)
                self.persons += [frozenset({one}) for one in me]
                self.parted |= me

    def _join(self, one: frozenset[Account], other: frozenset[Account]) -> None:
        self.persons = [person for person in self.persons if person not in (one, other)] + [one | other]

    def _join_by_address(self, account: Account) -> None:
        """One address, one person; but whoever was parted stays so."""
        same = {one for one in self.trusted if one[0] == account[0]}
        for person in [person for person in self.persons if person & same]:
            if not (person | self.person(account)) & self.parted:
                self._join(person, self.person(account))


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
            case "look up" | "guest":
                email = f"p{self.example}-{act.who[0]}@kunta.example"
                full = act.kind == "look up"
                await self.house.learn(who, Profile("Nimi", email, email_confirmed=True, full_member=full))

    async def _join(self, who: Caller, other: Caller) -> None:
        shown = (await self.house.ask(other, ShowCode())).show
        assert isinstance(shown, Notice)
        assert isinstance(shown.text, Text)
        if "code" in shown.text.values:
            await self.house.ask(who, Join(str(shown.text.values["code"])))

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
    """In no order, everybody due to be looked up: nothing fails, and a count finds what was counted on the way."""
    crowd = Crowd(house)
    await crowd.share()
    for start in range(0, len(acts), 8):
        house.later(days=1)
        doing: list[Awaitable[None]] = [crowd.do(act) for act in acts[start : start + 8]]
        async with asyncio.timeout(60):
            await asyncio.gather(*doing)
    assert await crowd.tally() == await crowd.counted_anew()


def examples(most: int) -> settings:
    """Each example has people and an idea of its own, so the database need not be emptied between them."""
    return settings(max_examples=most, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@examples(10)
@given(st.lists(ACTS, min_size=6, max_size=40))
async def test_the_tally_is_that_of_a_set_of_people(house: House, acts: list[Act]) -> None:
    await in_order(house, acts)


@examples(10)
@given(st.lists(ACTS, min_size=8, max_size=24))
async def test_people_who_press_at_the_same_moment_are_counted_right(house: House, acts: list[Act]) -> None:
    """The trap: counting all rows is too slow, and a counter beside them drifts when two press at once."""
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
