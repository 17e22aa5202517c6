"""The job engine's own migration files."""

from importlib.resources import files

import psycopg
from alembic import op


def run(after: str, last: str) -> None:
    """Those behind `after`, up to `last`; named by version and number.

    A value that is added to an enum can be used after a commit only (before PostgreSQL 17): there a revision ends.
    """
    raw: psycopg.Connection[tuple[object, ...]] = op.get_bind().connection.driver_connection  # type: ignore[assignment]
    folder = files("procrastinate") / "sql" / "migrations"
    for script in sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=lambda one: one.name):
        if after < script.name[: len(last)] <= last:
            raw.execute(script.read_text(encoding="utf-8").encode())
