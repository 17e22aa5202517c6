"""What waits to leave lies in the order in which it leaves."""

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0010"


def upgrade() -> None:
    op.drop_index("ix_posting_waiting", table_name="posting")
    op.create_index(
        "ix_posting_waiting",
        "posting",
        ["platform", "home", "rank", sa.text("departure nulls first"), "id"],
        postgresql_where="state in ('due', 'drawing')",
    )
