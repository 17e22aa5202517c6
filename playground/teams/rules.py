"""What Teams refuses in a message, and what it lets pass although it should not be sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from playground.teams import forms, schema
from playground.teams.cards import ADAPTIVE, everything, is_action, is_input
from playground.teams.errors import Refused, bad_argument, bad_syntax, too_big
from playground.teams.reading import FILE_CONSENT, FILE_INFO
from playground.traffic import Json

# Teams allows about 100 KB counted as UTF-16; staying under the older 28 KB is our own, stricter rule.
MOST_BYTES = 28 * 1024
# Teams' store guideline for cards in chats.
MOST_ACTIONS = 6
# msteams-docs, work-with-universal-actions-for-adaptive-cards.
MOST_REFRESHED = 60


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """Something that Teams shows all the same."""

    rule: str
    where: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.detail}"


def refuse_message(activity: Json) -> None:
    """Raises what the connector answers to a message that it does not take."""
    attachments = activity.get("attachments") or []
    if not activity.get("text") and not attachments:
        raise bad_syntax("Activity must have text or attachments.")
    for attachment in attachments:
        kind = attachment["contentType"]
        if kind == ADAPTIVE:
            refuse_card(attachment.get("content"))
        elif kind not in (FILE_CONSENT, FILE_INFO) and not kind.startswith("image/"):
            raise bad_argument(f"This tenant knows no attachment of type {kind!r}")
        elif kind in (FILE_CONSENT, FILE_INFO) and not (attachment.get("name") and _is_object(attachment)):
            raise bad_argument("A file card needs a name and content")


def _is_object(attachment: Json) -> bool:
    return isinstance(attachment.get("content"), dict)


def refuse_card(card: object) -> None:
    if not isinstance(card, dict):
        raise bad_syntax("The content of an adaptive card must be an object")
    if len(json.dumps(card, ensure_ascii=False).encode("utf-8", "replace")) > MOST_BYTES:
        raise too_big()
    try:
        version = tuple(int(part) for part in str(card.get("version", "")).split("."))
    except ValueError:
        version = ()
    if len(version) != 2 or version > (1, 5):
        raise bad_argument(f"Teams bots may send Adaptive Cards up to 1.5, not {card.get('version')!r}")
    if fault := schema.fault(card) or forms.fault_of_teams(card):
        raise bad_syntax(f"Adaptive card breaks the schema at {fault}")


def card_problem(card: object) -> str | None:
    try:
        refuse_card(card)
    except Refused as refused:
        return str(refused)
    return None


def broken_by_card(card: Json, where: str, *, dialog: bool = False) -> Iterator[BrokenRule]:
    nodes = list(everything(card))
    primary = [a for a in card.get("actions", ()) if a.get("mode", "primary") == "primary"]
    if len(primary) > MOST_ACTIONS:
        yield BrokenRule("too many actions", where, f"{len(primary)} primary actions, Teams shows {MOST_ACTIONS}")
    if not dialog and not card.get("fallbackText"):
        yield BrokenRule("no fallbackText", where, "old clients show nothing")
    people = (card.get("refresh") or {}).get("userIds", ())
    if len(people) > MOST_REFRESHED:
        yield BrokenRule("too many refreshed", where, f"{len(people)} userIds, Teams takes {MOST_REFRESHED}")
    for node in nodes:
        name = str(node.get("id") or node.get("title") or node.get("url") or node.get("type"))
        if is_input(node):
            yield from _broken_by_input(node, where, name)
        elif is_action(node):
            yield from _broken_by_action(node, where, name, dialog)
        elif node.get("type") == "Image" and not node.get("altText"):
            yield BrokenRule("no altText", where, name[:80])


def _broken_by_input(node: Json, where: str, name: str) -> Iterator[BrokenRule]:
    if not node.get("label") and node.get("isVisible", True) and node["type"] != "Input.Toggle":
        yield BrokenRule("no label", where, name)
    if node.get("isRequired") and not node.get("errorMessage"):
        yield BrokenRule("no errorMessage", where, name)
    if node.get("isRequired") and not node.get("isVisible", True):
        yield BrokenRule("hidden and required", where, name)


def _broken_by_action(node: Json, where: str, name: str, dialog: bool) -> Iterator[BrokenRule]:
    match node["type"]:
        case "Action.OpenUrl" if not node["url"].startswith("https://teams.microsoft.com/l/"):
            yield BrokenRule("leaves Teams", where, node["url"])
        case "Action.Execute" if dialog:
            yield BrokenRule("Action.Execute in a dialog", where, name)
        case "Action.Execute" if (node.get("fallback") or {}) == {}:
            yield BrokenRule("no fallback", where, f"{name}: Action.Execute without an Action.Submit as fallback")


def broken_by_message(activity: Json, where: str) -> Iterator[BrokenRule]:
    cards = [a["content"] for a in activity.get("attachments") or () if a.get("contentType") == ADAPTIVE]
    if activity.get("attachments") and not activity.get("summary") and not activity.get("text"):
        yield BrokenRule("no summary", where, "the notification says only that a card was sent")
    if cards and activity.get("text"):
        yield BrokenRule("text beside a card", where, "Teams splits it into two messages without ids")
    for card in cards:
        yield from broken_by_card(card, where)
    said = json.dumps(activity, ensure_ascii=False)
    for entity in mentions(activity):
        if entity.get("text", "") not in said.replace(json.dumps(entity, ensure_ascii=False), ""):
            yield BrokenRule("mention not in the text", where, str(entity.get("text")))
    named = {entity.get("text") for entity in mentions(activity)}
    for text in _texts(activity):
        for piece in text.split("<at>")[1:]:
            if f"<at>{piece.partition('</at>')[0]}</at>" not in named:
                yield BrokenRule("<at> without an entity", where, text)


def _texts(activity: Json) -> Iterator[str]:
    yield str(activity.get("text") or "")
    for attachment in activity.get("attachments") or ():
        if attachment.get("contentType") == ADAPTIVE:
            yield from (str(n["text"]) for n in everything(attachment["content"]) if n.get("type") == "TextBlock")


def mentions(activity: Json) -> list[Json]:
    """The mention entities of a message and of its cards."""
    entities = list(activity.get("entities") or ())
    for attachment in activity.get("attachments") or ():
        if attachment.get("contentType") == ADAPTIVE:
            entities += (attachment["content"].get("msteams") or {}).get("entities") or ()
    return [entity for entity in entities if entity.get("type") == "mention"]
