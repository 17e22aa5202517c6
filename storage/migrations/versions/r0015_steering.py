"""The leadership's overview of each quarter."""

import sqlalchemy as sa
from alembic import op

revision = "r0015"
down_revision = "r0014"


def upgrade() -> None:
    op.create_table(
        "overview_letter",
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_overview_letter_account"),
        sa.PrimaryKeyConstraint("id", name="pk_overview_letter"),
        sa.UniqueConstraint("account", "quarter", name="uq_overview_letter_account_quarter"),
    )
    op.create_index(
        "ix_overview_letter_waiting", "overview_letter", ["due_at"], postgresql_where=sa.text("sent_at is null")
    )
