"""Challenges, and the ideas that answer them."""

import sqlalchemy as sa
from alembic import op

revision = "r0012b"
down_revision = "r0012"


def upgrade() -> None:
    op.create_table(
        "challenge",
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("asker", sa.BigInteger(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["asker"], ["account.id"], name="fk_challenge_asker"),
        sa.PrimaryKeyConstraint("id", name="pk_challenge"),
    )
    op.create_index("ix_challenge_asker", "challenge", ["asker"])
    op.create_index("ix_challenge_due", "challenge", ["due_at"], postgresql_where="due_at is not null")
    op.add_column("idea", sa.Column("challenge", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_idea_challenge", "idea", "challenge", ["challenge"], ["id"])
    op.create_index("ix_idea_challenge", "idea", ["challenge"])
