"""What all tables have in common."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Identity, MetaData, Text
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
        list[int]: ARRAY(BigInteger),
        list[str]: ARRAY(Text),
        dict[str, str]: JSONB,
    }


class Numbered(Base):
    """A table with a number of its own."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
