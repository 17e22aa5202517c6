"""Permission cards of work communities, and the questions about trials outside them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "r0005"
down_revision = "r0004"


def upgrade() -> None:
    op.create_table(
        "permission_card",
        sa.Column("unit", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.Numeric(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("days", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_permission_card_unit"),
        sa.PrimaryKeyConstraint("unit", name="pk_permission_card"),
    )
    op.create_table(
        "permit",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("plan", postgresql.JSONB(), nullable=False),
        sa.Column("asker", sa.BigInteger(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_permit_idea"),
        sa.ForeignKeyConstraint(["asker"], ["account.id"], name="fk_permit_asker"),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name="fk_permit_decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_permit"),
    )
    op.create_index("ix_permit_idea", "permit", ["idea"])
    op.create_index("ix_permit_asker", "permit", ["asker"])
    op.create_index("ix_permit_due", "permit", ["due_at"], postgresql_where="due_at is not null")
