"""A digest comes only to a channel that shows digests: those that were chosen for one already do."""

from alembic import op

revision = "r0031"
down_revision = "r0030"


def upgrade() -> None:
    op.execute(
        "update channel set shows = array_append(shows, 'digest') where not 'digest' = any(shows)"
        " and id in (select channel from digest_choice)"
    )
