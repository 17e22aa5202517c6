"""Comments are changed by their authors, and say on which day."""

import sqlalchemy as sa
from alembic import op

revision = "r0027"
down_revision = "r0026"


def upgrade() -> None:
    op.add_column("comment", sa.Column("edited_on", sa.Date(), nullable=True))
