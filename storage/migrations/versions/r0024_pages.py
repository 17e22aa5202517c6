"""Ideas have a page of their own, at an address that nobody guesses."""

import sqlalchemy as sa
from alembic import op

revision = "r0024"
down_revision = "r0023"


def upgrade() -> None:
    op.add_column("idea", sa.Column("page", sa.Text(), nullable=True))
    op.create_unique_constraint("uq_idea_page", "idea", ["page"])
