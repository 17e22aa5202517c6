"""The leadership's overview of each quarter."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Numbered


class OverviewLetter(Numbered):
    """One account's overview of one quarter, waiting until `due_at`."""

    __tablename__ = "overview_letter"
    __table_args__ = (
        UniqueConstraint("account", "quarter"),
        Index("ix_overview_letter_waiting", "due_at", postgresql_where="sent_at is null"),
    )
    account: Mapped[int] = mapped_column(ForeignKey("account.id"))
    quarter: Mapped[date]
    """Its first day."""
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
