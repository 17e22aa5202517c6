"""What many tests begin with is built once in each worker; for the next one its rows are filled in again."""

from storage.database import Database
from storage.models import Base

TABLES = (
    *(table.name for table in Base.metadata.sorted_tables),
    "procrastinate_workers",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_events",
)
"""What points to others comes last."""
EMPTIED = "; ".join(f"delete from {name}" for name in reversed(TABLES))  # noqa: S608 - our own names
"""Deleting a few rows is much quicker than truncating thirty tables."""
AS_NEW = """
select setval(quote_ident(sequencename)::regclass, start_value, false)
from pg_sequences where schemaname = current_schema and last_value is not null
"""
COLUMNS = """
select table_name as name, array_agg(quote_ident(column_name)) as columns from information_schema.columns
where table_schema = current_schema and is_generated = 'NEVER' group by table_name
"""
FILLED = """
select 'insert into {table} ({columns}) overriding system value values '
    || string_agg(format('({values})', {columns}), ', ') from {table} having count(*) > 0
"""
ALONE = "select 'delete from procrastinate_events'"
"""A job that is inserted writes an event."""
NUMBERED = """
select 'select ' || string_agg(
    format('setval(%L, %s, %L)', sequencename, coalesce(last_value, start_value), last_value is not null), ', ')
from pg_sequences where schemaname = current_schema
"""
AS_IT_IS = {"no_parameters": True}
"""A percent sign is a percent sign."""


async def empty(database: Database) -> None:
    """As the migrations leave it."""
    await fill(database, f"{EMPTIED}; {AS_NEW}")


async def rows(database: Database) -> str:
    """All that a database holds: statements that fill it in again, wherever the migrations are the same."""
    async with database.engine.connect() as connection:
        columns = {row.name: row.columns for row in await connection.exec_driver_sql(COLUMNS)}
        filled = [
            FILLED.format(table=name, columns=", ".join(columns[name]), values=", ".join(["%L"] * len(columns[name])))
            for name in TABLES
        ]
        query = " union all ".join([*filled[:-1], ALONE, filled[-1], NUMBERED])
        found = await connection.exec_driver_sql(query, execution_options=AS_IT_IS)
        return "; ".join((EMPTIED, *found.scalars()))


async def fill(database: Database, rows: str) -> None:
    """These rows and no others, and the next ones are numbered as they would have been then."""
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql(rows, execution_options=AS_IT_IS)
