"""A large organisation with years behind it, stored directly: `python -m tests.benchmarks.years postgresql://…`."""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date

from rich.progress import Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import text

from storage.database import Database
from storage.schema import migrate
from tests.benchmarks.slack import TEAM

MONDAY = date(2026, 11, 23)
"""The day before which everything happened."""
DAYS = 5 * 365
AT_ONCE = 50_000
"""Rows in one statement."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. What happens in one week stays the same, however long the history is."""

    ideas: int = 100_000
    supports: int = 1_000_000
    trials: int = 10_000
    managers: int = 500
    """Each supervises a work community and is the deputy of the next one; a tenth are renewers of ten."""
    people: int = 20_000
    lately: int = 400
    """The ideas of the last week. The same number before them is still open; all others have been decided."""
    running: int = 300
    """Trials that have not been decided."""
    closed: int = 40
    """Trials that were decided in the last week."""


PEOPLE = """
insert into person (id, name) overriding system value
select n, 'Väki ' || n from generate_series(cast(:first as bigint), :last) n;
insert into account (id, person, first_person, platform, home, name_there, address, workspace_admin, parted, member,
    time_zone, looked_up_at, asked_at) overriding system value
select n, n, n, 'slack', :team, 'U0YEARS' || n, 'U0YEARS' || n, false, false, true, 'Europe/Helsinki',
    cast(:monday as date), cast(:monday as date)
from generate_series(cast(:first as bigint), :last) n;
"""
UNITS = """
insert into unit (id, name, names) overriding system value
select n, 'Työyhteisö ' || n, '{}' from generate_series(cast(:first as bigint), :last) n;
insert into role (unit, role, account)
select n, 'supervisor', n from generate_series(cast(:first as bigint), :last) n
union all select n, 'deputy', 1 + n % :managers from generate_series(cast(:first as bigint), :last) n
union all select n, 'renewer', :managers + 1 + n / 10 from generate_series(cast(:first as bigint), :last) n;
insert into challenge (id, question, about, asker, asked_on, ends_on, due_at, ended_on) overriding system value
select n / 20, 'Mikä vie aikaa turhaan?', '', n, cast(:monday as date) - 60, cast(:monday as date) + 7,
    cast(:monday as date) + 8, null
from generate_series(cast(:first as bigint), :last) n where n % 20 = 0;
insert into goal (id, area, name, unit, measure, measure_unit) overriding system value
select n / 25, 'quality', 'Asiakas saa ajan sovittuna päivänä', case when n % 50 = 0 then n end, '', ''
from generate_series(cast(:first as bigint), :last) n where n % 25 = 0;
"""
# An idea is as old as its number says; `older` is how many there were before the last week. Half as many as are new
# were answered in it, and some of those that are open are past the promised day.
IDEAS = """
insert into idea (id, title, about, unit, benefits, origin, author, stage, shared_on, support, lesson, back_on, hidden,
    challenge, answer_by, answered_on)
    overriding system value
select n,
    (array['Vara-avaimet autoihin', 'Aamupalaveri seisten', 'Yhteinen lomakalenteri', 'Kuljetusten uusi järjestys',
        'Perehdytys pareittain', 'Ruokalista kuvina', 'Avoin vastaanotto', 'Tavaroiden lainaushylly'])[1 + n % 8]
        || ' ' || n,
    'Nyt asia hoituu hitaasti, ja moni odottaa.', 1 + n % :managers, array['staff'], 'own',
    case when n % 10 > 0 then 1 + (n * 7919) % :people end,
    case when n > :older - :lately then (array['need', 'idea', 'idea', 'idea'])[1 + n % 4]
        else (array['parked', 'declined'])[1 + n % 2] end,
    case when n > :older then cast(:monday as date) - 1 - cast(n % 7 as int)
        else cast(:monday as date) - 8 - cast((:older - n) * (:days - 8) / :older as int) end,
    :supports / :ideas, null,
    case when n <= :older - :lately and n % 2 = 0
        then cast(:monday as date) + case when n > :older - :lately - 40 then -1 else 90 end end,
    false, case when n % 50 = 0 then 1 + n / 50 % (:managers / 20) end,
    case when n > :older - :lately then cast(:monday as date) + cast(n % 14 as int) - 3
        else cast(:monday as date) - 1 - cast((:older - n) * (:days - 8) / :older as int) end,
    case when n <= :older - :lately * 3 / 2
            then cast(:monday as date) - 8 - cast((:older - n) * (:days - 8) / :older as int)
        when n <= :older - :lately then cast(:monday as date) - 1 - cast(n % 7 as int) end
from generate_series(cast(:first as bigint), :last) n;
insert into change (idea, stage, reason, changed_on, by)
select id, stage, 'Palataan tähän.', shared_on + 7, unit from idea
where id between :first and :last and id <= :older - :lately;
"""
SUPPORT = """
insert into support (idea, account, given_on)
select n / :each + 1, 1 + (n / :each * 31 + n % :each * 7919) % :people,
    case when n % :each = 0 and (n / :each) % :apart = 0 then cast(:monday as date) - 1 - cast(n % 7 as int)
        else least(i.shared_on + cast(n % :each as int),
            cast(:monday as date) - case when i.id > :older then 1 else 8 end) end
from generate_series(cast(:first as bigint) - 1, cast(:last as bigint) - 1) n
    join idea i on i.id = n / :each + 1;
"""
TRIALS = """
insert into experiment (id, idea, what, why, measure, measure_unit, stop_if, affected, cooperation, quick, cadence,
    owner, starts_on, ends_on, decision) overriding system value
select n, 1 + (n - 1) * :older / :trials, 'Kokeillaan neljä viikkoa.', 'Aikaa säästyy.', 'Odotusaika', 'min', '', '',
    false, false, 'midway', 1 + (n * 7919) % :people, ends - 42, ends,
    case when n <= :trials - :running then (array['adopt', 'adapt', 'stop'])[1 + n % 3] end
from (
    select n, cast(:monday as date) + case when n > :trials - :running then cast(n % 42 as int) - 3
        when n > :trials - :running - :closed then -1 - cast(n % 7 as int)
        else -8 - cast((:trials - n) * (:days - 50) / :trials as int) end as ends
    from generate_series(cast(:first as bigint), :last) n
) as dated;
insert into change (idea, stage, reason, changed_on, experiment)
select idea, case decision when 'adopt' then 'adopted' when 'adapt' then 'adapted' else 'stopped' end,
    'Näin saatiin aikaa.', ends_on, id
from experiment where id between :first and :last and decision is not null;
update idea
set stage = case e.decision when 'adopt' then 'adopted' when 'adapt' then 'adapted' when 'stop' then 'stopped'
        else 'trial' end,
    lesson = case when e.decision is not null then 'Aloittakaa yhdestä ryhmästä.' end, back_on = null
from experiment e where e.idea = idea.id and e.id between :first and :last;
insert into checkin (experiment, due_on, kind, step, answer, value, observation, asked_on, answered_on)
select id, starts_on + 21, 'mid', 'ask',
    case when decision is null and id % 10 = 0 then 'needs_help' else 'on_track' end,
    12 + id % 5, 'Jonot lyhenivät.', starts_on + 21, starts_on + 22
from experiment where id between :first and :last and starts_on + 22 < cast(:monday as date);
insert into checkin (experiment, due_on, kind, step, observation, asked_on)
select id, ends_on, 'end', 'ask', '', ends_on + 1
from experiment where id between :first and :last and ends_on < cast(:monday as date);
"""
QUESTIONS = """
insert into review (idea, account, due_at)
select id, unit, back_on from idea where id between :first and :last and stage = 'parked';
insert into permit (idea, plan, asker, asked_on, answer_by, state, step, due_at, reason, weekly)
select id, '{}', 1 + (id * 7919) % :people, shared_on, answer_by,
    case when stage in ('need', 'idea') then 'waiting' else 'granted' end, 'deputy',
    case when stage in ('need', 'idea') then cast(:monday as date) + 1 end, '', false
from idea where id between :first and :last and id % 16 = 0;
insert into aim (idea, goal)
select id, 1 + id / 10 % (:managers / 50) + case when id < :older / 2 then :managers / 100 else 0 end
from idea where id between :first and :last and id % 10 = 0;
"""
# What is looked up for every row is quicker made at the end, for all at once.
AWAY = """
drop index ix_idea_title_trgm;
alter table support drop constraint fk_support_idea, drop constraint fk_support_account;
"""
BACK = """
create index ix_idea_title_trgm on idea using gist (title gist_trgm_ops);
alter table support add constraint fk_support_idea foreign key (idea) references idea (id),
    add constraint fk_support_account foreign key (account) references account (id);
"""


async def lived(database: Database, size: Size) -> None:
    """Fill an empty database; needs the rights of its owner."""
    older = size.ideas - size.lately
    values = asdict(size) | {
        "team": TEAM,
        "monday": MONDAY,
        "days": DAYS,
        "older": older,
        "each": size.supports // size.ideas,
        "apart": max(1, older // (5 * size.lately)),
    }
    parts = (
        ("people", PEOPLE, size.people),
        ("work communities", UNITS, size.managers),
        ("ideas", IDEAS, size.ideas),
        ("supports", SUPPORT, size.supports),
        ("trials", TRIALS, size.trials),
        ("questions", QUESTIONS, size.ideas),
    )
    with telling() as progress:
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql(AWAY)
        for name, statements, count in parts:
            part = progress.add_task(name, total=count)
            for first in range(1, count + 1, AT_ONCE):
                last = min(first + AT_ONCE - 1, count)
                async with database.engine.begin() as connection:
                    for one in filter(str.strip, statements.split(";")):
                        await connection.execute(text(one), values | {"first": first, "last": last})
                progress.update(part, completed=last)
        await finish(database, progress)


async def finish(database: Database, progress: Progress) -> None:
    """What is stored from now on gets the numbers after these, and the planner knows how much there is."""
    part = progress.add_task("index and statistics", total=1)
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql(BACK)
        for table in ("person", "account", "unit", "idea", "experiment", "challenge", "goal"):
            last = f"select setval(pg_get_serial_sequence('{table}', 'id'), max(id)) from {table}"  # noqa: S608
            await connection.exec_driver_sql(last)
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.exec_driver_sql("vacuum analyze")
    progress.update(part, completed=1)


@contextmanager
def telling() -> Iterator[Progress]:
    """Bars that stay readable where nobody watches."""
    columns = (*Progress.get_default_columns()[:3], TextColumn("{task.completed} of {task.total}"), TimeElapsedColumn())
    with Progress(*columns) as progress:
        yield progress


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="an empty one")
    for name, usual in asdict(Size()).items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = vars(parser.parse_args())
    url = given.pop("database")
    await migrate(url)
    database = Database(url)
    await lived(database, Size(**given))
    await database.close()


if __name__ == "__main__":
    asyncio.run(main())
