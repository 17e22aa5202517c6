"""Blocks as Slack stores them: every id filled in, every default of a text written out."""

import secrets
import string
from typing import Any

from playground.slack.elements import elements_of
from playground.slack.state import Json

ALPHABET = string.ascii_letters + string.digits + "+/="


def random_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(5))


def stored(blocks: list[Json]) -> list[Json]:
    kept: list[Json] = _with_defaults(blocks)
    for block in kept:
        block.setdefault("block_id", random_id())
    for _, element in elements_of(kept):
        element.setdefault("action_id", random_id())
    return kept


def typed_by_person(text: str, mentions: str | None = None) -> list[Json]:
    """What a person's client makes of typed text."""
    said: list[Json] = [{"type": "user", "user_id": mentions}] if mentions else []
    said.append({"type": "text", "text": f" {text}" if mentions else text})
    line = {"type": "rich_text_section", "elements": said}
    return [{"type": "rich_text", "block_id": random_id(), "elements": [line]}]


def _with_defaults(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_defaults(part) for part in node]
    if not isinstance(node, dict):
        return node
    copied = {key: _with_defaults(value) for key, value in node.items()}
    if copied.get("type") == "plain_text":
        copied.setdefault("emoji", True)
    elif copied.get("type") == "mrkdwn":
        copied.setdefault("verbatim", False)
    elif copied.get("type") == "input":
        copied.setdefault("optional", False)
    return copied
