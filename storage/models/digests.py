"""Weekly digests."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Numbered


class Digest(Numbered):
    """One reader's digest of one week, waiting until `due_at`."""

    __tablename__ = "digest"
    __table_args__ = (
        UniqueConstraint("account", "monday"),
        Index("ix_digest_waiting", "due_at", postgresql_where="sent_at is null"),
    )
    account: Mapped[int] = mapped_column(ForeignKey("account.id"))
    monday: Mapped[date]
    """Of the week in which it is sent."""
    since: Mapped[date]
    until: Mapped[date]
    """It tells of the days from `since` to the day before this one."""
    quiet_since: Mapped[date | None]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    """When its moment was taken, also where nothing was to be said."""
    units: Mapped[list[int] | None]
    """For which its reader did something at that moment."""


class DigestChoice(Base):
    """When and where a person wants the digest; whoever chose nothing gets it on Monday morning, in private."""

    __tablename__ = "digest_choice"
    person: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    weekday: Mapped[int]
    at: Mapped[time]
    private: Mapped[bool]
    channel: Mapped[int | None] = mapped_column(ForeignKey("channel.id", ondelete="SET NULL"), index=True)
    stopped: Mapped[bool]
