"""Cards, reports and notices as Slack's blocks, with the whole of them as text too."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import count
from typing import Any

from adapters.slack.text import Block, escape, escaped, labelled, line, plain, strong, title
from bot.intents import Intent, encode
from bot.model import Subject
from bot.views.common import CUT, cut, end_in_message, rest_left_out
from bot.views.kinds import Button, Card, Link, Message, Notice, Picture, Report, Section
from bot.views.order import ordered, told
from bot.views.text import Words, read

# https://docs.slack.dev/reference/block-kit/blocks (and its pages on header, section, actions and image)
BLOCKS = 50
# https://github.com/slackapi/bolt-js/issues/2509: all the text of a message, as measured there, where it is refused
CHARACTERS = 13_000
HEADER = 150
FIELDS = 10
FIELD = 2000
ACTIONS = 25
ALTERNATIVE = 2000
# https://docs.slack.dev/reference/block-kit/block-elements/button-element
LABEL = 75
VALUE = 2000
# https://docs.slack.dev/reference/methods/chat.getPermalink; no other address is drawn as a link.
MESSAGE = re.compile(
    r"https://[a-z0-9-]{1,63}(?:\.enterprise)?\.slack\.com/archives/[A-Z0-9]{2,40}/p\d{5,30}(?:\?[\w.=&]+)?"
)
# https://docs.slack.dev/reference/methods/chat.postMessage: cut at 40,000, best below 4,000
FALLBACK = 4000


def message(shown: Message, language: str, file: str | None = None) -> dict[str, Any]:
    """What every way of sending a message takes; with its picture, where that is a file of Slack's."""
    return {"text": text(shown, language), "blocks": blocks(shown, language, file)}


def blocks(shown: Message, language: str, file: str | None = None, most: int = BLOCKS) -> list[Block]:
    """The blocks; of a list that is too long the end is left out, and said so."""
    match shown:
        case Card():
            head, middle, tail = _card(shown, language, file)
        case Report():
            head, middle, tail = _report(shown, language, file)
        case Notice():
            middle = [section(words, language) for words in (shown.text, *shown.own)]
            middle += [context(words, language) for words in _left_out(shown)]
            head, tail = [], actions(shown.buttons, language)
    room = most - len(head) - len(tail)
    kept = middle if len(middle) <= room else middle[: room - 1]
    end = [context(rest_left_out(), language)]
    if len(str([*head, *kept, *end, *tail])) > CHARACTERS:
        spare = CHARACTERS - _characters([*head, *end, *tail])
        while kept and _characters(kept) > spare:
            kept = kept[:-1]
    return [*head, *kept, *(end if len(kept) < len(middle) else ()), *tail]


def text(shown: Message, language: str) -> str:
    """The same in the same order as one text: telephones and screen readers may get nothing else."""
    parts = [read(words, language) if not isinstance(words, str) else words for words in _lines(shown, language)]
    whole = "\n".join(part for part in parts if part.strip())
    return escaped(whole or CUT, FALLBACK)


def section(words: Words, language: str, button: Block | None = None, block_id: str | None = None) -> Block:
    """A stretch of text with at most one button."""
    block: Block = {"type": "section", "text": plain(words, language)}
    if block_id is not None:
        block["block_id"] = block_id
    return block if button is None else {**block, "accessory": button}


def context(words: Words, language: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [plain(words, language)]}


def actions(
    buttons: tuple[Button, ...], language: str, block_id: Subject | str | None = None, ids: Iterator[int] | None = None
) -> list[Block]:
    """One row of buttons, or none; a click brings back what the row belongs to."""
    if not buttons:
        return []
    ids = count() if ids is None else ids
    elements = [pressed(one, language, next(ids)) for one in buttons[:ACTIONS]]
    row: Block = {"type": "actions", "elements": elements}
    return [row if block_id is None else {**row, "block_id": str(block_id)}]


def pressed(button: Button, language: str, number: int) -> Block:
    """A button whose click is one intent."""
    drawn: Block = {
        "type": "button",
        "action_id": f"latu:{number}",
        "text": title(button.label, language, LABEL),
        "value": value(button.intent),
    }
    return drawn if button.name is None else {**drawn, "accessibility_label": line(button.name, language, LABEL)}


def value(intent: Intent) -> str:
    """The intent as a button carries it; a text too long for that is cut, visibly."""
    carried = encode(intent)
    while len(carried) > VALUE:
        texts = {one.name: getattr(intent, one.name) for one in fields(intent)}
        name = max((name for name, words in texts.items() if isinstance(words, str)), key=lambda one: len(texts[one]))
        if len(texts[name]) <= 1:
            raise ValueError("too much for a button")
        # JSON writes one character as up to six.
        shorter = len(texts[name]) - 1 - (len(carried) - VALUE) // 6
        intent = replace(intent, **{name: cut(texts[name], max(1, shorter))})
        carried = encode(intent)
    return carried


def subject_of(block_id: str) -> Subject | None:
    """What the message of a clicked block shows, as `actions` and `section` wrote it."""
    try:
        return Subject.parse(block_id.partition("#")[0])
    except ValueError:
        return None


def _card(card: Card, language: str, file: str | None) -> tuple[list[Block], list[Block], list[Block]]:
    order, ids = ordered(card, language), count()
    row = actions(order.first, language, card.subject, ids)
    if row and card.main:
        row[0]["elements"][0]["style"] = "primary"
    head = [_header(card.title, language)]
    if order.lead is not None:
        head.append({"type": "section", "text": labelled(order.lead.label, language, order.lead.value)})
    head += [*_small(order.above, language), *row]
    middle = _small(order.below, language)
    middle += [section(words, language) for words in card.body]
    drawn = [strong(fact.label, language, fact.value, FIELD) for fact in order.facts]
    middle += [{"type": "section", "fields": drawn[at : at + FIELDS]} for at in range(0, len(drawn), FIELDS)]
    tail = [*_link(card.link, language), *_image(card.picture, language, file)]
    tail += actions(order.others, language, f"{card.subject}#1", ids)
    return head, middle, [*tail, *_small(card.note, language)]


def _small(words: Words | None, language: str) -> list[Block]:
    return [] if words is None else [context(words, language)]


def _report(report: Report, language: str, file: str | None) -> tuple[list[Block], list[Block], list[Block]]:
    ids, places = count(), count(1)
    head = [_header(report.title, language)]
    if report.intro is not None:
        head.append(section(report.intro, language))
    middle: list[Block] = []
    for part in report.sections:
        middle.append({"type": "section", "text": strong(part.heading, language)})
        for item in part.items:
            drawn = None if item.button is None else pressed(item.button, language, next(ids))
            named = None if report.subject is None else f"{report.subject}#{next(places)}"
            middle.append(section(item.sentence, language, drawn, named))
    tail = [*_image(report.picture, language, file), *actions(report.buttons, language, report.subject, ids)]
    return head, middle, [*tail, *_small(report.note, language)]


def _link(link: Link | None, language: str) -> list[Block]:
    """Only to a message of Slack's: the label is ours, and such an address has nothing in it that is markup."""
    if link is None or MESSAGE.fullmatch(link.url) is None:
        return []
    text = f"<{escape(link.url)}|{escape(read(link.label, language))}>"
    return [{"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}]


def _image(picture: Picture | None, language: str, file: str | None) -> list[Block]:
    if picture is None or file is None:
        return []
    words = cut(read(picture.text, language), ALTERNATIVE)
    return [{"type": "image", "slack_file": {"id": file}, "alt_text": words}]


def _header(words: Words, language: str) -> Block:
    return {"type": "header", "text": title(words, language, HEADER)}


def _lines(shown: Message, language: str) -> Iterator[Words | str]:
    match shown:
        case Card():
            if shown.notification is not None:
                yield shown.notification
            if shown.notification is None or read(shown.title, language) not in read(shown.notification, language):
                yield shown.title
            order = ordered(shown, language)
            if order.lead is not None:
                yield told(order.lead, language)
            yield from (words for words in (shown.byline, *shown.body) if words is not None)
            yield from (told(fact, language) for fact in order.facts)
            if shown.link is not None and MESSAGE.fullmatch(shown.link.url):
                yield f"{read(shown.link.label, language)}: {shown.link.url}"
            if shown.note is not None:
                yield shown.note
        case Report():
            yield from (words for words in (shown.title, shown.intro) if words is not None)
            yield from (words for part in shown.sections for words in _part(part))
            if shown.picture is not None:
                yield shown.picture.text
            if shown.note is not None:
                yield shown.note
        case Notice():
            yield from (shown.text, *shown.own)
            yield from _left_out(shown)


def _characters(part: object) -> int:
    """All the text of some blocks."""
    match part:
        case dict():
            return sum(
                len(one) if name == "text" and isinstance(one, str) else _characters(one) for name, one in part.items()
            )
        case list():
            return sum(_characters(one) for one in part)
    return 0


def _left_out(notice: Notice) -> tuple[Words, ...]:
    """Whoever typed more than a button can carry is told so; the whole of it stays in their own message."""
    return () if all(len(encode(one.intent)) <= VALUE for one in notice.buttons) else (end_in_message(),)


def _part(part: Section) -> Iterator[Words]:
    yield part.heading
    yield from (item.sentence for item in part.items)
