"""Slack's limits on text objects and on the elements inside blocks (docs.slack.dev/reference/block-kit)."""

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import JsonObject
from slack_sdk.models.blocks import BlockElement

from playground.slack.elements import options_of
from playground.slack.state import Json

SELECTS = {
    f"{many}{what}_select"
    for many in ("", "multi_")
    for what in ("static", "external", "users", "channels", "conversations")
}
ONE_SELECTS = {kind for kind in SELECTS if not kind.startswith("multi_")}
PICKERS = {"checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker"}
FIELDS = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"}
IN_SECTION = SELECTS | PICKERS | {"button", "image", "overflow", "workflow_button"}
IN_ACTIONS = ONE_SELECTS | PICKERS | {"button", "overflow", "workflow_button"}
IN_INPUT = SELECTS | PICKERS | FIELDS
CONFIRM = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
OPTIONS = {"static_select": 100, "multi_static_select": 100, "checkboxes": 10, "radio_buttons": 10, "overflow": 5}
MOST_GROUPS = 100
KINDS: dict[type, set[str]] = {
    bool: {"optional", "dispatch_action", "multiline", "emoji", "verbatim", "focus_on_load", "is_decimal_allowed"},
    int: {"min_length", "max_length", "min_query_length", "max_selected_items", "indent", "offset"},
    str: {"image_url", "block_id", "action_id", "initial_user", "initial_time", "initial_channel", "alt_text"},
}
"""Plain values, wherever they stand."""


def said(problem: str, pointer: str) -> str:
    return f"{problem} [json-pointer:{pointer}]"


def text_problems(text: Any, pointer: str, most: int, *, plain: bool = False) -> Iterator[str]:
    if not isinstance(text, dict):
        yield said("must provide an object", pointer)
        return
    allowed = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}
    kind = text.get("type")
    if kind not in allowed or (plain and kind != "plain_text"):
        yield said(f"unsupported type: {kind}", f"{pointer}/type")
        return
    for key in sorted(text.keys() - allowed[kind]):
        yield said(f"invalid additional property: {key}", pointer)
    yield from string_problems(text.get("text"), f"{pointer}/text", most)


def string_problems(value: Any, pointer: str, most: int, *, least: int = 1) -> Iterator[str]:
    if not isinstance(value, str):
        yield said("must be a string", pointer)
    elif len(value) < least:
        yield said(f"must be more than {least - 1} characters", pointer)
    elif len(value) > most:
        yield said(f"must be less than {most + 1} characters", pointer)


def kind_problems(node: Any, pointer: str) -> Iterator[str]:
    """Plain values of another kind than Slack documents."""
    if isinstance(node, list):
        for at, part in enumerate(node):
            yield from kind_problems(part, f"{pointer}/{at}")
    for key, value in node.items() if isinstance(node, dict) else ():
        wanted = next((kind for kind, keys in KINDS.items() if key in keys), type(value))
        if type(value) is not wanted:
            yield said(f"must be a {wanted.__name__}", f"{pointer}/{key}")
        yield from kind_problems(value, f"{pointer}/{key}")


def sdk_problems(model: type[Any], raw: Json, pointer: str) -> Iterator[str]:
    """What slack_sdk's own model of the block or element says."""
    try:
        parsed: JsonObject | None = model.parse(copy.deepcopy(raw))
        if parsed is None:
            yield said(f"unsupported type: {raw.get('type')}", f"{pointer}/type")
            return
        for key in sorted(raw.keys() - set(parsed.attributes) - {"type"}):
            yield said(f"invalid additional property: {key}", pointer)
        parsed.validate_json()
    except (SlackObjectFormationError, TypeError, AttributeError, KeyError) as problem:
        yield said(str(problem), pointer)


def element_problems(element: Any, pointer: str, allowed: set[str]) -> Iterator[str]:
    if not isinstance(element, dict) or element.get("type") not in allowed:
        kind = element.get("type") if isinstance(element, dict) else element
        yield said(f"unsupported type: {kind}", f"{pointer}/type")
        return
    yield from sdk_problems(BlockElement, element, pointer)
    kind = element["type"]
    if "action_id" in element:
        yield from string_problems(element["action_id"], f"{pointer}/action_id", 255)
    if "placeholder" in element:
        yield from text_problems(element["placeholder"], f"{pointer}/placeholder", 150, plain=True)
    for part, most in CONFIRM.items() if "confirm" in element else ():
        confirm = element["confirm"]
        wanted = confirm.get(part) if isinstance(confirm, dict) else None
        yield from text_problems(wanted, f"{pointer}/confirm/{part}", most, plain=part != "text")
    if kind == "button":
        yield from _button(element, pointer)
    elif kind == "image":
        yield from string_problems(element.get("alt_text"), f"{pointer}/alt_text", 2000)
    elif kind in FIELDS:
        yield from _field(element, pointer)
    elif kind in OPTIONS:
        yield from _options(element, pointer)
    elif kind == "datepicker" and "initial_date" in element:
        yield from _day(element["initial_date"], f"{pointer}/initial_date")


def _button(element: Json, pointer: str) -> Iterator[str]:
    yield from text_problems(element.get("text"), f"{pointer}/text", 75, plain=True)
    for key, most in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if key in element:
            yield from string_problems(element[key], f"{pointer}/{key}", most, least=0 if key == "value" else 1)
    if element.get("style", "primary") not in {"primary", "danger"}:
        yield said("style must be primary or danger", f"{pointer}/style")


def _field(element: Json, pointer: str) -> Iterator[str]:
    longest = element.get("max_length", 3000)
    if not isinstance(longest, int) or not 1 <= longest <= 3000:
        yield said("must be between 1 and 3000", f"{pointer}/max_length")
    elif element["type"] != "rich_text_input" and "initial_value" in element:
        yield from string_problems(element["initial_value"], f"{pointer}/initial_value", longest, least=0)
    if element["type"] == "number_input" and not isinstance(element.get("is_decimal_allowed"), bool):
        yield said("missing required field: is_decimal_allowed", pointer)


def _options(element: Json, pointer: str) -> Iterator[str]:
    options, most = options_of(element), OPTIONS[element["type"]]
    if "options" in element and "option_groups" in element:
        yield said("options and option_groups exclude each other", pointer)
    groups = [group.get("options") or [] for group in element.get("option_groups") or []]
    if not all(1 <= len(listed) <= most for listed in groups or [options]):
        yield said(f"must have between 1 and {most} options", f"{pointer}/options")
    if len(groups) > MOST_GROUPS:
        yield said(f"must have at most {MOST_GROUPS} option groups", f"{pointer}/option_groups")
    plain = element["type"] not in {"checkboxes", "radio_buttons"}
    for at, option in enumerate(options):
        yield from option_problems(option, f"{pointer}/options/{at}", plain=plain)
    for at, group in enumerate(element.get("option_groups") or []):
        yield from text_problems(group.get("label"), f"{pointer}/option_groups/{at}/label", 75, plain=True)
    values = [option.get("value") for option in options if isinstance(option, dict)]
    if len(set(values)) < len(values):
        yield said("option values must be unique", f"{pointer}/options")
    initial = element.get("initial_options") or [element.get("initial_option")]
    for chosen in initial:
        if chosen is not None and chosen not in options:
            yield said("initial option must be one of the options", pointer)


def option_problems(option: Any, pointer: str, *, plain: bool = True) -> Iterator[str]:
    if not isinstance(option, dict):
        yield said("must provide an object", pointer)
        return
    yield from text_problems(option.get("text"), f"{pointer}/text", 75, plain=plain)
    yield from string_problems(option.get("value"), f"{pointer}/value", 150, least=0)
    if "description" in option:
        yield from text_problems(option["description"], f"{pointer}/description", 75, plain=plain)


def _day(value: Any, pointer: str) -> Iterator[str]:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        yield said("must be a date like 2026-01-31", pointer)
