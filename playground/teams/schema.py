"""The published JSON schema of Adaptive Cards 1.5, plus what Teams itself adds to cards."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from playground.traffic import Json

if TYPE_CHECKING:
    from jsonschema import Draft6Validator
    from jsonschema.exceptions import ValidationError

# Teams' own additions, which the schema of the standard does not know.
_OF_TEAMS = {"msteams", "choices.data"}


def _schema() -> Json:
    text = (files("playground") / "schemas" / "adaptive-card-1.5.json").read_text(encoding="utf-8")
    schema: Json = json.loads(text)
    return schema


@cache
def _validator() -> "Draft6Validator":
    from jsonschema import Draft6Validator

    return Draft6Validator(_schema())


def _standard(node: Any) -> Any:
    if isinstance(node, dict):
        # What an action carries is the bot's own business.
        return {
            key: value if key == "data" else _standard(value) for key, value in node.items() if key not in _OF_TEAMS
        }
    if isinstance(node, list):
        return [_standard(child) for child in node]
    return node


@cache
def _quick() -> jsonschema_rs.Draft6Validator:
    """Says only whether a card fits, in a hundredth of the time."""
    return jsonschema_rs.Draft6Validator(_schema())


def fault(card: Json) -> str | None:
    """The first place where a card breaks the schema, in words."""
    standard = _standard(card)
    if _quick().is_valid(standard):
        return None
    return _deepest(min(_validator().iter_errors(standard), key=lambda error: error.path))


def _deepest(error: "ValidationError") -> str:
    """The schema says «one of these» at every element; the branch of the element's own type tells most."""
    while error.context:
        error = max(error.context, key=_weight)
    where = "/".join(str(step) for step in error.absolute_path)
    return f"{where or 'card'}: {error.message[:200]}"


def _weight(error: "ValidationError") -> tuple[bool, int, int]:
    wrong_type = error.validator == "enum" and _ends_with(error.path, "type")
    return not wrong_type, len(error.absolute_path), len(error.context or ())


def _ends_with(path: Iterable[Any], name: str) -> bool:
    return list(path)[-1:] == [name]
