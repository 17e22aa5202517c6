"""The audit trail."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Numbered


class Audit(Numbered):
    """Settings, roles, channels and decisions; never who shared, supported, commented or answered."""

    __tablename__ = "audit"
    at: Mapped[datetime] = mapped_column(index=True)
    account: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    what: Mapped[str]
    details: Mapped[dict[str, str]]
