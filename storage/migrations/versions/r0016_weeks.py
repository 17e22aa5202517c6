"""What happened in a week is found without what happened before."""

from alembic import op

revision = "r0016"
down_revision = "r0015"


def upgrade() -> None:
    op.create_index("ix_support_given_on_idea", "support", ["given_on", "idea"])
    op.drop_index("ix_support_given_on", "support")
    op.create_index("ix_idea_answered", "idea", ["answered_on"], postgresql_where="answered_on is not null")
    op.drop_index("ix_idea_parked", "idea")
    op.create_index("ix_idea_parked", "idea", ["back_on"], postgresql_where="stage = 'parked'")
    unanswered = "stage in ('need', 'idea') and answered_on is null and challenge is not null"
    op.create_index("ix_idea_challenge_unanswered", "idea", ["challenge"], postgresql_where=unanswered)
