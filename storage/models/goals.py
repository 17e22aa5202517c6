"""Goals, what they were earlier, and which ideas aim at them."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from storage.models.base import Base, Numbered


class Wording:
    """What the organisation writes of a goal; no work community: it is the whole organisation's."""

    area: Mapped[str]
    name: Mapped[str]
    measure: Mapped[str]
    measure_unit: Mapped[str]
    baseline: Mapped[Decimal | None]
    target: Mapped[Decimal | None]
    until: Mapped[date | None]

    @declared_attr
    @classmethod
    def unit(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("unit.id"))


class Goal(Wording, Numbered):
    """A goal as it is now; closed ones stay."""

    __tablename__ = "goal"
    closed_on: Mapped[date | None]


class EarlierGoal(Wording, Numbered):
    """What a goal was before it was changed."""

    __tablename__ = "earlier_goal"
    goal: Mapped[int] = mapped_column(ForeignKey("goal.id"), index=True)
    changed_on: Mapped[date]


class Aim(Base):
    """An idea, and its trials with it, aims at a goal."""

    __tablename__ = "aim"
    idea: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    goal: Mapped[int] = mapped_column(ForeignKey("goal.id"), primary_key=True, index=True)
