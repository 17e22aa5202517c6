"""The outbox, and what has been handled."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    Sequence,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Numbered

DEPARTURES = Sequence("posting_departure", metadata=Base.metadata)
GATHERINGS = Sequence("gathering", metadata=Base.metadata)


class Posting(Numbered):
    """Where a subject hangs, and whether that copy is due to be sent: the outbox."""

    __tablename__ = "posting"
    __table_args__ = (
        UniqueConstraint("platform", "home", "message"),
        Index("ix_posting_subject", "subject_kind", "subject_id"),
        Index(
            "ix_posting_waiting",
            "platform",
            "home",
            "rank",
            text("departure nulls first"),
            "id",
            postgresql_where="state in ('due', 'drawing')",
        ),
    )
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    platform: Mapped[str]
    home: Mapped[str]
    name_there: Mapped[str]
    address: Mapped[str]
    private: Mapped[bool]
    language: Mapped[str]
    under_kind: Mapped[str | None]
    under_id: Mapped[int | None]
    message: Mapped[str | None]
    state: Mapped[str]
    """`due`, `drawing` (a sender has it), `shown`, `failed` (given up until the subject changes again), or `lost` (what
    was private did not arrive, and went to another chat of the same person)."""
    rank: Mapped[int]
    """What leaves first: 0 private, 1 new, 2 redraw of a copy that somebody clicked, 3 any other redraw."""
    departure: Mapped[int | None]
    """Of one rank, the copy that left longest ago leaves first; a number, so that nothing anonymous gets a time."""
    attempts: Mapped[int]
    not_before: Mapped[datetime | None]
    permalink: Mapped[str | None]
    """Where people open it in their own client, as its platform says; asked once, after it was posted."""
    closed: Mapped[bool] = mapped_column(server_default=false())
    """It hangs where somebody reads who may not see what it shows, and only says that this goes on elsewhere."""


class Pause(Base):
    """A workspace or tenant whose platform asked to wait; nothing leaves for it before `until`."""

    __tablename__ = "pause"
    platform: Mapped[str] = mapped_column(primary_key=True)
    home: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]


class Notification(Base):
    """When a private message came to somebody, kept for the minute in which it counts."""

    __tablename__ = "notification"
    platform: Mapped[str] = mapped_column(primary_key=True)
    home: Mapped[str] = mapped_column(primary_key=True)
    name_there: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)


class Uninstalled(Base):
    """A workspace that took the bot away: nothing is sent there, nor asked."""

    __tablename__ = "uninstalled"
    platform: Mapped[str] = mapped_column(primary_key=True)
    home: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Delivery(Base):
    """A delivery that has been handled, as a keyed hash kept a day."""

    __tablename__ = "delivery"
    key: Mapped[bytes] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class ScheduledPost(Numbered):
    """Private news that waits: for its reader's working hours, or for what else happens soon."""

    __tablename__ = "scheduled_post"
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(index=True)


class Gathered(Base):
    """A change of an idea that was told together with others, in one private message. Whose it is, nobody notes."""

    __tablename__ = "gathered"
    gathering: Mapped[int] = mapped_column(primary_key=True)
    change: Mapped[int] = mapped_column(ForeignKey("change.id"), primary_key=True, index=True)


class GatheredEdit(Base):
    """The same of an idea whose words were edited."""

    __tablename__ = "gathered_edit"
    gathering: Mapped[int] = mapped_column(primary_key=True)
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True, index=True)
