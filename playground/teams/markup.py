"""Markdown as Teams reads it in a text block: bold, italic, lists and links; nothing else is drawn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
_reader = MarkdownIt("zero").enable(["emphasis", "link", "image", "list", "escape", "entity", "newline", "autolink"])
_DATE = re.compile(r"\{\{(DATE|TIME)\([^)]*\)\}\}")


@dataclass(frozen=True, slots=True)
class Markup:
    """A place where a text became more than text."""

    kind: Literal["link", "image", "date"]
    text: str
    address: str
    source: str


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[str, ...]:
    """The lines that are heard. Whoever waits for a message reads the same texts again and again."""
    lines: list[str] = []
    marker: list[str] = []
    numbers: list[int | None] = []
    for token in _reader.parse(text):
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                number = numbers[-1]
                marker = ["• " if number is None else f"{number}. "]
                numbers[-1] = None if number is None else number + 1
            case "inline":
                first, *rest = _spoken(token).split("\n")
                lines += ["".join(marker) + first.strip(), *(line.strip() for line in rest)]
                marker = []
    return tuple(line for line in lines if line)


def _spoken(token: Token) -> str:
    """Of links and pictures only their words."""
    parts = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(child.content)
    return "".join(parts)


def find(text: str) -> Iterator[Markup]:
    """Links, pictures and date functions in a text that Teams reads as Markdown."""
    for found in _DATE.finditer(text):
        yield Markup("date", found.group(), "", text)
    for token in _reader.parse(text):
        children = token.children or []
        for index, child in enumerate(children):
            if child.type == "image":
                yield Markup("image", child.content, str(child.attrGet("src")), text)
            if child.type == "link_open":
                words = "".join(inner.content for inner in children[index + 1 :][: _length(children[index + 1 :])])
                yield Markup("link", words, str(child.attrGet("href")), text)


def _length(tokens: list[Token]) -> int:
    return next((at for at, token in enumerate(tokens) if token.type == "link_close"), len(tokens))
