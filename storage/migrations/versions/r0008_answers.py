"""Answers that are promised by a day, and what waits for whom."""

import sqlalchemy as sa
from alembic import op

revision = "r0008"
down_revision = "r0007"

UNANSWERED = "stage in ('need', 'idea') and answered_on is null and answer_by is not null"


def upgrade() -> None:
    op.add_column("idea", sa.Column("answer_by", sa.Date(), nullable=True))
    op.add_column("idea", sa.Column("answered_on", sa.Date(), nullable=True))
    op.add_column("change", sa.Column("answer", sa.Text(), nullable=True))
    op.create_index("ix_idea_unanswered", "idea", ["unit", "answer_by"], postgresql_where=UNANSWERED)
    op.create_index("ix_idea_in_trial", "idea", ["unit"], postgresql_where="stage in ('trial', 'adapted')")
    op.create_index("ix_idea_parked", "idea", ["unit", "back_on"], postgresql_where="stage = 'parked'")
    op.create_index("ix_review_account_waiting", "review", ["account"], postgresql_where="due_at is not null")
    op.create_index("ix_permit_waiting", "permit", ["idea"], postgresql_where="state = 'waiting'")
    op.create_table(
        "promised",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_promised_idea"),
        sa.PrimaryKeyConstraint("idea", name="pk_promised"),
    )
    op.create_index("ix_promised_due_at", "promised", ["due_at"])
