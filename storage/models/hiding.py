"""What is hidden, and what people report."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Numbered


class Hiding(Numbered):
    """An idea or a comment that was hidden. Its text is erased when `due_at` has come."""

    __tablename__ = "hiding"
    __table_args__ = (
        Index("ix_hiding_thing", "kind", "number"),
        Index("ix_hiding_due", "due_at", postgresql_where="due_at is not null"),
    )
    kind: Mapped[str]
    number: Mapped[int]
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    reason: Mapped[str]
    role: Mapped[str | None]
    """In which it was hidden; None: as an admin."""
    by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    until: Mapped[date]
    due_at: Mapped[datetime | None]
    state: Mapped[str]
    again: Mapped[str]
    """Why it is shown again."""
    answer: Mapped[str]
    """What its author said."""


class Complaint(Numbered):
    """An idea or a comment that people reported: one row, however many did."""

    __tablename__ = "complaint"
    __table_args__ = (UniqueConstraint("kind", "number"),)
    kind: Mapped[str]
    number: Mapped[int]
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    state: Mapped[str]


class Report(Numbered):
    """What one account reported; whose it is is shown to nobody."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("complaint", "account"),)
    complaint: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    sort: Mapped[str]
    why: Mapped[str]
    told: Mapped[bool]
    """Has heard what became of it."""
