"""Jobs of one home follow each other; look-ups let messages pass."""

import asyncio

from bot.errors import Unreachable
from bot.intents import ShowCode, Support
from bot.model import Account
from tests.outbox.conftest import Office, happened


async def test_an_idea_in_fifty_channels_is_one_job(office: Office) -> None:
    await office.linked(*(f"C{number}" for number in range(50)))
    idea = await office.idea()
    assert await office.jobs() == 1
    await office.rows("update posting set state = 'shown'")
    await office.house.ask(office.house.person("pekka"), Support(idea))
    assert await office.jobs() == 2


async def met(office: Office, people: int) -> None:
    """New people ask something, so that they are looked up."""
    for number in range(people):
        await office.house.ask(office.house.person(f"NEW{number}"), ShowCode())


async def test_many_new_people_do_not_hold_up_a_card(office: Office) -> None:
    async def slow(account: Account) -> None:
        await asyncio.sleep(0.5)

    office.platform.looks = slow
    await office.linked("C1")
    idea = await office.idea()
    await office.send()
    await met(office, 30)
    async with office.worker():
        await happened(lambda: office.platform.asked)
        await office.house.ask(office.house.person("pekka"), Support(idea))
        assert await happened(lambda: office.platform.at("C1", "update")) < 1
        await office.rows("delete from procrastinate_jobs where status = 'todo'")


async def test_people_of_one_home_are_looked_up_one_after_another(office: Office) -> None:
    at_once = most = 0

    async def counted(account: Account) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.02)
        at_once -= 1

    office.platform.looks = counted
    await met(office, 6)
    async with office.worker():
        await happened(lambda: len(office.platform.asked) == 6)
    assert most == 1


async def test_a_platform_that_asks_to_wait_is_asked_about_nobody_meanwhile(office: Office) -> None:
    async def busy(account: Account) -> None:
        raise Unreachable(30)

    office.platform.looks = busy
    await met(office, 3)
    async with office.worker():
        await office.becomes(1, "select count(*) from procrastinate_jobs where attempts = 1 and status = 'todo'")
        await met(office, 4)
        await happened(lambda: office.platform.asked)
        wait = "select extract(epoch from scheduled_at - clock_timestamp()) from procrastinate_jobs where attempts = 1"
        assert 25 < await office.value(wait) < 31
    assert len(office.platform.asked) == 1


async def test_somebody_who_cannot_be_looked_up_does_not_hold_up_the_others(office: Office) -> None:
    async def fails(account: Account) -> None:
        if account.own.id == "NEW0":
            raise Unreachable

    office.platform.looks = fails
    await met(office, 4)
    async with office.worker():
        assert await happened(lambda: len(office.platform.asked) == 4) < 4
