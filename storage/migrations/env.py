"""Alembic's entry: runs the revisions on the connection that storage/schema.py opened."""

from alembic import context

from storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transaction_per_migration=True,
    include_name=lambda name, kind, _parents: kind != "table" or not (name or "").startswith("procrastinate_"),
)
with context.begin_transaction():
    context.run_migrations()
