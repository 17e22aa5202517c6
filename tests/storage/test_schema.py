"""Migrations meet models, and the job engine's own schema."""

import asyncio
import re
from importlib.resources import files
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from storage import migrations
from storage.address import allowed, engine_url
from storage.database import Database
from storage.models import Base
from storage.schema import MIGRATIONS, current, migrate, newest
from tests.storage.own import own_postgres

SHAPE = """
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relname like 'procrastinate%' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
union all
select p.proname, pg_get_function_identity_arguments(p.oid), md5(p.prosrc), true
from pg_proc p where p.proname like 'procrastinate%'
order by 1, 2
"""


async def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    def difference(connection: Connection) -> list[object]:
        def ours(name: str | None, kind: str, _parents: object) -> bool:
            return kind != "table" or not (name or "").startswith("procrastinate_")

        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_server_default": True})
        return list(compare_metadata(context, Base.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(difference) == []


async def test_a_database_of_another_version_is_not_taken_for_one_of_this(
    database: Database, database_url: str
) -> None:
    assert await current(database_url)
    change = text("update alembic_version set version_num = :to where version_num = :of")
    async with database.engine.connect() as connection:
        found = (await connection.execute(text("select version_num from alembic_version"))).scalar_one()
    for now, then in ((found, "r0001"), ("r0001", found)):
        async with database.engine.begin() as connection:
            await connection.execute(change, {"of": now, "to": then})
        assert await current(database_url) is (then == found)


def test_the_last_revision_by_name_is_the_last_of_the_chain() -> None:
    """A start asks only whether the database has the revision of the last file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [newest()]


async def test_the_job_engine_has_the_schema_of_its_own_package(
    tmp_path: Path, database: Database, cluster: Path
) -> None:
    """The trap: the job engine's tables grow with its versions, and nobody else migrates them."""
    schema = (files("procrastinate") / "sql" / "schema.sql").read_text(encoding="utf-8")
    async with own_postgres(tmp_path / "other", cluster) as postgres:
        fresh = Database(postgres.url)
        async with fresh.engine.begin() as connection:
            raw = await connection.get_raw_connection()
            await raw.driver_connection.execute(schema.encode())  # type: ignore[union-attr]
            expected = (await connection.execute(text(SHAPE))).all()
        await fresh.close()
    async with database.engine.connect() as connection:
        assert (await connection.execute(text(SHAPE))).all() == expected


def test_a_revision_ends_where_the_job_engine_adds_a_value_to_an_enum() -> None:
    """The trap: before PostgreSQL 17 such a value can be used after a commit only."""
    revisions = (Path(migrations.__file__).parent / "versions").glob("*.py")
    ends = [end for one in revisions for end in re.findall(r'run\(".*", "(.+)"\)', one.read_text(encoding="utf-8"))]
    scripts = [one for one in (files("procrastinate") / "sql" / "migrations").iterdir() if one.name.endswith(".sql")]
    adding = [one.name for one in scripts if "add value" in one.read_text(encoding="utf-8").lower()]
    assert adding
    assert [name for name in adding if not name.startswith(tuple(ends))] == []


async def test_bots_that_start_together_migrate_once(tmp_path: Path, cluster: Path) -> None:
    """The trap: bots that start together migrate at the same time."""
    async with own_postgres(tmp_path / "new", cluster) as postgres:
        await asyncio.gather(*(migrate(postgres.url) for _ in range(3)))
        database = Database(postgres.url)
        async with database.engine.connect() as connection:
            versions = (await connection.execute(text("select version_num from alembic_version"))).scalars().all()
        await database.close()
    assert len(versions) == 1


BEFORE_R0031 = (
    "insert into person (name) values ('Maija'), ('Liisa'), ('Pekka'), ('Ville')",
    "insert into channel (platform, home, name_there, address, language, shows, posters, opened) values"
    " ('slack', 'T1', 'C1', 'C1', 'fi', '{ideas,lessons}', 'everybody', false),"
    " ('slack', 'T1', 'C2', 'C2', 'fi', '{digest,ideas}', 'everybody', false),"
    " ('slack', 'T1', 'C3', 'C3', 'fi', '{decisions}', 'everybody', false)",
    "insert into digest_choice (person, weekday, at, private, channel, stopped) values"
    " (1, 0, '08:30', false, 1, false), (2, 1, '09:00', true, 1, false),"
    " (3, 2, '08:30', true, 2, false), (4, 3, '08:30', true, null, false)",
)


def migrate_to(url: str, revision: str) -> None:
    """As far as an earlier version came."""
    engine = create_engine(engine_url(url))
    with allowed(), engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        upgrade(config, revision)
    engine.dispose()


async def test_a_channel_that_was_chosen_for_a_digest_goes_on_showing_digests(tmp_path: Path, cluster: Path) -> None:
    """Nobody has asked its admin whether digests may come there; the other channels stay as they were."""
    async with own_postgres(tmp_path / "old", cluster) as postgres:
        await asyncio.to_thread(migrate_to, postgres.url, "r0030")
        database = Database(postgres.url)
        async with database.engine.begin() as connection:
            for statement in BEFORE_R0031:
                await connection.exec_driver_sql(statement)
        await migrate(postgres.url)
        async with database.engine.connect() as connection:
            shows = (await connection.execute(text("select shows from channel order by id"))).scalars().all()
            chosen = text("select channel from digest_choice order by person")
            channels = (await connection.execute(chosen)).scalars().all()
        await database.close()
    assert shows == [["ideas", "lessons", "digest"], ["digest", "ideas"], ["decisions"]]
    assert channels == [1, 1, 2, None]
