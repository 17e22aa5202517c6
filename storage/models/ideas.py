"""Needs and ideas, what people say about them, and what became of them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Numbered


class Idea(Numbered):
    """A need or an idea. No author: shared anonymously. Its time is a date on purpose."""

    __tablename__ = "idea"
    __table_args__ = (
        Index("ix_idea_about_trgm", "about", postgresql_using="gin", postgresql_ops={"about": "gin_trgm_ops"}),
        Index(
            "ix_idea_title_trgm",
            "title",
            postgresql_using="gin",
            postgresql_ops={"title": "gin_trgm_ops"},
            postgresql_with={"fastupdate": "off"},
        ),
        Index(
            "ix_idea_unanswered",
            "unit",
            "answer_by",
            postgresql_where="stage in ('need', 'idea') and answered_on is null and answer_by is not null",
        ),
        Index("ix_idea_in_trial", "unit", postgresql_where="stage in ('trial', 'adapted')"),
        Index(
            "ix_idea_challenge_unanswered",
            "challenge",
            postgresql_where="stage in ('need', 'idea') and answered_on is null and challenge is not null",
        ),
        Index("ix_idea_answered", "answered_on", postgresql_where="answered_on is not null"),
        Index("ix_idea_parked", "back_on", postgresql_where="stage = 'parked'"),
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
    credited: Mapped[str | None]
    """Logged by its author for somebody else: their name as it was written, or an empty text."""
    colleague: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """For whom it was logged, until they say that it is theirs."""
    before: Mapped[str | None]
    """The stage that it is opened to again."""
    back_on: Mapped[date | None]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)
    """The idea that it was merged into: its support counts there, and nothing is moved."""
    hidden: Mapped[bool]
    """Nobody sees its words."""
    answer_by: Mapped[date | None]
    """An answer is promised by this day; none for what was only logged."""
    answered_on: Mapped[date | None]
    challenge: Mapped[int | None] = mapped_column(ForeignKey("challenge.id"), index=True)
    """The challenge that it answers."""
    page: Mapped[str | None] = mapped_column(unique=True)
    """The random part of its page's address, once somebody asked for it."""
    edited_on: Mapped[date | None]
    """When its author last changed its words."""
    writer: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """Who wrote the message whose text it began with; kept only where the idea has an author."""
    link: Mapped[str | None]
    """To that message."""


class Support(Base):
    """One account's support of one idea."""

    __tablename__ = "support"
    __table_args__ = (Index("ix_support_given_on_idea", "given_on", "idea"),)
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    given_on: Mapped[date]


class Follow(Base):
    """An account that hears what becomes of an idea."""

    __tablename__ = "follow"
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)


class WouldHelp(Base):
    """A work community that an idea would help too, and who said so."""

    __tablename__ = "would_help"
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    unit: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)


class Comment(Numbered):
    """What somebody says about an idea, with their name."""

    __tablename__ = "comment"
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    text: Mapped[str]
    written_on: Mapped[date]
    hidden: Mapped[bool]
    edited_on: Mapped[date | None]
    """When its author last changed its words."""


class Review(Numbered):
    """A parked idea is come back to when `due_at` has come; None: no more."""

    __tablename__ = "review"
    __table_args__ = (
        Index("ix_review_waiting", "due_at", postgresql_where="due_at is not null"),
        Index("ix_review_account_waiting", "account", postgresql_where="due_at is not null"),
    )
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"))
    due_at: Mapped[datetime | None]


class Change(Numbered):
    """A change of an idea's stage, with its reason."""

    __tablename__ = "change"
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    stage: Mapped[str]
    reason: Mapped[str]
    changed_on: Mapped[date] = mapped_column(index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who decided it in a role of theirs; None: it followed from a trial."""
    answer: Mapped[str | None]
    """It is the answer that was promised, of this kind."""
    experiment: Mapped[int | None] = mapped_column(ForeignKey("experiment.id"))
