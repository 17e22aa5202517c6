"""What is asked of the database, counted: no test holds a speed, but these hold what made it slow."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest

from bot.features import digests, weeks
from bot.intents import LinkChannel, ShareIdea, Support
from bot.model import Caller, Digest
from bot.turn import Turn, drawers
from storage.database import Store
from tests.benchmarks.seeds import supervisors
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.statements import heard

DIGESTS = 8
"""Statements of all digests that are read together."""
CLAIMED, DRAWN = 2, 2
"""Beside those: when their hour comes they are claimed and planned anew; when they leave each is read, and its pace."""
GROWS = re.compile(r"\b(idea|support|experiment|change|checkin|review|permit|aim)\b")
"""Tables of what has ever happened."""
COUNTED = re.compile(r"\bcount\([^)]*\).*?\bfrom\s+(\w+)", re.IGNORECASE | re.DOTALL)
"""Of what rows are counted: of a click only those who press."""
DAYS = {"shared_on", "answered_on", "given_on"}
"""By these what happened in a week is found."""
CLICK = 2
"""Statements of a first support by somebody who is known, with its redraw; beginning and ending not counted."""


@remembered
async def crowd(house: House, member: Member) -> list[Caller]:
    """Thirty people whom the platform has told about."""
    people = [house.person(f"P{number:02}") for number in range(30)]
    for one in people:
        await house.learn(one, member(one.name or "", f"{one.name}@kunta.example".lower()))
    return people


async def test_a_click_takes_as_many_statements_after_many_as_at_first(house: House, crowd: list[Caller]) -> None:
    """The traps: each statement more is felt in a storm, and counting all rows grows with the idea."""
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet autoihin"))
    cost = []
    for one in crowd:
        with heard() as said:
            await house.ask(one, Support(1))
        cost.append(len(said))
        assert {table for statement, _ in said for table in COUNTED.findall(statement)} <= {"people", "told"}
    assert len(set(cost)) == 1
    assert cost[0] <= CLICK, cost[0]


async def test_similar_ideas_are_found_by_the_index(house: House) -> None:
    """The trap: without the index, each title is compared."""
    with heard() as said:
        async with house.database.transaction() as store:
            await store.similar("Vara-avaimet", 0.3, 3)
    ((query, values),) = said
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("set local enable_seqscan = off")
        plan = (await connection.exec_driver_sql(f"explain {query}", values)).scalars().all()
    assert [line for line in plan if "ix_idea_title_trgm" in line], plan


async def test_similar_ideas_are_looked_up_in_the_index_for_any_title(house: House) -> None:
    """The trap: for a title that it sees, the planner guesses by comparing hundreds, and among thousands reads all."""
    many = """
        insert into idea (title, about, benefits, origin, stage, shared_on, support, hidden)
        select 'Vara-avaimet autoon ' || n, '', '{}', 'own', 'idea', '2026-11-23', 0, false
        from generate_series(1, 2000) n"""
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql(many)
        await connection.exec_driver_sql("analyze idea")
    with heard() as said:
        async with house.database.transaction() as store:
            await store.similar("Lukupiiri kirjastossa", 0.3, 3)
    ((query, values),) = said
    async with house.database.engine.begin() as connection:
        plan = (await connection.exec_driver_sql(f"explain {query}", values)).scalars().all()
    assert [line for line in plan if "ix_idea_title_trgm" in line], plan


async def test_a_digest_takes_as_many_statements_for_many_ideas_as_for_one(house: House, member: Member) -> None:
    """The trap: asked for one by one, what a digest tells takes minutes in a large organisation."""
    aino, maija = house.person("aino"), house.person("maija")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija"), house.channel("C1"))
    await house.learn(maija, member("Maija", "maija@kunta.example"))
    cost = []
    for number in range(12):
        await house.ask(house.person("liisa"), ShareIdea(title=f"Idea {number}", unit=1, anyway=True))
        await house.ask(house.person("pekka"), Support(number + 1))
        if number == 0:
            house.later(days=7)
            await house.clock.tick()
        with heard() as said:
            async with house.database.transaction() as store:
                await weeks.draw(await house.scene.turn(store, "fi"), [1])
        cost.append(len(said))
    assert len(set(cost)) == 1


@asynccontextmanager
async def several(house: House, member: Member) -> AsyncIterator[tuple[Store, Turn[Store], list[Digest]]]:
    """Six managers whose digests are planned, each with an idea to answer."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    for number in range(1, 7):
        chief = f"maija{number}"
        await house.ask(aino, LinkChannel(unit=f"Koti {number}", supervisor=chief), house.channel(f"C{number}"))
        await house.learn(house.person(chief), member(chief, f"{chief}@kunta.example"))
        idea = ShareIdea(title=f"Idea {number}", unit=number, anyway=True)
        await house.ask(house.person("liisa"), idea)
    async with house.database.transaction() as store:
        rows = await store.connection.exec_driver_sql(
            "select id, account, monday, since, until from digest order by id"
        )
        yield store, await house.scene.turn(store, "fi"), [Digest(*tuple(row)) for row in rows]


async def test_the_digests_of_many_managers_take_eight_statements_as_one_of_them_does(
    house: House, member: Member
) -> None:
    """The trap: a question more for each manager is nothing in a test, and minutes on a Monday morning."""
    async with several(house, member) as due:
        store, turn, found = due
        for count in (1, 6):
            with heard() as said:
                readers = await store.digest_readers([one.account for one in found[:count]])
                told = await weeks.weeks(turn, [(one, readers[one.account]) for one in found[:count]])
            assert len(said) == DIGESTS
            assert [len(one.waiting) for one in told.values()] == [1] * count


async def test_from_its_hour_to_the_message_twenty_digests_take_as_many_statements_as_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: read together for the decision whether there is anything to say, and one by one when they leave."""
    await supervisors(house.database, 21, house.now, date(2026, 11, 24))
    async with house.database.transaction() as store:
        await digests.plan_missing(await house.scene.turn(store, "fi"))
    house.later(days=7)
    deciding, drawing = [], []
    for count in (1, 20):
        monkeypatch.setattr(digests, "BATCH", count)
        async with house.database.transaction() as store:
            turn = await house.scene.turn(store, "fi")
            with heard() as said:
                reply = await digests.send_due(turn)
            assert reply
            numbers = [one.subject.id for one in reply.post]
            deciding.append(len(said))
            with heard() as said:
                drawn = await drawers["digest"](turn, numbers)
            drawing.append(len(said))
        assert len(drawn) == len(numbers) == count
    assert deciding == [DIGESTS + CLAIMED] * 2
    assert drawing == [DIGESTS + DRAWN] * 2


async def test_what_digests_and_lists_tell_is_found_without_reading_what_was_before(
    house: House, member: Member
) -> None:
    """The trap: without its index each of them reads all ideas and all support of all years."""
    async with several(house, member) as due:
        store, turn, found = due
        with heard() as said:
            readers = await store.digest_readers([one.account for one in found])
            await weeks.weeks(turn, [(one, readers[one.account]) for one in found])
        found_by: set[str] = set()
        trying = await store.connection.begin_nested()
        await store.connection.exec_driver_sql(
            "drop index ix_idea_unit, ix_change_idea; set local enable_seqscan = off"
        )
        for query, values in said:
            plan = (await store.connection.exec_driver_sql(f"explain {query}", values)).scalars().all()
            assert not [line for line in plan if "Seq Scan on" in line and GROWS.search(line)], plan
            found_by |= {day for line in plan if "Index Cond" in line for day in DAYS if f"({day} >=" in line}
        assert found_by == DAYS
        await trying.rollback()
