"""Work communities, their people and channels."""

from datetime import date

from sqlalchemy import (
    Computed,
    ForeignKey,
    Text,
    UniqueConstraint,
)
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
    """What an account does for a unit."""

    __tablename__ = "role"
    unit: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)


class Channel(Numbered):
    """A channel linked to the board; no unit: the whole organisation."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("platform", "home", "name_there"),)
    platform: Mapped[str]
    home: Mapped[str]
    name_there: Mapped[str]
    address: Mapped[str]
    name: Mapped[str | None]
    language: Mapped[str]
    unit: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
