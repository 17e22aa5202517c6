"""The job engine's schema, by its own migration files up to the states that 2.6 adds."""

from storage.migrations import job_engine

revision = "r0001"
down_revision = None


def upgrade() -> None:
    job_engine.run("", "02.06.00_01")
