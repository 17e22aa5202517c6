"""A job that waited for its lock is noticed when the lock is free, not at the worker's next look."""

from alembic import op

revision = "r0025"
down_revision = "r0024"

# The channel and the message are those of Procrastinate's own notice of a new job (procrastinate/sql/schema.sql).
TELL = """
create function latu_tell_of_freed_lock() returns trigger language plpgsql as $$
begin
    if exists (select from procrastinate_jobs where lock = old.lock and status = 'todo') then
        perform pg_notify(
            'procrastinate_any_queue_v1', json_build_object('type', 'job_inserted', 'job_id', old.id)::text
        );
    end if;
    return null;
end;
$$
"""
WHEN_DONE = """
create trigger latu_tell_of_freed_lock after delete on procrastinate_jobs
for each row when (old.status = 'doing' and old.lock is not null) execute function latu_tell_of_freed_lock()
"""


def upgrade() -> None:
    op.execute(TELL)
    op.execute(WHEN_DONE)
