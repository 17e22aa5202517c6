"""Which Block Kit elements hold an answer, and under which names Slack keeps it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from playground.slack.state import Json

Kind = Literal["line", "paragraph", "choice", "choices", "person", "day", "number"]
Values = dict[str, dict[str, Json]]
"""Slack's state.values: block id, action id, answer."""


@dataclass(frozen=True, slots=True)
class Holder:
    kind: Kind
    field: str
    initial: str

    @property
    def many(self) -> bool:
        return self.field in {"selected_options", "selected_users", "selected_channels", "selected_conversations"}


HOLDERS = {
    "plain_text_input": Holder("line", "value", "initial_value"),
    "email_text_input": Holder("line", "value", "initial_value"),
    "url_text_input": Holder("line", "value", "initial_value"),
    "number_input": Holder("number", "value", "initial_value"),
    "static_select": Holder("choice", "selected_option", "initial_option"),
    "external_select": Holder("choice", "selected_option", "initial_option"),
    "radio_buttons": Holder("choice", "selected_option", "initial_option"),
    "multi_static_select": Holder("choices", "selected_options", "initial_options"),
    "multi_external_select": Holder("choices", "selected_options", "initial_options"),
    "checkboxes": Holder("choices", "selected_options", "initial_options"),
    "users_select": Holder("person", "selected_user", "initial_user"),
    "multi_users_select": Holder("choices", "selected_users", "initial_users"),
    "channels_select": Holder("choice", "selected_channel", "initial_channel"),
    "multi_channels_select": Holder("choices", "selected_channels", "initial_channels"),
    "conversations_select": Holder("choice", "selected_conversation", "initial_conversation"),
    "multi_conversations_select": Holder("choices", "selected_conversations", "initial_conversations"),
    "datepicker": Holder("day", "selected_date", "initial_date"),
    "timepicker": Holder("line", "selected_time", "initial_time"),
}
EXTERNAL = {"external_select", "multi_external_select"}


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block, in reading order."""
    for block in blocks:
        if block["type"] == "input":
            yield block, block["element"]
        elif block["type"] == "section" and (block.get("accessory") or {}).get("type") not in {None, "image"}:
            yield block, block["accessory"]
        elif block["type"] == "actions":
            for element in block["elements"]:
                yield block, element


def element_in(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
    """The block and its element; raises LookupError."""
    for block, element in elements_of(blocks):
        if (block["block_id"], element["action_id"]) == (block_id, action_id):
            return block, element
    raise LookupError(f"there is no element {action_id!r} in a block {block_id!r}")


def options_of(element: Json) -> list[Json]:
    groups = [group["options"] for group in element.get("option_groups") or []]
    return [option for options in [element.get("options") or [], *groups] for option in options]


def buttons_of(blocks: list[Json]) -> Iterator[tuple[str, Json, Json, Json | None]]:
    """What can be pressed: label, block, element and, in an overflow menu, the option."""
    for block, element in elements_of(blocks):
        if element["type"] == "button":
            yield element["text"]["text"], block, element, None
        elif element["type"] == "overflow":
            for option in options_of(element):
                yield option["text"]["text"], block, element, option


def initial_value(element: Json) -> Json:
    holder = HOLDERS[element["type"]]
    empty: Any = [] if holder.many else None
    return {"type": element["type"], holder.field: element.get(holder.initial, empty)}


def values_of(blocks: list[Json], typed: Values) -> Values:
    """state.values: what is typed, else what the element started with."""
    values: Values = {}
    for block, element in elements_of(blocks):
        if element["type"] in HOLDERS:
            block_id, action_id = block["block_id"], element["action_id"]
            value = typed.get(block_id, {}).get(action_id)
            kept = value if value and value["type"] == element["type"] else initial_value(element)
            values.setdefault(block_id, {})[action_id] = kept
    return values
