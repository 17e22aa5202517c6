"""What an element can hold: Slack's own client sends nothing else."""

from datetime import date, time
from typing import Any

from playground.slack.element_rules import option_problems
from playground.slack.elements import EXTERNAL, HOLDERS, Values, element_in, options_of
from playground.slack.reading import Names
from playground.slack.state import Json


def checked(blocks: list[Json], typed: Any, names: Names) -> Values:
    """The answers of elements that hold one, each in the shape that Slack keeps; raises LookupError for others."""
    for block_id, answers in _object(typed).items():
        for action_id, answer in _object(answers).items():
            _, element = element_in(blocks, block_id, action_id)
            if set(_object(answer)) != {"type", _field(element)} or answer["type"] != element["type"]:
                raise LookupError(f"{action_id!r} does not hold such an answer")
            _choosable(element, answer[_field(element)], names)
    found: Values = typed
    return found


def choosable(element: Json, chosen: Any, names: Names) -> Json | None:
    """What was chosen in a pressed element; raises LookupError for what cannot be."""
    if element["type"] in {"button", "workflow_button"}:
        if chosen is not None:
            raise LookupError("nothing can be chosen in a button")
        return None
    if set(_object(chosen)) != {_field(element)}:
        raise LookupError(f"a {element['type']} does not hold {chosen!r:.100}")
    _choosable(element, chosen[_field(element)], names)
    kept: Json = chosen
    return kept


def _field(element: Json) -> str:
    if element["type"] == "overflow":
        return "selected_option"
    if element["type"] not in HOLDERS:
        raise LookupError(f"a {element['type']} holds no answer")
    return HOLDERS[element["type"]].field


def _choosable(element: Json, value: Any, names: Names) -> None:
    many = element["type"] in HOLDERS and HOLDERS[element["type"]].many
    if many != isinstance(value, list):
        raise LookupError(f"a {element['type']} holds {'several answers' if many else 'one answer'}")
    for one in value if many else [] if value is None else [value]:
        if not _one(element, one, names):
            raise LookupError(f"a {element['type']} does not offer {one!r:.100}")


def _one(element: Json, value: Any, names: Names) -> bool:
    field = _field(element)
    if "option" in field:
        external = element["type"] in EXTERNAL
        return not list(option_problems(value, "")) if external else value in options_of(element)
    if not isinstance(value, str):
        return False
    match field:
        case "value":
            return True
        case "selected_date":
            return _is(date, value)
        case "selected_time":
            return _is(time, value)
    prefix = ("U", "W") if "user" in field else ("C", "G", "D")
    return value in names and value.startswith(prefix)


def _is(kind: type[date] | type[time], value: str) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True


def _object(value: Any) -> Json:
    if not isinstance(value, dict):
        raise LookupError(f"not an object: {value!r:.100}")
    return value
