"""Promised answers whose day has not yet passed for everybody who is told."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class Promised(Base):
    """An idea that awaits its answer; when `due_at` has come, whoever is next is told. Gone when nobody is left."""

    __tablename__ = "promised"
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    step: Mapped[str]
    due_at: Mapped[datetime] = mapped_column(index=True)
