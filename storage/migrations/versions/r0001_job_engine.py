"""The job engine's schema, by its own migration files up to 3.4."""

from importlib.resources import files

import psycopg
from alembic import op

revision = "r0001"
down_revision = None
LAST = "03.04.00_50"


def upgrade() -> None:
    raw: psycopg.Connection[tuple[object, ...]] = op.get_bind().connection.driver_connection  # type: ignore[assignment]
    folder = files("procrastinate") / "sql" / "migrations"
    for script in sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=lambda one: one.name):
        if script.name[: len(LAST)] <= LAST:
            raw.execute(script.read_text(encoding="utf-8").encode())
