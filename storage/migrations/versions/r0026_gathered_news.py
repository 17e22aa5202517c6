"""News that is told together, in one private message."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateSequence

revision = "r0026"
down_revision = "r0025"


def upgrade() -> None:
    op.execute(CreateSequence(sa.Sequence("gathering")))
    op.create_table(
        "gathered",
        sa.Column("gathering", sa.BigInteger(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change"], ["change.id"], name="fk_gathered_change"),
        sa.PrimaryKeyConstraint("gathering", "change", name="pk_gathered"),
    )
    op.create_index("ix_gathered_change", "gathered", ["change"])
    op.create_index("ix_scheduled_post_account", "scheduled_post", ["account"])
