"""Local times around the two nights on which the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.calendar import at_local
from bot.model import Digest
from storage.database import Database
from tests.features.conftest import House

HELSINKI = ZoneInfo("Europe/Helsinki")
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "at", "hour", "minute", "shown"),
    [
        (SPRING, time(2, 59), 0, 59, "02.59"),
        (SPRING, time(3, 0), 1, 0, "04.00"),
        (SPRING, time(3, 30), 1, 30, "04.30"),
        (SPRING, time(4, 0), 1, 0, "04.00"),
        (AUTUMN, time(2, 59), 23, 59, "02.59"),
        (AUTUMN, time(3, 0), 0, 0, "03.00"),
        (AUTUMN, time(3, 30), 0, 30, "03.30"),
        (AUTUMN, time(4, 0), 2, 0, "04.00"),
    ],
)
def test_a_time_that_never_comes_is_an_hour_later_and_one_that_comes_twice_is_the_first(
    day: date, at: time, hour: int, minute: int, shown: str
) -> None:
    """The trap: in Finland three to four at night never comes in March, and comes twice in October."""
    moment = at_local(day, HELSINKI, at)
    assert (moment.hour, moment.minute, moment.tzinfo) == (hour, minute, UTC)
    assert moment.astimezone(HELSINKI).strftime("%H.%M") == shown


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
async def test_what_is_planned_in_the_changed_hour_is_sent_once(house: House, database: Database, day: date) -> None:
    """The trap: the same local time comes again; what is planned is known by its local day."""
    pekka = house.person("pekka")
    due_at = at_local(day, HELSINKI, time(3, 30))
    async with database.transaction() as store:
        account = await store.meet(pekka, house.now)
        for moment in (due_at, due_at + timedelta(hours=1)):
            planned = Digest(0, account.id, day, day - timedelta(days=7), day)
            await store.plan_digests([(planned, moment)])
    claimed = []
    for quarter in range(24):
        now = datetime.combine(day, time(), UTC) + timedelta(minutes=15 * quarter)
        async with database.transaction() as store:
            claimed += [(now, one.monday) for one in await store.claim_digests(now, 10)]
    assert claimed == [(due_at, day)]
