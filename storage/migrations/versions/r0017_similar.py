"""Similar titles among many are found by an index that is made for looking up, not for ordering."""

from alembic import op

revision = "r0017"
down_revision = "r0016"


def upgrade() -> None:
    op.drop_index("ix_idea_title_trgm", "idea")
    op.create_index(
        "ix_idea_title_trgm", "idea", ["title"], postgresql_using="gin", postgresql_ops={"title": "gin_trgm_ops"}
    )
