"""People's text as the database takes it: without NUL and lone surrogates, however deep it lies in a record."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


def clean(record: T) -> T:
    """The same record with clean texts; itself if there is nothing to take away."""
    cleaned: T = _cleaned(record)
    return cleaned


def _cleaned(value: Any) -> Any:
    if type(value) is str:
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, tuple):
        return tuple(_cleaned(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        present = {one.name: getattr(value, one.name) for one in fields(value)}
        changed = {name: new for name, old in present.items() if (new := _cleaned(old)) != old}
        return replace(value, **changed) if changed else value
    return value
