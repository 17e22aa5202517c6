"""The board: people, ideas, trials, digests, and where their cards hang."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "r0002"
down_revision = "r0001c"


def upgrade() -> None:
    op.execute("create extension if not exists pg_trgm")
    op.create_table(
        "installation",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=("pk_installation")),
    )
    op.create_table(
        "delivery",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=("pk_delivery")),
    )
    op.create_index(("ix_delivery_at"), "delivery", ["at"], unique=False)
    op.create_table(
        "person",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_person")),
    )
    op.execute(sa.schema.CreateSequence(sa.Sequence("posting_departure")))
    op.create_table(
        "posting",
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("name_there", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("under_kind", sa.Text(), nullable=True),
        sa.Column("under_id", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("departure", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_posting")),
        sa.UniqueConstraint("platform", "home", "message", name=("uq_posting_platform_home_message")),
    )
    op.create_index("ix_posting_subject", "posting", ["subject_kind", "subject_id"], unique=False)
    op.create_index(
        "ix_posting_waiting", "posting", ["platform", "home", "rank"], unique=False, postgresql_where="state <> 'shown'"
    )
    op.create_table(
        "pause",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "home", name=("pk_pause")),
    )
    op.create_table(
        "unit",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), sa.Computed("lower(name)", persisted=True), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_unit")),
        sa.UniqueConstraint("folded", name=("uq_unit_folded")),
    )
    op.create_table(
        "account",
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("first_person", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("name_there", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("client_language", sa.Text(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=True),
        sa.Column("email_key", sa.Text(), nullable=True),
        sa.Column("member", sa.Boolean(), nullable=True),
        sa.Column("workspace_admin", sa.Boolean(), nullable=False),
        sa.Column("parted", sa.Boolean(), nullable=False),
        sa.Column("looked_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["first_person"], ["person.id"], name=("fk_account_first_person")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=("fk_account_person")),
        sa.PrimaryKeyConstraint("id", name=("pk_account")),
        sa.UniqueConstraint("platform", "home", "name_there", name=("uq_account_platform_home_name_there")),
    )
    op.create_index(("ix_account_email_key"), "account", ["email_key"], unique=False)
    op.create_index(("ix_account_person"), "account", ["person"], unique=False)
    op.create_table(
        "channel",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("name_there", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("unit", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=("fk_channel_unit")),
        sa.PrimaryKeyConstraint("id", name=("pk_channel")),
        sa.UniqueConstraint("platform", "home", "name_there", name=("uq_channel_platform_home_name_there")),
    )
    op.create_table(
        "audit",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=("fk_audit_account")),
        sa.PrimaryKeyConstraint("id", name=("pk_audit")),
    )
    op.create_table(
        "digest",
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=("fk_digest_account")),
        sa.PrimaryKeyConstraint("id", name=("pk_digest")),
        sa.UniqueConstraint("account", "monday", name=("uq_digest_account_monday")),
    )
    op.create_index("ix_digest_waiting", "digest", ["due_at"], unique=False, postgresql_where="sent_at is null")
    op.create_table(
        "idea",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("unit", sa.BigInteger(), nullable=True),
        sa.Column("benefits", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=False),
        sa.Column("support", sa.BigInteger(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["account.id"], name=("fk_idea_author")),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=("fk_idea_unit")),
        sa.PrimaryKeyConstraint("id", name=("pk_idea")),
    )
    op.create_index(("ix_idea_author"), "idea", ["author"], unique=False)
    op.create_index(("ix_idea_shared_on"), "idea", ["shared_on"], unique=False)
    op.create_index(
        "ix_idea_title_trgm",
        "idea",
        ["title"],
        unique=False,
        postgresql_using="gist",
        postgresql_ops={"title": "gist_trgm_ops"},
    )
    op.create_index(("ix_idea_unit"), "idea", ["unit"], unique=False)
    op.create_table(
        "join_code",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=("fk_join_code_account")),
        sa.PrimaryKeyConstraint("key", name=("pk_join_code")),
    )
    op.create_table(
        "wrong_code",
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=("fk_wrong_code_account")),
        sa.PrimaryKeyConstraint("account", name=("pk_wrong_code")),
    )
    op.create_table(
        "role",
        sa.Column("unit", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=("fk_role_account")),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=("fk_role_unit")),
        sa.PrimaryKeyConstraint("unit", "role", name=("pk_role")),
    )
    op.create_index(("ix_role_account"), "role", ["account"], unique=False)
    op.create_table(
        "experiment",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name=("fk_experiment_idea")),
        sa.ForeignKeyConstraint(["owner"], ["account.id"], name=("fk_experiment_owner")),
        sa.PrimaryKeyConstraint("id", name=("pk_experiment")),
    )
    op.create_index(("ix_experiment_ends_on"), "experiment", ["ends_on"], unique=False)
    op.create_index(("ix_experiment_idea"), "experiment", ["idea"], unique=False)
    op.create_table(
        "support",
        sa.Column("idea", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=("fk_support_account")),
        sa.ForeignKeyConstraint(["idea"], ["idea.id"], name=("fk_support_idea")),
        sa.PrimaryKeyConstraint("idea", "account", name=("pk_support")),
    )
    op.create_index(("ix_support_account"), "support", ["account"], unique=False)
    op.create_index(("ix_support_given_on"), "support", ["given_on"], unique=False)
    op.create_table(
        "checkin",
        sa.Column("experiment", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ending", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("observation", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name=("fk_checkin_experiment")),
        sa.PrimaryKeyConstraint("id", name=("pk_checkin")),
        sa.UniqueConstraint("experiment", "due_on", name=("uq_checkin_experiment_due_on")),
    )
    op.create_index("ix_checkin_waiting", "checkin", ["due_at"], unique=False, postgresql_where="asked_at is null")
