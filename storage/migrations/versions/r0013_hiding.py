"""What is hidden from everybody, and what people report."""

import sqlalchemy as sa
from alembic import op

revision = "r0013"
down_revision = "r0009"


def upgrade() -> None:
    for table in ("idea", "comment"):
        op.add_column(table, sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.alter_column(table, "hidden", server_default=None)
    op.create_table(
        "hiding",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("again", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_hiding_idea"),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_hiding_by"),
        sa.PrimaryKeyConstraint("id", name="pk_hiding"),
    )
    op.create_index("ix_hiding_thing", "hiding", ["kind", "number"])
    op.create_index("ix_hiding_idea", "hiding", ["idea"])
    op.create_index("ix_hiding_due", "hiding", ["due_at"], postgresql_where="due_at is not null")
    op.create_table(
        "complaint",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_complaint_idea"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
        sa.UniqueConstraint("kind", "number", name="uq_complaint_kind_number"),
    )
    op.create_index("ix_complaint_idea", "complaint", ["idea"])
    op.create_table(
        "report",
        sa.Column("complaint", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint"], ["complaint.id"], name="fk_report_complaint"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_report_account"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("complaint", "account", name="uq_report_complaint_account"),
    )
    op.create_index("ix_report_complaint", "report", ["complaint"])
    op.create_index("ix_report_account", "report", ["account"])
