"""What leaving asks of the database, counted: for a hundred copies as often as for one."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from bot.intents import LinkChannel, ShareIdea, StartExperiment
from tests.features.conftest import ADMIN, Member
from tests.features.conftest import member as member
from tests.outbox.conftest import Office
from tests.statements import heard

TICK, SEND = 32, 12
"""Statements of a tick at which questions are due, and of sending a batch; the notes of what hangs come to that."""


@pytest.mark.parametrize("count", [1, 20])
async def test_questions_to_many_take_as_many_statements_as_one(office: Office, member: Member, count: int) -> None:
    """The trap: asked for one by one, what all are asked at nine costs a statement or more for each."""
    house, aino = office.house, office.house.person("aino")
    office.platform.rate, office.platform.pace = 1000.0, 0.0
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito"), house.channel("C1"))
    for number in range(count):
        who = house.person(f"p{number}")
        await house.ask(who, ShareIdea(title=f"Idea {number}", unit=1, anyway=True))
        await house.ask(who, StartExperiment(number + 1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    await office.send()
    house.now = datetime(2026, 12, 9, 8, tzinfo=UTC)
    with heard() as asked:
        await house.clock.tick()
    office.platform.calls.clear()
    with heard() as sent:
        await office.send()
    assert len(office.platform.calls) == count
    assert len(asked) <= TICK, len(asked)
    assert len([statement for statement, _ in sent if "json_to_recordset" not in statement]) <= SEND


async def test_what_leaves_next_is_found_without_sorting_all_that_waits(office: Office) -> None:
    """The trap: with ten thousand waiting, each batch of eight sorts them all."""
    with heard() as said:
        async with office.database.transaction() as store:
            await store.claim("slack", "home", ["C1"], 8, datetime.now(UTC))
    query, values = said[0]
    async with office.database.engine.begin() as connection:
        for other in ("seqscan", "bitmapscan", "sort"):
            await connection.execute(text(f"set local enable_{other} = off"))
        plan = (await connection.exec_driver_sql(f"explain {query}", values)).scalars().all()
    assert [line for line in plan if "Index Scan using ix_posting_waiting" in line], plan
