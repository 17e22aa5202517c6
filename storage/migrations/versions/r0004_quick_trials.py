"""Quick trials: logged for oneself, for a colleague, or in a meeting for somebody without an account."""

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"


def upgrade() -> None:
    op.add_column("experiment", sa.Column("quick", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.alter_column("experiment", "quick", server_default=None)
    op.add_column("idea", sa.Column("credited", sa.Text(), nullable=True))
    op.add_column("idea", sa.Column("colleague", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_idea_colleague", "idea", "account", ["colleague"], ["id"])
