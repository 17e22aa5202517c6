"""Cards where people from outside came say no more than that they go on elsewhere, until all who read may see them."""

import sqlalchemy as sa
from alembic import op

revision = "r0035"
down_revision = "r0034"


def upgrade() -> None:
    op.add_column("posting", sa.Column("closed", sa.Boolean(), server_default=sa.false(), nullable=False))
