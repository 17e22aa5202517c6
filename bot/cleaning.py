"""People's text as the database takes it and others can read it, however deep it lies in a record."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar
from unicodedata import category

T = TypeVar("T")
# NUL, and what turns the direction of all that stands behind it: https://www.unicode.org/reports/tr9/
TAKEN_AWAY = re.compile("[\0\u202a-\u202e\u2066-\u2069]")
# Letters and signs by their category, of which nothing is seen.
EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")
UNSEEN = ("C", "M", "Z")


def clean(record: T) -> T:
    """The same record with clean texts; itself if there is nothing to take away."""
    cleaned: T = _cleaned(record)
    return cleaned


def _is_seen(character: str) -> bool:
    return character not in EMPTY and category(character)[0] not in UNSEEN


def _cleaned(value: Any) -> Any:
    if type(value) is str:
        if value.isascii() and value.isprintable():
            return value
        text = TAKEN_AWAY.sub("", value).encode("utf-8", "ignore").decode()
        return text if text.isspace() or any(map(_is_seen, text)) else ""
    if isinstance(value, tuple):
        return tuple(_cleaned(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        present = {one.name: getattr(value, one.name) for one in fields(value)}
        changed = {name: new for name, old in present.items() if (new := _cleaned(old)) != old}
        return replace(value, **changed) if changed else value
    return value
