"""Permission cards, and the questions about trials outside them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Numbered


class PermissionCard(Base):
    """What a work community may try without asking."""

    __tablename__ = "permission_card"
    unit: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    cost: Mapped[Decimal | None]
    words: Mapped[str]
    days: Mapped[int]


class Permit(Numbered):
    """The question whether a trial may start. Due things are rows: its `step` is taken when `due_at` has come."""

    __tablename__ = "permit"
    __table_args__ = (
        Index("ix_permit_due", "due_at", postgresql_where="due_at is not null"),
        Index("ix_permit_waiting", "idea", postgresql_where="state = 'waiting'"),
    )
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    plan: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """The trial as it was asked about; it becomes one when the answer is yes."""
    asker: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_on: Mapped[date]
    answer_by: Mapped[date]
    state: Mapped[str]
    step: Mapped[str]
    due_at: Mapped[datetime | None]
    """None: nobody more is asked."""
    weekly: Mapped[bool]
    """Everybody was asked: it comes back to the last of them once a week."""
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str]
    review_on: Mapped[date | None]
