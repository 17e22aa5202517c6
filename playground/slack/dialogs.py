"""A view as the person in front of it meets it: questions, what is typed, what Slack's own client refuses."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from playground.chat import Dialog, Question
from playground.slack.elements import EXTERNAL, HOLDERS, Holder, buttons_of, elements_of, options_of, values_of
from playground.slack.reading import Names, lines_of, text_of
from playground.slack.state import Json
from playground.slack.views import OpenView

Answer = str | Sequence[str]


def fields(opened: OpenView, names: Names) -> Iterator[tuple[str, Json, Json, Holder]]:
    """Every field with the words that a person finds it by."""
    for block, element in elements_of(opened.blocks):
        holder = HOLDERS.get(element["type"])
        if holder is None:
            continue
        text = block.get("label") or block.get("text") or element.get("placeholder")
        yield text_of(text, names) if text else element["action_id"], block, element, holder


def field(opened: OpenView, label: str, names: Names) -> tuple[Json, Json, Holder]:
    found = {name: (block, element, holder) for name, block, element, holder in fields(opened, names)}
    if label not in found:
        raise LookupError(f"no field {label!r} in the dialog; there are {sorted(found)}")
    return found[label]


def put(opened: OpenView, block: Json, element: Json, value: Json) -> None:
    opened.typed.setdefault(block["block_id"], {})[element["action_id"]] = value
    opened.errors.pop(block["block_id"], None)


def fill(opened: OpenView, answers: Mapping[str, Answer], names: Names) -> None:
    for label, answer in answers.items():
        block, element, holder = field(opened, label, names)
        if element["type"] in EXTERNAL:
            words = [answer] if isinstance(answer, str) else list(answer)
            put(opened, block, element, _value(element, holder, []))
            opened.searches += [(label, one) for one in words if one]
        else:
            put(opened, block, element, _value(element, holder, _chosen(element, holder, answer, names)))


def chosen_option(opened: OpenView, label: str, option: Json, names: Names) -> None:
    """An option that the bot offered for an external menu."""
    block, element, holder = field(opened, label, names)
    before = values_of(opened.blocks, opened.typed)[block["block_id"]][element["action_id"]][holder.field]
    put(opened, block, element, _value(element, holder, [*before, option] if holder.many else [option]))


def _value(element: Json, holder: Holder, chosen: list[Any]) -> Json:
    return {"type": element["type"], holder.field: chosen if holder.many else (chosen[0] if chosen else None)}


def _chosen(element: Json, holder: Holder, answer: Answer, names: Names) -> list[Any]:
    if holder.field == "value" or element["type"] == "timepicker":
        if not isinstance(answer, str):
            raise LookupError("text goes into this field, not a list")
        return [answer] if answer else []
    labels = [answer] if isinstance(answer, str) else list(answer)
    return [_one(element, holder, label, names) for label in labels if label]


def _one(element: Json, holder: Holder, label: str, names: Names) -> Any:
    if holder.kind == "day":
        return date.fromisoformat(label).isoformat()
    if "option" in holder.field:
        offered = {text_of(option["text"], names): option for option in options_of(element)}
    else:
        prefix = ("U", "W") if "user" in holder.field else ("C", "G", "D")
        offered = {name: {"value": one} for one, name in names.items() if one.startswith(prefix)}
    if label not in offered:
        raise LookupError(f"{label!r} is not among the choices {sorted(offered)}")
    return offered[label] if "option" in holder.field else offered[label]["value"]


def shown_value(holder: Holder, value: Json, names: Names) -> str | tuple[str, ...] | None:
    held = value[holder.field]

    def words(one: Any) -> str:
        return text_of(one["text"], names) if isinstance(one, dict) else str(names.get(one, one))

    if holder.many:
        return tuple(words(one) for one in held)
    return None if held is None else words(held)


def dialog(opened: OpenView, names: Names, people: tuple[str, ...]) -> Dialog:
    view, values = opened.view, values_of(opened.blocks, opened.typed)
    questions = []
    for label, block, element, holder in fields(opened, names):
        options = tuple(text_of(option["text"], names) for option in options_of(element))
        questions.append(
            Question(
                label=label,
                kind="paragraph" if element.get("multiline") else holder.kind,
                value=shown_value(holder, values[block["block_id"]][element["action_id"]], names),
                choices=people if "user" in holder.field else options,
                required=block["type"] == "input" and not block["optional"],
                error=opened.errors.get(block["block_id"]),
            )
        )
    return Dialog(
        title=view["title"]["text"],
        lines=lines_of(opened.blocks, names),
        questions=tuple(questions),
        buttons=tuple(label for label, *_ in buttons_of(opened.blocks)),
        submit=view["submit"]["text"] if view["submit"] else None,
    )


def refused_by_client(opened: OpenView) -> dict[str, str]:
    """What Slack's own client does not send: the words are its, in English."""
    errors: dict[str, str] = {}
    values = values_of(opened.blocks, opened.typed)
    for block, element in elements_of(opened.blocks):
        if block["type"] != "input" or element["type"] not in HOLDERS:
            continue
        held = values[block["block_id"]][element["action_id"]][HOLDERS[element["type"]].field]
        if not held and not block["optional"]:
            errors[block["block_id"]] = "Please complete this required field."
        elif held and HOLDERS[element["type"]].field == "value":
            problem = _text_refused(element, held)
            errors |= {block["block_id"]: problem} if problem else {}
    return errors


def _text_refused(element: Json, text: str) -> str | None:
    if element["type"] == "number_input":
        return _number_refused(element, text)
    longest, shortest = element.get("max_length", 3000), element.get("min_length", 0)
    if len(text) > longest:
        return f"Please shorten this to {longest} characters or fewer."
    return f"Please write at least {shortest} characters." if len(text) < shortest else None


def _number_refused(element: Json, text: str) -> str | None:
    try:
        number = float(text)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    least, most = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    return None if least <= number <= most else f"Please enter a number between {least:g} and {most:g}."
