"""Digests on a day and at a time of one's own, in a channel too; what a week's events are found by."""

import sqlalchemy as sa
from alembic import op

revision = "r0009"
down_revision = "r0011"


def upgrade() -> None:
    op.add_column("digest", sa.Column("until", sa.Date(), nullable=True))
    op.execute("update digest set until = monday")
    op.alter_column("digest", "until", nullable=False)
    op.add_column("digest", sa.Column("quiet_since", sa.Date(), nullable=True))
    op.create_table(
        "digest_choice",
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_digest_choice_person"),
        sa.ForeignKeyConstraint(["channel"], ["channel.id"], name="fk_digest_choice_channel", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("person", name="pk_digest_choice"),
    )
    op.create_index("ix_digest_choice_channel", "digest_choice", ["channel"])
    op.create_index("ix_change_changed_on", "change", ["changed_on"])
    op.create_index("ix_experiment_starts_on", "experiment", ["starts_on"])
    op.create_index("ix_experiment_undecided", "experiment", ["idea"], postgresql_where="decision is null")
