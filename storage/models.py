"""Every table on one page. Rows belong to accounts, accounts point to persons; nothing is moved by a join."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    MetaData,
    Sequence,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the product; the job engine brings its own."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own way
        int: BigInteger,
        str: Text,
        datetime: DateTime(timezone=True),
        list[str]: ARRAY(Text),
        dict[str, str]: JSONB,
    }


class Numbered(Base):
    """A table with a number of its own."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)


class Installation(Base):
    """Whose database this is: a keyed hash that only the right secret makes."""

    __tablename__ = "installation"
    fingerprint: Mapped[str] = mapped_column(primary_key=True)


class Person(Numbered):
    """A human being. `language` is the person's own choice."""

    __tablename__ = "person"
    name: Mapped[str | None]
    language: Mapped[str | None]


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


class Unit(Numbered):
    """A work community."""

    __tablename__ = "unit"
    name: Mapped[str]
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


class Idea(Numbered):
    """A need or an idea. No author: shared anonymously. Its time is a date on purpose."""

    __tablename__ = "idea"
    __table_args__ = (
        Index("ix_idea_title_trgm", "title", postgresql_using="gist", postgresql_ops={"title": "gist_trgm_ops"}),
    )
    title: Mapped[str]
    about: Mapped[str]
    unit: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    benefits: Mapped[list[str]]
    origin: Mapped[str]
    author: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    stage: Mapped[str]
    shared_on: Mapped[date] = mapped_column(index=True)
    support: Mapped[int]
    """Distinct persons among the supporting accounts of full members; recounted when a pointer changes."""
    lesson: Mapped[str | None]


class Support(Base):
    """One account's support of one idea."""

    __tablename__ = "support"
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    given_on: Mapped[date] = mapped_column(index=True)


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


DEPARTURES = Sequence("posting_departure", metadata=Base.metadata)


class Posting(Numbered):
    """Where a subject hangs, and whether that copy is due to be sent: the outbox."""

    __tablename__ = "posting"
    __table_args__ = (
        UniqueConstraint("platform", "home", "message"),
        Index("ix_posting_subject", "subject_kind", "subject_id"),
        Index("ix_posting_waiting", "platform", "home", "rank", postgresql_where="state <> 'shown'"),
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
    """`due`, `drawing` (a sender has it), `shown`, or `failed` (given up until the subject changes again)."""
    rank: Mapped[int]
    """What leaves first: 0 private, 1 new, 2 redraw."""
    departure: Mapped[int | None]
    """Of one rank, the copy that left longest ago leaves first; a number, so that nothing anonymous gets a time."""
    attempts: Mapped[int]
    not_before: Mapped[datetime | None]


class Pause(Base):
    """A workspace or tenant whose platform asked to wait; nothing leaves for it before `until`."""

    __tablename__ = "pause"
    platform: Mapped[str] = mapped_column(primary_key=True)
    home: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]


class Delivery(Base):
    """A delivery that has been handled, as a keyed hash kept a day."""

    __tablename__ = "delivery"
    key: Mapped[bytes] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class Audit(Numbered):
    """Settings, roles, channels and decisions; never who shared, supported, commented or answered."""

    __tablename__ = "audit"
    at: Mapped[datetime]
    account: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    what: Mapped[str]
    details: Mapped[dict[str, str]]
