"""A trial whose days pass: every moment at which something is due is lived through, and what was said is kept."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.intents import LinkChannel, ShareIdea, StartExperiment
from bot.model import Caller, Place
from bot.turn import drawers
from bot.views.kinds import Card
from tests.features.conftest import ADMIN, House, Member

HELSINKI = ZoneInfo("Europe/Helsinki")
CHANNEL = Place("slack", "home", "C1", "C1")
WAITING = ("select min(due_at) from checkin", "select min(due_at) from scheduled_post")
REGULAR = ("digest", "overview")
Told = tuple[str, str, str]
"""The day and hour in Helsinki, what was said, and to whom."""


class Days:
    """Time that passes over a house."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.seen = 0

    async def said(self) -> list[Told]:
        """What has been said in private since one asked last; digests and overviews are another story."""
        query = "select id, subject_kind, name_there from posting where id > %s and private order by id"
        async with self.house.database.engine.connect() as connection:
            rows = (await connection.exec_driver_sql(query, (self.seen,))).all()
        self.seen = max((row.id for row in rows), default=self.seen)
        hour = self.house.now.astimezone(HELSINKI).strftime("%d.%m. %H.%M")
        return [(hour, row.subject_kind, row.name_there) for row in rows if row.subject_kind not in REGULAR]

    async def pass_until(self, day: date, at: time = time(12)) -> list[Told]:
        """Latu is at work all the time."""
        house, end, found = self.house, datetime.combine(day, at, HELSINKI), await self.said()
        while (moment := await self._next()) and moment <= end:
            house.now = max(house.now, moment)
            await house.clock.tick()
            found += await self.said()
        house.now = end
        return found

    async def down_until(self, day: date, at: time = time(12)) -> list[Told]:
        """Latu is not there, and then is."""
        self.house.now = datetime.combine(day, at, HELSINKI)
        await self.house.clock.tick()
        return await self.said()

    async def _next(self) -> datetime | None:
        async with self.house.database.engine.connect() as connection:
            found = [(await connection.exec_driver_sql(one)).scalar_one() for one in WAITING]
        return min((one for one in found if one), default=None)


async def named(
    house: House, member: Member, *, renewer: bool = True, supervisor: bool = True, deputy: bool = False
) -> None:
    """Aino links the channel of home care; Kaisa is its renewer, Saara its supervisor, and Mirja her deputy."""
    await house.learn(house.person("aino"), member("Aino", ADMIN))
    link = LinkChannel(unit="Kotihoito")
    link = replace(link, renewer="kaisa") if renewer else link
    link = replace(link, supervisor="saara") if supervisor else link
    link = replace(link, deputy="mirja") if deputy else link
    await house.ask(house.person("aino"), link, CHANNEL)
    for name in ("Kaisa", "Saara", *(("Mirja",) if deputy else ())):
        await house.learn(house.person(name.lower()), member(name, f"{name}@kunta.example".lower()))


async def tried(house: House, start: StartExperiment, *, by: str = "pekka") -> Caller:
    """Somebody's own idea of home care, tried from today on."""
    who = house.person(by)
    await house.ask(who, ShareIdea(title="Vara-avaimet autoihin", unit=1, anyway=True))
    await house.ask(who, start)
    return who


async def leaves(house: House, member: Member, who: Caller) -> None:
    """The platform tells that somebody is no member any more."""
    name = (who.name or "").capitalize()
    await house.learn(who, replace(member(name, f"{name}@kunta.example".lower()), full_member=False))


async def card_of(house: House, kind: str, number: int) -> Card:
    """A private question as it is drawn now."""
    async with house.database.transaction() as store:
        card = (await drawers[kind](await house.scene.turn(store, "fi"), [number]))[number]
    assert isinstance(card, Card)
    return card
