"""Following: who wants to hear of an idea hears what becomes of it, and stops when they like."""

from datetime import date

from bot.intents import Follow, MoreOf, ShareIdea, StartExperiment, Unfollow
from bot.model import Caller
from bot.views.kinds import Notice
from tests.features.conftest import House


async def told(house: House) -> list[str]:
    """Who got private news by now, in the order in which it was enqueued."""
    await house.soon()
    async with house.database.engine.connect() as connection:
        rows = await connection.exec_driver_sql(
            "select name_there from posting where subject_kind = 'news' order by id"
        )
        return list(rows.scalars())


async def ways(house: House, who: Caller) -> list[object]:
    reply = await house.ask(who, MoreOf(1))
    assert isinstance(reply.show, Notice)
    return [button.intent for button in reply.show.buttons]


async def test_a_follower_and_the_author_hear_that_it_is_tried_and_why_but_not_who_tries_it(house: House) -> None:
    liisa, maija, pekka = house.person("liisa"), house.person("maija"), house.person("pekka")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin"))
    for who in (maija, pekka):
        await house.ask(who, Follow(1))
    await house.ask(pekka, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    assert await told(house) == ["liisa", "maija"]


async def test_following_twice_is_following_once_and_stops_at_once(house: House) -> None:
    liisa, maija = house.person("liisa"), house.person("maija")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin"))
    assert Follow(1) in await ways(house, maija)
    for _ in range(2):
        await house.ask(maija, Follow(1))
    assert Unfollow(1) in await ways(house, maija)
    await house.ask(maija, Unfollow(1))
    assert Follow(1) in await ways(house, maija)
    await house.ask(liisa, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    assert await told(house) == []


async def test_news_waits_for_the_readers_own_morning(house: House) -> None:
    liisa, maija = house.person("liisa"), house.person("maija")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin"))
    house.later(hours=10)
    await house.ask(maija, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    await house.clock.tick()
    assert await told(house) == []
    house.later(hours=13)
    await house.clock.tick()
    assert await told(house) == ["liisa"]
