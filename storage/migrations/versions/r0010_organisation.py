"""What an admin has chosen for the organisation, and an index by which old lines of the audit trail are found."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "r0010"
down_revision = "r0012b"


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column("answer_days", sa.BigInteger(), nullable=True),
        sa.Column("baskets", postgresql.ARRAY(sa.BigInteger()), nullable=True),
        sa.Column("audit_years", sa.BigInteger(), nullable=True),
        sa.Column("hidden_days", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
