"""Slack's limits on rich text, markdown and tables (docs.slack.dev/reference/block-kit/blocks)."""

from collections.abc import Container, Iterable, Iterator
from typing import Any

from playground.slack.element_rules import said, string_problems
from playground.slack.state import Json

MARKDOWN = 12_000
"""All markdown blocks of a message together."""
ROWS, CELLS = 100, 20
LONGEST = 40_000
PARTS = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
NAMED = {
    "text": "text",
    "link": "url",
    "user": "user_id",
    "usergroup": "usergroup_id",
    "team": "team_id",
    "channel": "channel_id",
    "broadcast": "range",
    "emoji": "name",
    "date": "format",
    "color": "value",
}
"""What a piece of a line must say, by its type."""


def markdown(block: Json, pointer: str) -> Iterator[str]:
    yield from string_problems(block.get("text"), f"{pointer}/text", MARKDOWN)


def table(block: Json, pointer: str) -> Iterator[str]:
    rows = block.get("rows")
    yield from amount_problems(rows, f"{pointer}/rows", ROWS)
    for at, row in numbered(rows):
        yield from amount_problems(row, f"{pointer}/rows/{at}", CELLS)
        for place, cell in numbered(row):
            yield from _cell(cell, f"{pointer}/rows/{at}/{place}")


def _cell(cell: Any, pointer: str) -> Iterator[str]:
    match cell:
        case {"type": "raw_text", **rest}:
            yield from string_problems(rest.get("text"), f"{pointer}/text", LONGEST)
        case {"type": "rich_text"}:
            yield from rich_text(cell, pointer)
        case _:
            yield said("unsupported type", f"{pointer}/type")


def rich_text(block: Json, pointer: str) -> Iterator[str]:
    yield from amount_problems(block.get("elements"), f"{pointer}/elements")
    for at, part in numbered(block.get("elements")):
        yield from _part(part, f"{pointer}/elements/{at}", PARTS)


def _part(part: Any, pointer: str, allowed: Container[str]) -> Iterator[str]:
    kind = part.get("type") if isinstance(part, dict) else None
    if not isinstance(kind, str) or kind not in allowed:
        yield said(f"unsupported type: {kind}", f"{pointer}/type")
        return
    yield from amount_problems(part.get("elements"), f"{pointer}/elements")
    for at, piece in numbered(part.get("elements")):
        place = f"{pointer}/elements/{at}"
        yield from _part(piece, place, {"rich_text_section"}) if kind == "rich_text_list" else _piece(piece, place)


def _piece(piece: Any, pointer: str) -> Iterator[str]:
    kind = piece.get("type") if isinstance(piece, dict) else None
    if not isinstance(kind, str) or kind not in NAMED:
        yield said(f"unsupported type: {kind}", f"{pointer}/type")
        return
    yield from string_problems(piece.get(NAMED[kind]), f"{pointer}/{NAMED[kind]}", LONGEST)
    if kind == "date" and not isinstance(piece.get("timestamp"), int):
        yield said("missing required field: timestamp", pointer)
    if "text" in piece:
        yield from string_problems(piece["text"], f"{pointer}/text", LONGEST)
    if not isinstance(piece.get("style", {}), dict):
        yield said("must provide an object", f"{pointer}/style")


def amount_problems(found: Any, pointer: str, most: int | None = None) -> Iterator[str]:
    if not isinstance(found, list):
        yield said("must provide an array", pointer)
    elif not 1 <= len(found) <= (most or len(found)):
        yield said(f"must have between 1 and {most} items" if most else "must have at least 1 item", pointer)


def numbered(found: Any) -> Iterable[tuple[int, Any]]:
    return enumerate(found if isinstance(found, list) else [])
