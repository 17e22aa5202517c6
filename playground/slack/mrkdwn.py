"""Slack's own text markup: what a reader hears of it, and whom it would ping."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from playground.slack.state import Json

TOKEN = re.compile(r"<([^<>]+)>")
EMPHASIS = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
BROADCAST = re.compile(r"<!(?:channel|here|everyone)(?:\|[^>]*)?>|<!subteam\^[^>]+>")
PERSON = re.compile(r"<@[UW][^<>|]*(?:\|[^>]*)?>")
PARSED = re.compile(r"(?<![\w@])@(?:channel|here|everyone)\b")


def plain(text: str, names: Mapping[str, str]) -> str:
    """The text as it is read aloud: names for ids, labels for links, no markup, no escapes."""

    def spoken(token: re.Match[str]) -> str:
        target, _, label = token[1].partition("|")
        if target[:1] in "@#":
            return target[0] + (names.get(target[1:]) or label or target[1:])
        if target.startswith("!"):
            return label or "@" + target[1:]
        return label or target

    lines = []
    for line in TOKEN.sub(spoken, text).split("\n"):
        shorter = EMPHASIS.sub(r"\2", line)
        while shorter != line:
            line, shorter = shorter, EMPHASIS.sub(r"\2", shorter)
        lines.append(line.removeprefix("&gt;").lstrip() if line.startswith("&gt;") else line)
    return "\n".join(lines).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def pings_in(text: str, *, parsed: bool) -> list[str]:
    """What in the text would notify somebody; `parsed` when Slack also finds names written without brackets."""
    found = [*BROADCAST.findall(text), *PERSON.findall(text)]
    return [*found, *PARSED.findall(TOKEN.sub("", text))] if parsed else found


def pings_in_blocks(blocks: list[Json]) -> list[str]:
    return [ping for block in blocks for ping in _pings(block)]


def _pings(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _pings(part)
    elif isinstance(node, dict):
        match node.get("type"):
            case "mrkdwn":
                yield from pings_in(node["text"], parsed=not node.get("verbatim", False))
            case "markdown":
                yield from pings_in(node["text"], parsed=True)
            case "user" if "user_id" in node:
                yield f"<@{node['user_id']}>"
            case "broadcast" if "range" in node:
                yield f"<!{node['range']}>"
            case _:
                yield from _pings(list(node.values()))
