"""Trials of many people, all asked about at nine o'clock of one morning: stored directly."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from sqlalchemy import text

from storage.database import Database
from tests.benchmarks.slack import TEAM

NINE = datetime(2026, 11, 24, 7, tzinfo=UTC)
"""A Tuesday morning in Helsinki."""
MANY = """
with people as (insert into person (name) select 'Väki ' || n from generate_series(1, :count) n returning id),
accounts as (
    insert into account (person, first_person, platform, home, name_there, address, workspace_admin, parted, member,
        looked_up_at, asked_at)
    select id, id, 'slack', :team, 'U0BENCH' || id, 'U0BENCH' || id, false, false, true, :nine, :nine from people
    returning id
),
ideas as (
    insert into idea (title, about, benefits, origin, author, stage, shared_on, support, hidden)
    select 'Vara-avaimet autoihin ' || id, '', '{}', 'own', id, 'trial', '2026-11-10', 0, false from accounts
    returning id, author
),
trials as (
    insert into experiment (idea, what, why, measure, measure_unit, stop_if, affected, cooperation, quick, cadence,
        owner, starts_on, ends_on)
    select id, 'Avainlaatikko autossa neljä viikkoa.', 'Aikaa säästyy', '', '', '', '', false, false, 'midway', author,
        '2026-11-10', '2026-12-08' from ideas
    returning id
)
insert into checkin (experiment, due_on, kind, step, due_at, observation)
select id, '2026-11-24', 'mid', 'ask', :nine, '' from trials
"""


READERS = (
    """
    with people as (insert into person (name) select 'Väki ' || n from generate_series(1, :count) n returning id)
    insert into account (person, first_person, platform, home, name_there, address, workspace_admin, parted, member,
        looked_up_at, asked_at)
    select id, id, 'slack', :team, 'U0BENCH' || id, 'U0BENCH' || id, false, false, true, :now, :now from people
    """,
    "insert into unit (name, names) select 'Työyhteisö ' || id, '{}' from account",
    """
    insert into role (unit, role, account)
    select u.id, 'supervisor', a.id from account a join unit u on u.name = 'Työyhteisö ' || a.id
    """,
    """
    insert into idea (title, about, unit, benefits, origin, stage, shared_on, support, hidden)
    select 'Vara-avaimet autoihin ' || id, '', id, '{}', 'own', 'idea', cast(:shared as date), 0, false from unit
    """,
)


async def supervisors(database: Database, count: int, now: datetime, shared: date) -> None:
    """So many, each of a work community where an idea was shared on a day; nobody has planned their digests."""
    async with database.engine.begin() as connection:
        for one in READERS:
            await connection.execute(text(one), {"count": count, "team": TEAM, "now": now, "shared": shared})


BOARD = """
insert into idea (title, about, benefits, origin, stage, shared_on, support, hidden)
select 'Vara-avaimet autoihin ' || n, '', '{}', 'own', 'idea', '2026-11-10', 0, false from generate_series(1, :count) n
"""
CROWD = """
with people as (insert into person (name) select 'Väki ' || n from generate_series(1, :count) n returning id),
numbered as (select id, row_number() over (order by id) as n from people)
insert into account (person, first_person, platform, home, name_there, address, workspace_admin, parted, member,
    looked_up_at, asked_at)
select id, id, :platform, :home, replace(:named, '%', lpad(n::text, 12, '0')),
    replace(:address, '%', lpad(n::text, 12, '0')), false, false, true, :nine, :nine from numbered
"""
HUNG = """
insert into posting (subject_kind, subject_id, platform, home, name_there, address, private, language, message, state,
    rank, attempts, permalink)
select 'idea', id, :platform, :home, :channel, :there, false, 'fi', :before || lpad(id::text, 6, '0'), 'shown', 3, 0,
    'https://example.invalid/' from idea
"""


async def board(database: Database, ideas: int, crowds: Iterable[Mapping[str, object]]) -> None:
    """So many ideas whose cards hang in both chats, and people there whom the platforms have told of."""
    async with database.engine.begin() as connection:
        await connection.execute(text(BOARD), {"count": ideas})
        for one in crowds:
            await connection.execute(text(CROWD), {"nine": NINE, **one})
            await connection.execute(text(HUNG), dict(one))
    await analyzed(database)


async def analyzed(database: Database) -> None:
    """The planner knows how much there is."""
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("vacuum analyze"))


async def due_at_nine(database: Database, count: int) -> None:
    """So many people, each with a trial whose mid-review is due."""
    async with database.engine.begin() as connection:
        await connection.execute(text(MANY), {"count": count, "team": TEAM, "nine": NINE})
    await analyzed(database)


async def ask_now(database: Database) -> None:
    """What the job engine does every minute."""
    async with database.transaction() as store:
        await store.defer("tick", timestamp=0)
