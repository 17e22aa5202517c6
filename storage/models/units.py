"""Work communities, their people and channels."""

from datetime import date, datetime

from sqlalchemy import Computed, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Numbered


class Unit(Numbered):
    """A work community, or the unit or sector that such lie below."""

    __tablename__ = "unit"
    name: Mapped[str]
    """In the organisation's language, or the one that there is."""
    names: Mapped[dict[str, str]]
    """In each language in which it has one."""
    parent: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """What it lies below; none: at the top."""
    closed_on: Mapped[date | None]
    """From this day on it is not offered any more; its history stays."""
    folded: Mapped[str] = mapped_column(Text, Computed("lower(name)", persisted=True), unique=True)


class Role(Base):
    """What an account does for a unit; some roles are held by one account at a time."""

    __tablename__ = "role"
    __table_args__ = (
        Index(
            "uq_role_answering",
            "unit",
            "role",
            unique=True,
            postgresql_where="role in ('supervisor', 'deputy', 'renewer')",
        ),
    )
    unit: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)


class Handover(Numbered):
    """A role changed hands, or somebody left it empty: then no account."""

    __tablename__ = "handover"
    unit: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str]
    account: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Channel(Numbered):
    """A channel linked to the board; without units it shows the whole organisation."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("platform", "home", "name_there"),)
    platform: Mapped[str]
    home: Mapped[str]
    name_there: Mapped[str]
    address: Mapped[str]
    name: Mapped[str | None]
    language: Mapped[str]
    shows: Mapped[list[str]]
    posters: Mapped[str]
    opened: Mapped[bool]
    """To guests and people of other organisations."""
    trouble: Mapped[str | None]
    """Why nothing new can appear there; told once."""
    looked_at: Mapped[datetime | None]
    """When the platform told of it; what is new waits until it has."""
    asked_at: Mapped[datetime | None]
    """When the platform was last asked of it; an answer may never come."""
    linked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Introduction(Numbered):
    """The bot's one word to a channel that it was added to: this row says that it is not said again."""

    __tablename__ = "introduction"
    __table_args__ = (UniqueConstraint("platform", "home", "name_there"),)
    platform: Mapped[str]
    home: Mapped[str]
    name_there: Mapped[str]
    address: Mapped[str]
    by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    said: Mapped[bool]


class ChannelUnit(Base):
    """A work community whose ideas a channel shows."""

    __tablename__ = "channel_unit"
    channel: Mapped[int] = mapped_column(ForeignKey("channel.id", ondelete="CASCADE"), primary_key=True)
    unit: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
