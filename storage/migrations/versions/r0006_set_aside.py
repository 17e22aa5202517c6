"""Ideas that are parked until a day, declined, or merged into another."""

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"


def upgrade() -> None:
    op.add_column("idea", sa.Column("before", sa.Text(), nullable=True))
    op.add_column("idea", sa.Column("back_on", sa.Date(), nullable=True))
    op.add_column("idea", sa.Column("merged_into", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_idea_merged_into", "idea", "idea", ["merged_into"], ["id"])
    op.create_index("ix_idea_merged_into", "idea", ["merged_into"])
    op.create_table(
        "review",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_review_idea"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_review_account"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_idea", "review", ["idea"])
    op.create_index("ix_review_waiting", "review", ["due_at"], postgresql_where="due_at is not null")
