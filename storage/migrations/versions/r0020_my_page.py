"""How much somebody wants to hear, and when they were welcomed."""

import sqlalchemy as sa
from alembic import op

revision = "r0020"
down_revision = "r0019"


def upgrade() -> None:
    op.add_column("person", sa.Column("hears", sa.Text(), nullable=True))
    op.add_column("account", sa.Column("welcomed_on", sa.Date(), nullable=True))
