"""Words in Adaptive Cards: where Teams reads Markdown, people's own words are defused; and what people typed, bare."""

import html
import re
from typing import Any

from bot.views.common import cut
from bot.views.order import named
from bot.views.text import Words, pieces, read

BREAK = "\u2060"
"""A word joiner: invisible, and no markup spans it."""

# Emphasis, lists and links are read:
# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
# Browsers read CommonMark; the phones' parser knows a backslash only before * and _, so links are broken apart.
MARKUP = re.compile(r"[\\*_`<|]|~(?=~)|&(?=#?\w+;)")
LINK = re.compile(r"\](?=[\[(:])")
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
LINE_START = re.compile(r"^(?:([-+#>=])|(\d+)([.)])(?=\s|$))", re.MULTILINE)
# https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features: read everywhere, in TextRun too
MOMENT = re.compile(r"\{\{(?=(?:DATE|TIME)\()")
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4: files, and pictures in the text
FILES = ("application/vnd.microsoft.teams.file.download.info", "image/", "video/", "audio/")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def shown(words: Words, language: str, limit: int) -> str:
    """The words where no Markdown is read."""
    return undated(cut(read(words, language), limit))


def are_ours(words: Words, language: str) -> bool:
    """Whether nobody's own words are among them."""
    return all(piece.own for piece in pieces(words, language))


def label(name: str) -> str:
    """What stands before the value of a fact."""
    return f"{named(name)} "


def undated(text: str) -> str:
    """The text without anything that a card would turn into a date."""
    return MOMENT.sub("{" + BREAK + "{", text)


def defused(text: str) -> str:
    """Text as Markdown that shows it as it was written."""
    lines = "\n".join(text.splitlines())
    marked = MARKUP.sub(lambda found: "\\" + found[0], INDENT.sub("", lines))
    apart = LINK.sub("]" + BREAK, marked)
    return LINE_START.sub(_no_block, apart)


def typed(activity: dict[str, Any]) -> tuple[str, bool]:
    """What a person typed, as it looked to them without the mention of the bot; and whether there was one."""
    said, mentioned = activity.get("text"), False
    text = said if isinstance(said, str) else ""
    bot = _id(activity.get("recipient"))
    entities = activity.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        if not isinstance(entity, dict) or entity.get("type") != "mention":
            continue
        if bot and _id(entity.get("mentioned")) == bot:
            mentioned = True
            if isinstance(mark := entity.get("text"), str) and mark:
                text = text.replace(mark, " ")
    bare = html.unescape(TAG.sub("", text)).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in bare.splitlines())
    return "\n".join(lines).strip(), mentioned


def has_files(activity: dict[str, Any]) -> bool:
    """Whether a picture or another file came; Teams sends what is typed as HTML beside it, and that is none."""
    found = activity.get("attachments")
    kinds = [one.get("contentType") for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return any(isinstance(kind, str) and kind.startswith(FILES) for kind in kinds)


def _id(account: object) -> str | None:
    found = account.get("id") if isinstance(account, dict) else None
    return found if isinstance(found, str) else None


def _no_block(found: re.Match[str]) -> str:
    mark, number, dot = found.groups()
    return f"\\{mark}" if mark else f"{number}\\{dot}"
