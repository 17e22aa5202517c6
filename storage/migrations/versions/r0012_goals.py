"""Goals, what they were earlier, and which ideas aim at them."""

import sqlalchemy as sa
from alembic import op

revision = "r0012"
down_revision = "r0006"


def wording() -> list[sa.Column[object]]:
    """What the organisation writes of a goal."""
    return [
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("measure_unit", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Numeric(), nullable=True),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("unit", sa.BigInteger(), nullable=True),
    ]


def upgrade() -> None:
    op.create_table(
        "goal",
        *wording(),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_goal_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
    )
    op.create_table(
        "earlier_goal",
        *wording(),
        sa.Column("goal", sa.BigInteger(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_earlier_goal_unit"),
        sa.ForeignKeyConstraint(["goal"], ["goal.id"], name="fk_earlier_goal_goal"),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_goal"),
    )
    op.create_index("ix_earlier_goal_goal", "earlier_goal", ["goal"])
    op.create_table(
        "aim",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("goal", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name="fk_aim_idea"),
        sa.ForeignKeyConstraint(["goal"], ["goal.id"], name="fk_aim_goal"),
        sa.PrimaryKeyConstraint("idea", "goal", name="pk_aim"),
    )
    op.create_index("ix_aim_goal", "aim", ["goal"])
