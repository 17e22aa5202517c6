"""Weekly digests."""

from datetime import date, datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Numbered


class Digest(Numbered):
    """One supervisor's digest of one week, waiting until `due_at`."""

    __tablename__ = "digest"
    __table_args__ = (
        UniqueConstraint("account", "monday"),
        Index("ix_digest_waiting", "due_at", postgresql_where="sent_at is null"),
    )
    account: Mapped[int] = mapped_column(ForeignKey("account.id"))
    monday: Mapped[date]
    """The day it is sent on; it tells of the days from `since` to the day before."""
    since: Mapped[date]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
