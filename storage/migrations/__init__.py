"""The schema's history: Alembic revisions, the job engine's own schema among them."""
