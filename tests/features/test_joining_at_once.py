"""Two accounts of one person, told of by both chats at the same moment."""

import asyncio

from bot.intents import Support
from tests.features.conftest import House, Member
from tests.features.test_support import shared, tally


async def test_two_accounts_looked_up_at_the_same_moment_are_joined(house: House, member: Member) -> None:
    idea = await shared(house)
    for number in range(1, 11):
        slack, teams = house.person(f"U{number}"), house.person(f"aad{number}", "teams")
        profile = member(f"Pekka {number}", f"pekka{number}@kunta.example")
        await house.ask(slack, Support(idea))
        await house.ask(teams, Support(idea))
        await asyncio.gather(house.learn(slack, profile), house.learn(teams, profile))
        assert await tally(house, idea) == number
