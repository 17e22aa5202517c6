"""What is remembered is as if it had just happened."""

import pytest

from bot.intents import AddComment, LinkChannel, ShareIdea, Support
from bot.model import Caller
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.remembered import empty, fill, rows
from tests.scenarios.records import dump

TEXT = "It's 100 % “true”; :name \\' {} $1\nand ää"


@remembered
async def liisa(house: House, member: Member) -> Caller:
    await house.learn(house.person("aino"), member("Aino", ADMIN))
    await house.ask(house.person("aino"), LinkChannel(unit="Kotihoito", supervisor="maija"), house.channel("C1"))
    await house.ask(house.person("liisa"), ShareIdea(title="Penkki", about=TEXT, unit=1))
    house.later(days=1)
    return house.person("liisa")


@remembered
async def remarked(house: House, liisa: Caller) -> House:
    await house.ask(liisa, AddComment(1, TEXT))
    return house


async def test_a_database_is_filled_with_the_same_rows_and_goes_on_with_the_same_numbers(
    house: House, liisa: Caller
) -> None:
    await house.ask(house.person("ville"), Support(1))
    before, kept = await dump(house.database), await rows(house.database)
    assert TEXT.splitlines()[1] in before
    await house.ask(liisa, ShareIdea(title="Lumityöt", anyway=True))
    after = await dump(house.database)
    await empty(house.database)
    assert "Penkki" not in await dump(house.database)
    await fill(house.database, kept)
    assert await dump(house.database) == before
    house.done -= 1
    await house.ask(liisa, ShareIdea(title="Lumityöt", anyway=True))
    numbers = [
        {line.split(",")[0] for line in one.splitlines() if "," in line} for one in (after, await dump(house.database))
    ]
    assert numbers[0] == numbers[1]


def numbers(rows: str) -> set[str]:
    """Every table, with what its rows are numbered."""
    return {line.partition(",")[0] for line in rows.splitlines()}


@pytest.mark.parametrize("time", ["at first", "again"])
async def test_a_house_stands_where_it_stood_whether_it_happens_or_is_remembered(
    house: House, liisa: Caller, remarked: House, time: str
) -> None:
    del time
    assert house is remarked
    assert (house.now.day, house.done, house.past) == (25, 4, ("liisa", "remarked"))
    assert (await house.ask(liisa, AddComment(1, "Hyvä."))).redraw
    async with house.database.transaction() as store:
        assert [one.text for one in await store.comments(1, 10)] == ["Hyvä.", TEXT]
