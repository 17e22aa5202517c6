"""Ideas that began as somebody's message: who wrote it, and a link to it."""

import sqlalchemy as sa
from alembic import op

revision = "r0019"
down_revision = "r0017"


def upgrade() -> None:
    op.add_column("idea", sa.Column("writer", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_idea_writer", "idea", "account", ["writer"], ["id"])
    op.create_index("ix_idea_writer", "idea", ["writer"])
    op.add_column("idea", sa.Column("link", sa.Text(), nullable=True))
