"""When a private message came to somebody: more than ten in a minute do not."""

import sqlalchemy as sa
from alembic import op

revision = "r0033"
down_revision = "r0032"


def upgrade() -> None:
    op.create_table(
        "notification",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("name_there", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "home", "name_there", "at", name="pk_notification"),
    )
