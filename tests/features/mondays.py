"""Weeks that pass over home care, and the digests that were sent in them."""

from datetime import date

from bot.intents import ShareIdea
from bot.model import Place
from tests.features.conftest import House

CHANNEL = Place("slack", "home", "C1", "C1")


async def sent(house: House) -> list[tuple[date, date]]:
    """(since, until) of every digest that has been sent, in order."""
    async with house.database.engine.connect() as connection:
        rows = await connection.exec_driver_sql(
            "select d.since, d.until from digest d join posting p on p.subject_kind = 'digest' and p.subject_id = d.id"
            " order by d.until, p.id"
        )
        return [(row.since, row.until) for row in rows]


async def shares(house: House, title: str = "Vara-avaimet autoihin") -> None:
    """Something happens in home care."""
    await house.ask(house.person("liisa"), ShareIdea(title=title, unit=1, anyway=True))


async def weeks_pass(house: House, count: int, hours: float = 24, *, eventful: bool = True) -> None:
    """Latu is at work; in each week something happens, or nothing."""
    for week in range(count):
        if eventful:
            await shares(house, f"Idea {week} {house.now}")
        for _ in range(int(7 * 24 / hours)):
            house.later(hours=hours)
            await house.clock.tick()
