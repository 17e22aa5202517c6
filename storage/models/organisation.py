"""What an admin has chosen for the organisation."""

from datetime import time

from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base

ONLY = 1


class Organisation(Base):
    """One row, made when an admin first chooses something. Empty: as the environment says."""

    __tablename__ = "organisation"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """`ONLY`."""
    language: Mapped[str | None]
    time_zone: Mapped[str | None]
    country: Mapped[str | None]
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    answer_days: Mapped[int | None]
    baskets: Mapped[list[int] | None]
    audit_years: Mapped[int | None]
    hidden_days: Mapped[int | None]
