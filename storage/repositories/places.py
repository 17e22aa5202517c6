"""Rows of one place, and the lock of those who ask its platform."""

from typing import Any

from sqlalchemy import ColumnElement, and_

from bot.model import Place


def at(table: Any, place: Place) -> ColumnElement[bool]:
    """Whether a row is of a place, in a table that has `platform`, `home` and `name_there`."""
    return and_(table.platform == place.platform, table.home == place.home, table.name_there == place.id)


def asking_lock(platform: str, home: str) -> str:
    """The lock of the jobs that ask a workspace or tenant about its people and channels, one after another."""
    return f"look_up:{platform}:{home}"
