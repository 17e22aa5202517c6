"""Trials, and the questions about them."""

from datetime import date, datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Numbered


class Experiment(Numbered):
    """A trial of an idea."""

    __tablename__ = "experiment"
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    what: Mapped[str]
    owner: Mapped[int] = mapped_column(ForeignKey("account.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    decision: Mapped[str | None]


class CheckIn(Numbered):
    """One question about one trial. Due things are rows: it is asked when `due_at` has come."""

    __tablename__ = "checkin"
    __table_args__ = (
        UniqueConstraint("experiment", "due_on"),
        Index("ix_checkin_waiting", "due_at", postgresql_where="asked_at is null"),
    )
    experiment: Mapped[int] = mapped_column(ForeignKey("experiment.id"))
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    ending: Mapped[bool]
    asked_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    observation: Mapped[str]
    answered_on: Mapped[date | None]
