"""Slack's limits on blocks, messages and views; a problem is worded and placed as Slack's API words and places it."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from slack_sdk.models.blocks import Block

from playground.slack.element_rules import (
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    element_problems,
    kind_problems,
    said,
    sdk_problems,
    string_problems,
    text_problems,
)
from playground.slack.rich_rules import MARKDOWN, markdown, rich_text, table
from playground.slack.state import Json

IN_MESSAGE = 50
IN_VIEW = 100
BLOCK_TEXT = 13_200
"""Where msg_blocks_too_long begins, as measured in slackapi/bolt-js#2509."""
VIEW_BYTES = 250_000
FILE_ID = re.compile(r"F[A-Z0-9]{8,}")
"""https://github.com/slackapi/python-slack-sdk/issues/1521"""
OF_SLACK = {"call", "file"}
"""Slack shows them in its own messages: an app cannot send them so."""
OF_MESSAGES = {"context_actions", "markdown", "plan", "table", "task_card"}
VIEW_KEYS = {
    "type",
    "title",
    "blocks",
    "close",
    "submit",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}


def blocks_problems(blocks: Any, pointer: str = "/blocks", most: int = IN_MESSAGE) -> list[str]:
    if not isinstance(blocks, list):
        return [said("must provide an array", pointer)]
    problems = [said(f"no more than {most} items allowed", pointer)] if len(blocks) > most else []
    ids = [one["block_id"] for one in blocks if isinstance(one, dict) and isinstance(one.get("block_id"), str)]
    repeated = sorted({one for one in ids if ids.count(one) > 1})
    problems += [said(f"block_id already exists: {one}", pointer) for one in repeated]
    for at, block in enumerate(blocks):
        problems += [] if _sound(json.dumps(block)) else checked(_block, block, f"{pointer}/{at}")
    said_in_all = sum(len(one["text"]) for one in of_type(blocks, "markdown") if isinstance(one.get("text"), str))
    if said_in_all > MARKDOWN:
        problems.append(said(f"must be less than {MARKDOWN + 1} characters in all markdown blocks", pointer))
    return problems


@lru_cache(maxsize=5000)
def _sound(block: str) -> bool:
    """Whether it may stand anywhere: the same blocks come again whenever a card is drawn anew."""
    return not checked(_block, json.loads(block), "")


def checked(rule: Callable[[Any, str], Iterable[str]], node: Any, pointer: str) -> list[str]:
    """What a rule says; whatever is formed so that it cannot even be read is a problem too."""
    try:
        return list(rule(node, pointer))
    except (TypeError, AttributeError, KeyError):
        return [said("not of the form that is documented", pointer)]


def of_type(blocks: list[Any], kind: str) -> list[Json]:
    return [one for one in blocks if isinstance(one, dict) and one.get("type") == kind]


def text_length(blocks: list[Json]) -> int:
    """All the text in the blocks, as msg_blocks_too_long counts it."""

    def count(node: Any, key: str = "") -> int:
        if isinstance(node, dict):
            return sum(count(value, name) for name, value in node.items())
        if isinstance(node, list):
            return sum(count(value, key) for value in node)
        return len(node) if key == "text" and isinstance(node, str) else 0

    return count(blocks)


def view_problems(view: Any) -> list[str]:
    return checked(_view, view, "/view")


def _view(view: Any, _: str) -> list[str]:
    if not isinstance(view, dict):
        return [said("must provide an object", "/view")]
    kind = view.get("type")
    if kind not in {"modal", "home"}:
        return [said(f"unsupported type: {kind}", "/view/type")]
    problems = [said(f"invalid additional property: {key}", "/view") for key in sorted(view.keys() - VIEW_KEYS)]
    if kind == "home":
        problems += [said(f"not allowed: {key}", "/view") for key in ("close", "submit") if view.get(key)]
    else:
        problems += text_problems(view.get("title"), "/view/title", 24, plain=True)
        for key in ("submit", "close"):
            if view.get(key) is not None:
                problems += text_problems(view[key], f"/view/{key}", 24, plain=True)
    for key, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if key in view:
            problems += string_problems(view[key], f"/view/{key}", most, least=0)
    problems += blocks_problems(view.get("blocks"), "/view/blocks", IN_VIEW)
    for at, block in enumerate(view["blocks"] if not problems else []):
        if block["type"] in OF_MESSAGES:
            problems.append(said(f"unsupported type: {block['type']}", f"/view/blocks/{at}/type"))
    if not problems and not view["blocks"]:
        problems.append(said("must have at least 1 item", "/view/blocks"))
    asks = not problems and any(block["type"] == "input" for block in view["blocks"])
    if asks and kind == "modal" and not view.get("submit"):
        problems.append(said("missing required field: submit", "/view"))
    return problems


def too_large(view: Json) -> bool:
    return len(json.dumps(view)) > VIEW_BYTES


def _block(block: Any, pointer: str) -> list[str]:
    if not isinstance(block, dict):
        return [said("must provide an object", pointer)]
    if block.get("type") in OF_SLACK:
        return [said(f"unsupported type: {block['type']}", f"{pointer}/type")]
    problems = [*sdk_problems(Block, block, pointer), *kind_problems(block, pointer)]
    if "block_id" in block:
        problems += string_problems(block["block_id"], f"{pointer}/block_id", 255)
    rule = RULES.get(str(block.get("type")))
    return [*problems, *(rule(block, pointer) if rule else ())]


def _header(block: Json, pointer: str) -> Iterator[str]:
    yield from text_problems(block.get("text"), f"{pointer}/text", 150, plain=True)


def _section(block: Json, pointer: str) -> Iterator[str]:
    if "text" in block:
        yield from text_problems(block["text"], f"{pointer}/text", 3000)
    for at, field in enumerate(block.get("fields") or []):
        yield from text_problems(field, f"{pointer}/fields/{at}", 2000)
    if block.get("accessory") is not None:
        yield from element_problems(block["accessory"], f"{pointer}/accessory", IN_SECTION)


def _actions(block: Json, pointer: str) -> Iterator[str]:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 25:
        yield said("must have between 1 and 25 items", f"{pointer}/elements")
    for at, element in enumerate(elements):
        yield from element_problems(element, f"{pointer}/elements/{at}", IN_ACTIONS)
    ids = [element["action_id"] for element in elements if isinstance(element, dict) and "action_id" in element]
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        yield said(f"action_id already exists: {one}", f"{pointer}/elements")


def _context(block: Json, pointer: str) -> Iterator[str]:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 10:
        yield said("must have between 1 and 10 items", f"{pointer}/elements")
    for at, element in enumerate(elements):
        if isinstance(element, dict) and element.get("type") == "image":
            yield from element_problems(element, f"{pointer}/elements/{at}", {"image"})
        else:
            yield from text_problems(element, f"{pointer}/elements/{at}", 3000)


def _input(block: Json, pointer: str) -> Iterator[str]:
    yield from text_problems(block.get("label"), f"{pointer}/label", 2000, plain=True)
    if block.get("hint") is not None:
        yield from text_problems(block["hint"], f"{pointer}/hint", 2000, plain=True)
    yield from element_problems(block.get("element"), f"{pointer}/element", IN_INPUT)


def _image(block: Json, pointer: str) -> Iterator[str]:
    yield from string_problems(block.get("alt_text"), f"{pointer}/alt_text", 2000)
    if block.get("title") is not None:
        yield from text_problems(block["title"], f"{pointer}/title", 2000, plain=True)
    file = block.get("slack_file")
    if not block.get("image_url") and not file:
        yield said("missing required field: image_url", pointer)
    if file:
        yield from _file(file, f"{pointer}/slack_file")


def _file(file: Json, pointer: str) -> Iterator[str]:
    """By its id or its address, never both (docs.slack.dev, composition-objects/slack-file-object)."""
    if set(file) not in ({"id"}, {"url"}):
        yield said("must provide either id or url", pointer)
    elif "id" in file and not FILE_ID.fullmatch(str(file["id"])):
        yield said("input must match regex pattern: ^[F][A-Z0-9]{8,}$", f"{pointer}/id")


RULES = {
    "header": _header,
    "section": _section,
    "actions": _actions,
    "context": _context,
    "input": _input,
    "image": _image,
    "markdown": markdown,
    "rich_text": rich_text,
    "table": table,
}
