"""Questions about trials that everybody has been silent about come back once a week."""

import sqlalchemy as sa
from alembic import op

revision = "r0028"
down_revision = "r0027"


def upgrade() -> None:
    op.add_column("permit", sa.Column("weekly", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.alter_column("permit", "weekly", server_default=None)
    silent = "state = 'waiting' and due_at is null"
    op.execute(f"update permit set weekly = true, due_at = answer_by + interval '7 days' where {silent}")  # noqa: S608
