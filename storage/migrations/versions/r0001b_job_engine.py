"""The job engine's schema, up to the event that 3.4 adds."""

from storage.migrations import job_engine

revision = "r0001b"
down_revision = "r0001"


def upgrade() -> None:
    job_engine.run("02.06.00_01", "03.04.00_01")
