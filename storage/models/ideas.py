"""Needs and ideas, and their support."""

from datetime import date

from sqlalchemy import (
    ForeignKey,
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Numbered


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
