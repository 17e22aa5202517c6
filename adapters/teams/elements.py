"""The parts of a card: lines that keep people's words as they are, facts, buttons with their intents, and its size."""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any

from adapters.teams.text import are_ours, defused, label, shown
from bot.intents import Fills, Intent, encode
from bot.model import Subject
from bot.views.common import cut, end_in_message
from bot.views.kinds import Button, Fact, Link, Picture
from bot.views.text import Words

Json = dict[str, Any]

# Of a card in UTF-8. Teams takes messages of about 100 KB counted as UTF-16, which is at most twice as much; by older
# pages 28 KB, of which the rest is for what stands around the card.
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
MOST_BYTES = 27 * 1024
# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards
MOST_BUTTONS = 6
# Characters of what a screen reader hears of a button in a list: it stands there once more, and is not for reading.
NAME = 75
# Measured with the renderer that Teams uses, in a card of 360 px: about 34 letters, a button's frame counted as 4.
ROW, BUTTON = 34, 4
# https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams: to a message in a chat or
# channel. No other address is drawn as a link.
MESSAGE = re.compile(
    r"https://teams\.(?:cloud\.microsoft|microsoft\.(?:com|us))/l/message/[\w:@.%/-]+(?:\?[\w.%=&:@+-]+)?"
)
# The keys that an action carries; all others in a submitted dialog are answers, by field name.
INTENT, SUBJECT, SUBMIT, AGAIN, FORM, COPY = "latu", "subject", "submit", "again", "form", "copy"
KEYS = frozenset({INTENT, SUBJECT, SUBMIT, AGAIN, FORM, "msteams"})


SHORTEST = 20
"""Characters of a choice that people still know."""
LONGEST, CARRIED = 3000, 1000
"""Characters that are never cut: of what is typed in a form, as many as any answer may have; and in a button."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a card is drawn for, and how much of it fits."""

    language: str
    dialog: bool = False
    """A dialog's button answers the dialog; a message's button opens one."""
    subject: Subject | None = None
    form: Fills | None = None
    """The form on this sheet without its answers, which every button there brings back with them."""
    characters: int = 4000
    choices: int = 300
    """Characters of one."""
    items: int = 64
    typed: int = 12_000
    """Characters of what somebody wrote elsewhere: in the form that it begins, or in the button that leads there."""
    pictures: bool = True

    @property
    def smaller(self) -> bool:
        """Whether less can be drawn: a question is never cut, only the names of what can be chosen."""
        return self.choices > SHORTEST if self.form else self.characters > 1

    def text(self, words: Words) -> str:
        """Words where no Markdown is read."""
        return shown(words, self.language, self.characters)

    def line(self, words: Words, **look: object) -> Json:
        """One block of text; Markdown is never read in a TextRun, and only a TextBlock can be a heading."""
        text = self.text(words)
        if are_ours(words, self.language):
            return {"type": "TextBlock", "text": text, "wrap": True, **look}
        return run(text, **{name: value for name, value in look.items() if name != "style"})

    def lines(self, words: Words, **look: object) -> list[Json]:
        """A block for each line of a longer text."""
        if are_ours(words, self.language):
            return [self.line(words, **look)]
        return [run(one, **look) for one in self.text(words).splitlines() if one.strip()]

    def facts(self, facts: Iterable[Fact]) -> Iterator[Json]:
        """Labels and values; a FactSet reads Markdown, so a fact in people's words is a text of its own."""
        for ours, some in groupby(facts, self._is_ours):
            if ours:
                pairs = [{"title": self.text(fact.label), "value": self.text(fact.value)} for fact in some]
                yield {"type": "FactSet", "facts": pairs}
            else:
                for fact in some:
                    yield from self.told(fact)

    def told(self, fact: Fact, **look: object) -> Iterator[Json]:
        """A label and its value in one line, or in more where the value has them."""
        first, *rest = self.text(fact.value).splitlines() or [""]
        name = {"type": "TextRun", "text": label(self.text(fact.label)), "weight": "Bolder"}
        yield {"type": "RichTextBlock", "inlines": [name, {"type": "TextRun", "text": first}], **look}
        yield from (run(one, spacing="Small") for one in rest if one.strip())

    def link(self, link: Link | None) -> list[Json]:
        """Words that lead to a message of Teams; an action of its own would be one of the six of the card."""
        if link is None or MESSAGE.fullmatch(link.url) is None:
            return []
        leads = {"type": "Action.OpenUrl", "title": self.text(link.label), "url": link.url}
        return [run(self.text(link.label), selectAction=leads)]

    def picture(self, picture: Picture | None) -> list[Json]:
        """A drawn picture, inside the card: there is no open address that Teams could take it from."""
        if picture is None or not picture.png or not self.pictures:
            return []
        url = f"data:image/png;base64,{b64encode(picture.png).decode()}"
        return [{"type": "Image", "url": url, "altText": self.text(picture.text)}]

    def buttons(
        self, buttons: Iterable[Button], *, main: bool = False, inputs: str | None = None, room: int = MOST_BUTTONS
    ) -> list[Json]:
        """Rows of buttons, or none; those beyond the `room` on the card stand in the menu of the last row."""
        actions = [self.action(button, inputs=inputs) for button in buttons]
        if main and actions:
            actions[0]["style"] = "positive"
        for action in actions[room:]:
            action["mode"] = "secondary"
        return [{"type": "ActionSet", "actions": row} for row in rows(actions)]

    def ended(self, buttons: Iterable[Button]) -> list[Json]:
        """Whoever wrote more than a button can carry is told so; the whole of it stays in their own message."""
        whole = all(carried(one.intent, self.typed) == one.intent for one in buttons)
        return [] if whole else self.lines(end_in_message(), isSubtle=True)

    def action(self, button: Button, *, inputs: str | None = None) -> Json:
        """A button whose click is one intent."""
        data: Json = {INTENT: encode(carried(button.intent, self.typed))}
        if self.form is not None:
            data[FORM] = encode(self.form)
        if not self.dialog:
            data["msteams"] = {"type": "task/fetch"}
            if self.subject:
                data[SUBJECT] = str(self.subject)
        action: Json = {"type": "Action.Submit", "title": self.text(button.label), "data": data}
        if button.name:
            action["tooltip"] = shown(button.name, self.language, min(self.characters, NAME))
        if inputs:
            action["associatedInputs"] = inputs
        return action

    def _is_ours(self, fact: Fact) -> bool:
        return are_ours(fact.label, self.language) and are_ours(fact.value, self.language)


def carried(intent: Intent, limit: int) -> Intent:
    """The intent as a button carries it: a text too long for that is cut, visibly."""
    texts = {one.name: getattr(intent, one.name) for one in fields(intent)}
    long = {name: cut(text, limit) for name, text in texts.items() if isinstance(text, str) and len(text) > limit}
    return replace(intent, **long) if long else intent


def run(text: str, *, spacing: object = None, **look: object) -> Json:
    """A text in which no markup is read."""
    block: Json = {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **look}]}
    return block if spacing is None else {**block, "spacing": spacing}


def card(body: list[Json], actions: list[Json] | None = None, *, heard: list[Json] | None = None) -> Json:
    """The card around its parts, with all of it in words for clients that cannot draw it, in the order for ears."""
    drawn: Json = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": "\n\n".join(line for part in heard or body for line in _told(part)),
        "body": body,
    }
    return {**drawn, "actions": actions} if actions else drawn


def fitting(sheet: Sheet, draw: Callable[[Sheet], Json]) -> Json:
    """The card as Teams takes it: without its picture, then with shorter choices, or shorter texts and lists.

    What was typed elsewhere is still there, so it is cut before anything that is read here.
    """
    drawn = draw(sheet)
    while len(json.dumps(drawn, ensure_ascii=False).encode("utf-8", "replace")) > MOST_BYTES and sheet.smaller:
        if any(part["type"] == "Image" for part in drawn["body"]):
            sheet = replace(sheet, pictures=False)
        elif (longest := _typed(drawn)) > (least := LONGEST if sheet.form else CARRIED) and sheet.typed > least:
            sheet = replace(sheet, typed=max(least, min(sheet.typed, longest) * 3 // 4))
        elif sheet.form:
            sheet = replace(sheet, choices=sheet.choices * 3 // 4)
        else:
            sheet = replace(sheet, characters=sheet.characters // 2, items=sheet.items * 3 // 4)
        drawn = draw(sheet)
    return drawn


def rows(actions: list[Json]) -> list[list[Json]]:
    """Buttons side by side as far as a phone shows them whole; a row that is too long would be cut off."""
    found: list[list[Json]] = []
    width = ROW
    for action in actions:
        width += len(action["title"]) + BUTTON
        if width > ROW and action.get("mode") != "secondary":
            found.append([])
            width = len(action["title"]) + BUTTON
        found[-1].append(action)
    return found


def _typed(part: object) -> int:
    """Characters of the longest text that waits in an input, or in what a button carries."""
    match part:
        case {"type": "Input.Text", "value": str(value)}:
            return len(value)
        case {"data": dict(data)} if INTENT in data:
            return len(data[INTENT])
        case dict():
            return max((_typed(one) for one in part.values()), default=0)
        case list():
            return max((_typed(one) for one in part), default=0)
    return 0


def _told(part: Json) -> Iterator[str]:
    """What a part says, as Markdown: it is read where the text of a fallback is drawn."""
    match part["type"]:
        case "TextBlock":
            yield defused(part["text"])
        case "RichTextBlock":
            yield defused("".join(one["text"] for one in part["inlines"]))
        case "FactSet":
            yield from (defused(label(fact["title"]) + fact["value"]) for fact in part["facts"])
        case "ActionSet":
            yield from (defused(action["title"]) for action in part["actions"])
        case "Image":
            return  # the facts say the same
        case "Container":
            yield from (line for inner in part["items"] for line in _told(inner))
        case _:
            yield defused(part["label"])
