"""Challenges: questions that ideas answer."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Numbered


class Challenge(Numbered):
    """A question for a time. Due things are rows: it is over when `due_at` has come."""

    __tablename__ = "challenge"
    __table_args__ = (Index("ix_challenge_due", "due_at", postgresql_where="due_at is not null"),)
    question: Mapped[str]
    about: Mapped[str]
    asker: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_on: Mapped[date]
    ends_on: Mapped[date]
    due_at: Mapped[datetime | None]
    """None: it is over."""
    ended_on: Mapped[date | None]
