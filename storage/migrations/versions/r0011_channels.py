"""What a channel shows, of which work communities, and to whom; roles of several people, and how they change hands."""

import sqlalchemy as sa
from alembic import op

revision = "r0011"
down_revision = "r0008"


def upgrade() -> None:
    shown = [
        sa.Column("shows", sa.ARRAY(sa.Text()), nullable=False, server_default="{ideas}"),
        sa.Column("posters", sa.Text(), nullable=False, server_default="everybody"),
        sa.Column("opened", sa.Boolean(), nullable=False, server_default=sa.false()),
    ]
    for column in shown:
        op.add_column("channel", column)
        op.alter_column("channel", column.name, server_default=None)
    op.add_column("channel", sa.Column("trouble", sa.Text(), nullable=True))
    op.add_column("channel", sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("channel", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("channel", sa.Column("linked_by", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_channel_linked_by", "channel", "account", ["linked_by"], ["id"])
    op.create_table(
        "channel_unit",
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["channel"], ["channel.id"], name="fk_channel_unit_channel", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_channel_unit_unit"),
        sa.PrimaryKeyConstraint("channel", "unit", name="pk_channel_unit"),
    )
    op.create_index("ix_channel_unit_unit", "channel_unit", ["unit"])
    op.execute("insert into channel_unit (channel, unit) select id, unit from channel where unit is not null")
    op.drop_column("channel", "unit")

    op.drop_constraint("pk_role", "role")
    op.create_primary_key("pk_role", "role", ["unit", "role", "account"])
    answering = "role in ('supervisor', 'deputy', 'renewer')"
    op.create_index("uq_role_answering", "role", ["unit", "role"], unique=True, postgresql_where=answering)
    op.execute("update role set role = 'hr' where role = 'cooperation'")
    op.create_table(
        "handover",
        sa.Column("unit", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_handover_unit"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_handover_account"),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
    )
    op.create_index("ix_handover_unit", "handover", ["unit"])
