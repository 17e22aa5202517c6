"""Words as Slack's text objects: people's own words are never markup, and ours are escaped."""

import html
import re
from typing import Any

from bot.intents import MENTION
from bot.views.common import CUT, cut
from bot.views.order import named
from bot.views.text import Words, pieces, read

# https://docs.slack.dev/reference/block-kit/composition-objects/text-object
TEXT = 3000
# https://docs.slack.dev/messaging/formatting-message-text: what begins markup or a mention, and the three to escape
MARKUP = re.compile(r"[*_~`&<>]")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What Slack puts around mentions, channels and links in text that people typed: <@U1>, <#C1|name>, <https://a|b>
TARGET = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")

Block = dict[str, Any]


def line(words: Words, language: str, limit: int) -> str:
    """One line that is never empty: Slack refuses empty texts."""
    return cut(" ".join(read(words, language).split()), limit) or CUT


def plain_text(text: str, limit: int = TEXT) -> Block:
    """A text in which Slack reads no markup, no mention and no emoji name."""
    return {"type": "plain_text", "text": cut(text, limit) if text.strip() else CUT, "emoji": False}


def plain(words: Words, language: str, limit: int = TEXT) -> Block:
    """Words as they are, of several lines too."""
    return plain_text(read(words, language), limit)


def title(words: Words, language: str, limit: int) -> Block:
    """Words on one line."""
    return plain_text(line(words, language, limit), limit)


def strong(label: Words, language: str, value: Words | None = None, limit: int = TEXT) -> Block:
    """A bold label, and its value below."""
    name, rest = line(label, language, limit), "" if value is None else "\n" + read(value, language)
    return _bold(name, rest, language, (label,) if value is None else (label, value), limit)


def labelled(label: Words, language: str, value: Words, limit: int = TEXT) -> Block:
    """A bold label, and its value in the same line."""
    return _bold(named(line(label, language, limit)), f" {read(value, language)}", language, (label, value), limit)


def _bold(name: str, rest: str, language: str, parts: tuple[Words, ...], limit: int) -> Block:
    """Without bold where somebody's words could be taken for markup."""
    risky = any(MARKUP.search(piece.text) for words in parts for piece in pieces(words, language) if not piece.own)
    text = f"*{escape(name)}*{escape(rest)}"
    if risky or len(text) > limit:
        return plain_text(name + rest, limit)
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def escape(text: str) -> str:
    """The text where Slack reads mentions and links, without any of them."""
    return html.escape(text, quote=False)


def escaped(text: str, limit: int) -> str:
    """The escaped text, cut between characters and not inside an escape."""
    whole = escape(text)
    while len(whole) > limit:
        text = cut(text, len(text) - max(1, (len(whole) - limit) // len("&amp;")))
        whole = escape(text)
    return whole


def typed(text: str, bot: str = "") -> tuple[str, tuple[str, ...]]:
    """What a person typed, as it looked to them, without the mention of the bot; a MENTION where it mentions by an id.

    And what each of them means, for whoever reads the text now.
    https://docs.slack.dev/messaging/formatting-message-text: of channels and groups the label is often missing.
    """
    mentioned: list[str] = []

    def shown(found: re.Match[str]) -> str:
        sign, target, label = found.groups()
        if sign == "@" and target != bot:
            mentioned.append("@" + target)
        elif sign == "#" and not label:
            mentioned.append("#" + target)
        elif sign == "!" and target.startswith("subteam^") and not label:
            mentioned.append("&")
        else:
            return _shown(found, bot)
        return MENTION

    return _unescaped(TARGET.sub(shown, text.replace(MENTION, ""))), tuple(mentioned)


def _unescaped(text: str) -> str:
    for character, code in reversed(ESCAPES.items()):
        text = text.replace(code, character)
    return text.strip()


def _shown(found: re.Match[str], bot: str) -> str:
    sign, target, label = found.groups()
    if sign == "@" and target == bot:
        return ""
    mark = "" if sign == "!" or (label or "").startswith(sign) else sign
    return mark + (label or target)
