"""Persons, and the accounts that point to them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Numbered


class Installation(Base):
    """Whose database this is: a keyed hash that only the right secret makes."""

    __tablename__ = "installation"
    fingerprint: Mapped[str] = mapped_column(primary_key=True)


class Person(Numbered):
    """A human being. `language` is the person's own choice."""

    __tablename__ = "person"
    name: Mapped[str | None]
    language: Mapped[str | None]
    paused_until: Mapped[date | None]
    """Nobody writes to them unasked until the day after."""
    hears: Mapped[str | None]
    """How much they chose to hear of ideas; None: all."""


class Account(Numbered):
    """One account in one chat."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("platform", "home", "name_there"),)
    person: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    first_person: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """The person it was before any join: parting goes back to it."""
    platform: Mapped[str]
    home: Mapped[str]
    name_there: Mapped[str]
    """The platform's id of the account."""
    address: Mapped[str]
    client_language: Mapped[str | None]
    time_zone: Mapped[str | None]
    email_key: Mapped[str | None] = mapped_column(index=True)
    member: Mapped[bool | None]
    """Full member; None: not looked up yet. An account that is not one does not count."""
    workspace_admin: Mapped[bool]
    parted: Mapped[bool]
    """Somebody parted it from others: it is never joined by e-mail again."""
    looked_up_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    """When the platform was last asked about it; an answer may never come."""
    welcomed_on: Mapped[date | None]
    """Nobody is welcomed twice, by whichever account."""


class JoinCode(Base):
    """A code shown in one chat, to be typed in the other. Only its keyed hash is kept."""

    __tablename__ = "join_code"
    key: Mapped[bytes] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"))
    expires_at: Mapped[datetime]


class WrongCode(Base):
    """How many codes an account has typed that were none; nobody shall find one by trying."""

    __tablename__ = "wrong_code"
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime]
