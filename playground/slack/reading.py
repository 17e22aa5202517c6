"""Blocks as a screen reader reads them: lines in order."""

from collections.abc import Iterator, Mapping

from playground.chat import Seen
from playground.slack.elements import buttons_of
from playground.slack.mrkdwn import plain
from playground.slack.state import Json, Message

Names = Mapping[str, str]


def text_of(text: Json, names: Names) -> str:
    return plain(text["text"], names) if text["type"] == "mrkdwn" else str(text["text"])


def lines_of(blocks: list[Json], names: Names) -> tuple[str, ...]:
    said = [part for block in blocks for part in _block(block, names)]
    return tuple(line for part in said for line in part.split("\n") if line.strip())


def _block(block: Json, names: Names) -> Iterator[str]:
    match block["type"]:
        case "header" | "section":
            yield from _section(block, names)
        case "context":
            for element in block["elements"]:
                yield element["alt_text"] if element["type"] == "image" else text_of(element, names)
        case "image" | "video":
            yield from [text_of(block["title"], names)] if block.get("title") else []
            yield block["alt_text"]
        case "markdown":
            yield plain(block["text"].replace("**", "*"), names)
        case "rich_text":
            yield _rich(block, names)
        case "table":
            yield from (" | ".join(_rich(cell, names) for cell in row) for row in block["rows"])
        case "actions" | "divider" | "input":
            pass
        case unknown:
            yield f"[{unknown}]"


def _section(block: Json, names: Names) -> Iterator[str]:
    for text in [block.get("text"), *(block.get("fields") or [])]:
        if text:
            yield text_of(text, names)
    if (block.get("accessory") or {}).get("type") == "image":
        yield block["accessory"]["alt_text"]


def _rich(element: Json, names: Names) -> str:
    match element["type"]:
        case "text" | "raw_text":
            return str(element["text"])
        case "link":
            return str(element.get("text") or element["url"])
        case "user":
            return "@" + names.get(element["user_id"], element["user_id"])
        case "channel":
            return "#" + names.get(element["channel_id"], element["channel_id"])
        case "broadcast":
            return "@" + str(element["range"])
        case "emoji":
            return f":{element['name']}:"
        case "rich_text" | "rich_text_list":
            return "\n".join(_rich(part, names) for part in element["elements"])
        case _:
            return "".join(_rich(part, names) for part in element.get("elements") or [])


def seen(message: Message, names: Names) -> Seen:
    """A shared file is told by the name that `names` has for it."""
    said = lines_of(message.blocks, names) if message.blocks else tuple(plain(message.text, names).split("\n"))
    said = (*said, *lines_of(message.below, names))
    return Seen(
        id=message.ts,
        room=message.channel,
        lines=(*(line for line in said if line or not message.files), *(names.get(one, one) for one in message.files)),
        buttons=tuple(label for label, *_ in buttons_of(message.blocks)),
        only_for=message.only_for,
        under=message.thread_ts,
    )
