"""The job engine's schema, up to 3.4."""

from storage.migrations import job_engine

revision = "r0001c"
down_revision = "r0001b"


def upgrade() -> None:
    job_engine.run("03.04.00_01", "03.04.00_50")
