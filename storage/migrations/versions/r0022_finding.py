"""Ideas are found by the words of their texts, too, and their authors change them."""

import sqlalchemy as sa
from alembic import op

revision = "r0022"
down_revision = "r0021"


def upgrade() -> None:
    op.create_index(
        "ix_idea_about_trgm", "idea", ["about"], postgresql_using="gin", postgresql_ops={"about": "gin_trgm_ops"}
    )
    op.add_column("idea", sa.Column("edited_on", sa.Date(), nullable=True))
