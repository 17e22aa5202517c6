"""A digest that was sent keeps for which work communities, so that what it told can still be hidden in it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "r0030"
down_revision = "r0029"


def upgrade() -> None:
    op.add_column("digest", sa.Column("units", ARRAY(sa.BigInteger()), nullable=True))
