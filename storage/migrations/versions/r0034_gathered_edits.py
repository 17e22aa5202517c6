"""That the words of ideas were edited is told together with other news, in one private message."""

import sqlalchemy as sa
from alembic import op

revision = "r0034"
down_revision = "r0033"


def upgrade() -> None:
    op.create_table(
        "gathered_edit",
        sa.Column("gathering", sa.BigInteger(), nullable=False),
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_gathered_edit_idea"),
        sa.PrimaryKeyConstraint("gathering", "idea", name="pk_gathered_edit"),
    )
    op.create_index("ix_gathered_edit_idea", "gathered_edit", ["idea"])
