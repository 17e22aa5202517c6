"""What a trial brings in a year, as an order of magnitude, given when it is decided."""

import sqlalchemy as sa
from alembic import op

revision = "r0029"
down_revision = "r0028"


def upgrade() -> None:
    op.add_column("experiment", sa.Column("effect", sa.BigInteger(), nullable=True))
    for name in ("effect_or_more", "effect_time", "worse"):
        op.add_column("experiment", sa.Column(name, sa.Boolean(), nullable=True))
