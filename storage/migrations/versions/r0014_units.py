"""Work communities as a tree, with names in several languages; they can be closed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "r0014"
down_revision = "r0013"


def upgrade() -> None:
    op.add_column("unit", sa.Column("names", postgresql.JSONB(), server_default="{}", nullable=False))
    op.alter_column("unit", "names", server_default=None)
    op.add_column("unit", sa.Column("parent", sa.BigInteger(), nullable=True))
    op.add_column("unit", sa.Column("closed_on", sa.Date(), nullable=True))
    op.create_foreign_key("fk_unit_parent", "unit", "unit", ["parent"], ["id"])
    op.create_index("ix_unit_parent", "unit", ["parent"])
