"""The published JSON schema of Adaptive Cards 1.5, plus what Teams itself adds to cards."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from playground.teams.traffic import Json

if TYPE_CHECKING:
    from jsonschema import Draft6Validator
    from jsonschema.exceptions import ValidationError

# Teams' own additions, which the schema of the standard does not know.
_OF_TEAMS = {"msteams", "choices.data"}


@cache
def _validator() -> "Draft6Validator":
    from jsonschema import Draft6Validator

    text = (files("playground") / "schemas" / "adaptive-card-1.5.json").read_text(encoding="utf-8")
    return Draft6Validator(json.loads(text))


def _standard(node: Any) -> Any:
    if isinstance(node, dict):
        # What an action carries is the bot's own business.
        return {
            key: value if key == "data" else _standard(value) for key, value in node.items() if key not in _OF_TEAMS
        }
    if isinstance(node, list):
        return [_standard(child) for child in node]
    return node


def fault(card: Json) -> str | None:
    """The first place where a card breaks the schema, in words."""
    errors = sorted(_validator().iter_errors(_standard(card)), key=lambda error: error.path)
    return _deepest(errors[0]) if errors else None


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
