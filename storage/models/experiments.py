"""Trials, who joined them, and the questions about them."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Numbered


class Experiment(Numbered):
    """A trial of an idea, in one round."""

    __tablename__ = "experiment"
    __table_args__ = (Index("ix_experiment_undecided", "idea", postgresql_where="decision is null"),)
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    before: Mapped[int | None] = mapped_column(ForeignKey("experiment.id"))
    """The round that this one changes and continues."""
    what: Mapped[str]
    why: Mapped[str]
    measure: Mapped[str]
    measure_unit: Mapped[str]
    baseline: Mapped[Decimal | None]
    goal: Mapped[Decimal | None]
    stop_if: Mapped[str]
    affected: Mapped[str]
    cooperation: Mapped[bool]
    """Its owner says that it changes work organisation or services significantly."""
    cadence: Mapped[str]
    quick: Mapped[bool]
    """Asked about once: whether it stayed."""
    owner: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date] = mapped_column(index=True)
    decision: Mapped[str | None]
    effect: Mapped[int | None]
    """The basket that its effect in a year was put into, in euros; 0: a benefit other than money."""
    effect_or_more: Mapped[bool | None]
    effect_time: Mapped[bool | None]
    """It is freed time, and no money."""
    worse: Mapped[bool | None]
    """Whether service or work got worse, where the effect was given in euros."""


class Joining(Base):
    """An account that has joined a trial, with its name."""

    __tablename__ = "joining"
    experiment: Mapped[int] = mapped_column(ForeignKey("experiment.id"), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)


class CheckIn(Numbered):
    """One question about one trial. Due things are rows: its `step` is taken when `due_at` has come."""

    __tablename__ = "checkin"
    __table_args__ = (
        UniqueConstraint("experiment", "due_on"),
        Index("ix_checkin_waiting", "due_at", postgresql_where="due_at is not null"),
    )
    experiment: Mapped[int] = mapped_column(ForeignKey("experiment.id"))
    due_on: Mapped[date]
    kind: Mapped[str]
    step: Mapped[str]
    due_at: Mapped[datetime | None]
    """None: nothing more is due."""
    asked_on: Mapped[date | None]
    answer: Mapped[str | None]
    value: Mapped[Decimal | None]
    observation: Mapped[str]
    answered_on: Mapped[date | None]


class HelpOffer(Numbered):
    """What somebody answered to a call for help."""

    __tablename__ = "help_offer"
    checkin: Mapped[int] = mapped_column(ForeignKey("checkin.id"), index=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str]
