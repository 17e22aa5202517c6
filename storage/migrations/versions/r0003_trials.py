"""Trials in full: the experiment card, its rhythm, who joins, and what people hear of an idea."""

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"

WRITTEN = ("why", "measure", "measure_unit", "stop_if", "affected")


def upgrade() -> None:
    op.add_column("person", sa.Column("paused_until", sa.Date(), nullable=True))
    for name in WRITTEN:
        op.add_column("experiment", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("cadence", sa.Text(), nullable=False, server_default="midway"))
    op.add_column("experiment", sa.Column("cooperation", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in (*WRITTEN, "cadence", "cooperation"):
        op.alter_column("experiment", name, server_default=None)
    op.add_column("experiment", sa.Column("baseline", sa.Numeric(), nullable=True))
    op.add_column("experiment", sa.Column("goal", sa.Numeric(), nullable=True))
    op.add_column("experiment", sa.Column("before", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_experiment_before", "experiment", "experiment", ["before"], ["id"])
    op.create_index("ix_experiment_owner", "experiment", ["owner"])
    _questions()
    _people()
    op.create_table(
        "change",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("experiment", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_change_idea"),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_change_by"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_change_experiment"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_idea", "change", ["idea"])
    op.create_table(
        "scheduled_post",
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_scheduled_post_account"),
        sa.PrimaryKeyConstraint("id", name="pk_scheduled_post"),
    )
    op.create_index("ix_scheduled_post_due_at", "scheduled_post", ["due_at"])


def _questions() -> None:
    """Questions that were asked stay asked; those that waited still wait."""
    op.drop_index("ix_checkin_waiting", "checkin")
    op.add_column("checkin", sa.Column("kind", sa.Text(), nullable=True))
    op.add_column("checkin", sa.Column("step", sa.Text(), nullable=True))
    op.add_column("checkin", sa.Column("asked_on", sa.Date(), nullable=True))
    op.add_column("checkin", sa.Column("value", sa.Numeric(), nullable=True))
    op.execute("update checkin set kind = case when ending then 'end' else 'mid' end, step = 'ask'")
    op.alter_column("checkin", "due_at", nullable=True)
    op.execute("update checkin set asked_on = due_on, due_at = null where asked_at is not null")
    op.alter_column("checkin", "kind", nullable=False)
    op.alter_column("checkin", "step", nullable=False)
    op.drop_column("checkin", "ending")
    op.drop_column("checkin", "asked_at")
    op.create_index("ix_checkin_waiting", "checkin", ["due_at"], postgresql_where="due_at is not null")
    op.create_table(
        "help_offer",
        sa.Column("checkin", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["checkin"], ["checkin.id"], name="fk_help_offer_checkin"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_help_offer_account"),
        sa.PrimaryKeyConstraint("id", name="pk_help_offer"),
    )
    op.create_index("ix_help_offer_checkin", "help_offer", ["checkin"])


def _people() -> None:
    """Who follows, joins, comments, and whom it would help too."""
    op.create_table(
        "follow",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_follow_idea"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_follow_account"),
        sa.PrimaryKeyConstraint("idea", "account", name="pk_follow"),
    )
    op.create_index("ix_follow_account", "follow", ["account"])
    op.create_table(
        "would_help",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_would_help_idea"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_would_help_unit"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_would_help_account"),
        sa.PrimaryKeyConstraint("idea", "unit", "account", name="pk_would_help"),
    )
    op.create_index("ix_would_help_account", "would_help", ["account"])
    op.create_table(
        "joining",
        sa.Column("experiment", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_joining_experiment"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_joining_account"),
        sa.PrimaryKeyConstraint("experiment", "account", name="pk_joining"),
    )
    op.create_index("ix_joining_account", "joining", ["account"])
    op.create_table(
        "comment",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_comment_idea"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_comment_account"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_index("ix_comment_idea", "comment", ["idea"])
    op.create_index("ix_comment_account", "comment", ["account"])
