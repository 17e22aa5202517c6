"""The index of titles has each one at once: a list of what waits for it is read whole by every search."""

from alembic import op

revision = "r0032"
down_revision = "r0031"


def upgrade() -> None:
    op.execute("alter index ix_idea_title_trgm set (fastupdate = off)")
    op.execute("select gin_clean_pending_list('ix_idea_title_trgm')")
