"""Views as Adaptive Cards 1.5, the newest that Teams draws for bots: in messages and in dialogs."""

from dataclasses import replace
from hashlib import md5
from json import dumps

from adapters.teams.elements import AGAIN, COPY, INTENT, MOST_BUTTONS, Json, Sheet, card, fitting
from adapters.teams.forms import form
from bot.intents import Fills, encode
from bot.views import common
from bot.views.kinds import Card, Form, Message, Notice, Report, Section, Shown
from bot.views.order import ordered
from bot.views.text import Words

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
ERROR = "application/vnd.microsoft.error"
LOOK = "look"
SUMMARY = 200
"""Characters of the line that a phone shows."""
HEADLINE = 40
"""Characters of a title that are large: a longer one is a sentence, and would push all else out of a phone's sight."""


def activity(message: Message, language: str) -> Json:
    """A message to send. No text beside the card: Teams would make two messages of it."""
    subject = None if isinstance(message, Notice) else message.subject
    sheet = Sheet(language, subject=subject)
    return {
        "type": "message",
        "summary": " ".join(replace(sheet, characters=SUMMARY).text(_notification(message)).split()),
        "attachments": [_attachment(fitting(sheet, lambda smaller: _seen(smaller, message)))],
    }


def looked(shown: Card, language: str, copy: str) -> Json:
    """The answer to whoever looks at a card that hangs: the same message, with their own view of it."""
    sheet = Sheet(language, subject=shown.subject)
    return {"statusCode": 200, "type": ADAPTIVE, "value": fitting(sheet, lambda smaller: _seen(smaller, shown, copy))}


def not_looked(words: Words, language: str) -> Json:
    """The answer that leaves a card as it hangs, and says why."""
    said = {"code": "BadRequest", "message": Sheet(language).text(words)}
    return {"statusCode": 400, "type": ERROR, "value": said}


def _seen(sheet: Sheet, shown: Message, copy: str = "") -> Json:
    """A card that can be looked at by each for themselves. Nobody is named for whom it is drawn anew: a list would tell
    every client who supports. Without one Teams does it for all in small channels, and from the card's menu elsewhere.

    https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
    """
    drawn = _draw(sheet, shown)
    if not isinstance(shown, Card) or shown.again is None:
        return drawn
    copy = copy or md5(dumps(drawn).encode(), usedforsecurity=False).hexdigest()[:12]
    data = {INTENT: encode(shown.again), COPY: copy}
    return {**drawn, "refresh": {"action": {"type": "Action.Execute", "verb": LOOK, "data": data}}}


def attachment(card: Card, language: str) -> Json:
    """A card that stands in somebody's own message."""
    return _attachment(fitting(Sheet(language), lambda smaller: _draw(smaller, card)))


def dialog(shown: Shown, language: str, typed: Fills | None = None) -> Json:
    """The answer to a click: a dialog. With what is `typed` in a form so far there is a way back to it."""
    sheet = Sheet(language, dialog=True)
    match shown:
        case Form():
            title, size = shown.title, "large" if len(shown.fields) + len(shown.more) > 3 else "medium"
            drawn = fitting(replace(sheet, form=shown.kept), lambda smaller: form(smaller, shown))
        case Card() | Report():
            title, size = shown.title, "medium"
            drawn = fitting(sheet, lambda smaller: _draw(smaller, shown))
        case Notice():
            title, size = common.done_title() if shown.tone == "done" else common.plain_title(), "small"
            back = {"actions": [_back(sheet, typed)]} if typed is not None else {}
            drawn = fitting(sheet, lambda smaller: _draw(smaller, shown) | back)
    info = {"title": sheet.text(title), "height": size, "width": "medium", "card": _attachment(drawn)}
    return {"task": {"type": "continue", "value": info}}


def _attachment(drawn: Json) -> Json:
    return {"contentType": ADAPTIVE, "content": drawn}


def _notification(message: Message) -> Words:
    match message:
        case Card():
            return message.notification or message.title
        case Report():
            return message.title
        case Notice():
            return message.text


def _draw(sheet: Sheet, message: Message) -> Json:
    match message:
        case Card():
            return _card(sheet, message)
        case Report():
            return _report(sheet, message)
        case Notice():
            said = [block for words in (message.text, *message.own) for block in sheet.lines(words)]
            return card([*said, *sheet.ended(message.buttons), *sheet.buttons(message.buttons)])


def _card(sheet: Sheet, shown: Card) -> Json:
    order = ordered(shown, sheet.language)
    head = [_heading(sheet, shown.title)]
    if order.lead:
        head += sheet.told(order.lead, spacing="Small")
    head += _small(sheet, order.above, spacing="Small")
    rest = _small(sheet, order.below)
    for words in shown.body:
        rest += sheet.lines(words)
    rest += [*sheet.facts(order.facts), *sheet.link(shown.link), *sheet.picture(shown.picture)]
    first = sheet.buttons(order.first, main=shown.main)
    others = sheet.buttons(order.others, room=MOST_BUTTONS - len(order.first))
    note = _small(sheet, shown.note)
    return card([*head, *first, *rest, *others, *note], heard=[*head, *rest, *first, *others, *note])


def _small(sheet: Sheet, words: Words | None, **look: object) -> list[Json]:
    return sheet.lines(words, isSubtle=True, **look) if words else []


def _report(sheet: Sheet, shown: Report) -> Json:
    body = [_heading(sheet, shown.title)]
    if shown.intro:
        body += sheet.lines(shown.intro)
    room = sheet.items
    for section in shown.sections:
        body += _section(sheet, section, max(0, room))
        room -= len(section.items)
    if room < 0:
        body += sheet.lines(common.rest_left_out(), isSubtle=True)
    body += [*sheet.picture(shown.picture), *_small(sheet, shown.note), *sheet.ended(shown.buttons)]
    return card([*body, *sheet.buttons(shown.buttons)])


def _section(sheet: Sheet, section: Section, room: int) -> list[Json]:
    body = [sheet.line(section.heading, style="heading", weight="Bolder", spacing="Medium")]
    for item in section.items[:room]:
        body += sheet.lines(item.sentence)
        if item.button:
            body += sheet.buttons((item.button,))
    return body if len(body) > 1 or not section.items else []


def _heading(sheet: Sheet, title: Words) -> Json:
    size = "Large" if len(sheet.text(title)) <= HEADLINE else "Default"
    return sheet.line(title, style="heading", weight="Bolder", size=size)


def _back(sheet: Sheet, typed: Fills) -> Json:
    title = sheet.text(common.back_to_form())
    return {"type": "Action.Submit", "title": title, "data": {INTENT: encode(typed), AGAIN: True}}
