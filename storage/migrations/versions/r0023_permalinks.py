"""Where people open the copies of ideas in their own clients."""

import sqlalchemy as sa
from alembic import op

revision = "r0023"
down_revision = "r0022"


def upgrade() -> None:
    op.add_column("posting", sa.Column("permalink", sa.Text(), nullable=True))
