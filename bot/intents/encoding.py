"""Intents as compact text for buttons and forms, and back, strictly."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import NoneType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.intents.base import Intent

BIGINT = 2**63 - 1

MODULES = [
    import_module(f"{__package__}.{one.name}")
    for one in iter_modules([str(Path(__file__).parent)])
    if one.name not in {"base", "encoding"}
]
"""Where intents are declared; what they have in common, in `base`, is never encoded."""
KINDS: dict[str, type[Intent]] = {
    name: kind
    for module in MODULES
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Intent) and kind.__module__ == module.__name__
}
HINTS = {kind: get_type_hints(kind) for kind in KINDS.values()}
USUAL = {kind: [(one.name, one.default) for one in fields(kind)] for kind in KINDS.values()}
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)

F = TypeVar("F", bound=Intent)


def encode(intent: Intent) -> str:
    """The intent as compact JSON text; what has its default value is left out."""
    kind = type(intent)
    values = {name: value for name, usual in USUAL[kind] if (value := getattr(intent, name)) != usual}
    return COMPACT.encode([kind.__name__, values])


def decode(text: str) -> Intent:
    """Read what `encode` wrote; raises ValueError for anything else, whoever made it."""
    try:
        name, values = json.loads(text)
        kind = KINDS[name]
        hints = HINTS[kind]
        return kind(**{key: _read(hints[key], value) for key, value in values.items()})
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("not an intent") from error


def fill(intent: F, answers: Mapping[str, object]) -> F:
    """The intent with a form's answers in its fields (texts as the platform sent them, lists for several choices).

    Unknown names are refused, an empty answer is the field's empty value; raises ValueError.
    """
    hints = HINTS[type(intent)]
    try:
        return replace(intent, **{key: _read(hints[key], value) for key, value in answers.items()})
    except (TypeError, KeyError) as error:
        raise ValueError("not an answer") from error


def _read(hint: Any, value: object) -> object:
    """The value as the field's type, strictly; a form's text is taken for the types that forms send as text."""
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            raise ValueError("not a choice")
        return value
    if get_origin(hint) is Union or NoneType in get_args(hint):
        inner = next(part for part in get_args(hint) if part is not NoneType)
        return None if value in (None, "") else _read(inner, value)
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise ValueError("not a list of texts")
        return tuple(value)
    if hint is bool:
        if not isinstance(value, bool):
            raise ValueError("not yes or no")
        return value
    if hint is int:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:20])
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= BIGINT:
            raise ValueError("not a number")
        return value
    if value is None and hint is str:
        return ""
    if not isinstance(value, str):
        raise ValueError("not a text")
    return date.fromisoformat(value) if hint is date else hint(value)
