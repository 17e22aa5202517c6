"""What a bot may answer to an invoke, and how Teams takes it."""

from collections.abc import Iterator
from typing import Any

from playground.teams import rules
from playground.teams.cards import ADAPTIVE
from playground.teams.delivery import Undelivered
from playground.traffic import Json

CARD = ADAPTIVE
WORDS = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
LINKED = ("1.0", "1.1", "1.2", "1.3")
PREVIEWS = ("application/vnd.microsoft.card.thumbnail", "application/vnd.microsoft.card.hero")
PREVIEWED = {"title", "subtitle", "text", "images", "buttons", "tap"}
SEARCH = "application/vnd.microsoft.search.searchResponse"


def _object(answer: Any, what: str) -> Json:
    if not isinstance(answer, dict):
        raise Undelivered(f"{what}: the answer must be an object, not {answer!r:.200}")
    return answer


def card_action(answer: Any) -> tuple[str, Any]:
    """adaptiveCard/action → (type, value): a card, words, or an error in words."""
    body = _object(answer, "adaptiveCard/action")
    status, kind, value = body.get("statusCode"), body.get("type"), body.get("value")
    if not isinstance(status, int) or isinstance(status, bool):
        raise Undelivered(f"adaptiveCard/action: statusCode must be a number, not {status!r}")
    if kind == CARD and status == 200:
        if problem := rules.card_problem(value):
            raise Undelivered(f"adaptiveCard/action: {problem}")
        return kind, value
    if kind == WORDS and status == 200 and isinstance(value, str) and value:
        return kind, value
    if kind == ERROR and status in (400, 500) and isinstance(value, dict) and {"code", "message"} <= value.keys():
        return kind, str(value["message"])
    raise Undelivered(f"adaptiveCard/action: no valid answer: {body!r:.300}")


def cards(answer: Any) -> Iterator[tuple[Json, bool]]:
    """The cards of an answer that are valid, and whether they stand in a dialog."""
    match answer:
        case {"type": "application/vnd.microsoft.card.adaptive", "value": dict(card)}:
            found = card, False
        case {"task": {"value": {"card": {"content": dict(card)}}}}:
            found = card, True
        case _:
            return
    if rules.card_problem(found[0]) is None:
        yield found


def task(answer: Any, what: str) -> tuple[str, Any]:
    """A fetch or a submit → ("continue", TaskInfo), ("message", words) or ("close", None)."""
    if answer in (None, "", {}):
        if what in ("task/fetch", "composeExtension/fetchTask"):
            raise Undelivered(f"{what}: no dialog in the answer")
        return "close", None
    told = _object(_object(answer, what).get("task"), what)
    match told.get("type"):
        case "message" if isinstance(told.get("value"), str) and told["value"]:
            return "message", told["value"]
        case "continue":
            info = _object(told.get("value"), what)
            if not isinstance(info.get("title"), str) or not info["title"]:
                raise Undelivered(f"{what}: the dialog has no title")
            attachment = _object(info.get("card"), f"{what} (only cards are offered here, no web pages)")
            if attachment.get("contentType") != ADAPTIVE:
                raise Undelivered(f"{what}: the card's contentType is {attachment.get('contentType')!r}")
            if problem := rules.card_problem(attachment.get("content")):
                raise Undelivered(f"{what}: {problem}")
            return "continue", info
    raise Undelivered(f"{what}: no valid answer: {answer!r:.300}")


def link(answer: Any) -> Json | None:
    """composeExtension/queryLink → the card that comes along with the message; only the first is used."""
    what = "composeExtension/queryLink"
    told = _object(_object(answer, what).get("composeExtension"), what)
    cards = told.get("attachments")
    if told.get("type") != "result" or told.get("attachmentLayout") != "list" or not isinstance(cards, list):
        raise Undelivered(f"{what}: no valid answer: {answer!r:.300}")
    if not cards:
        return None
    card = _object(cards[0], what)
    for one in (card, _object(card.get("preview"), f"{what} (without a preview)")):
        if one.get("contentType") != ADAPTIVE:
            raise Undelivered(f"{what}: the card's contentType is {one.get('contentType')!r}")
        if problem := rules.card_problem(one.get("content")):
            raise Undelivered(f"{what}: {problem}")
        if one["content"]["version"] not in LINKED:
            raise Undelivered(f"{what}: cards for links are of version 1.3 at most")
    return {"contentType": ADAPTIVE, "content": card["content"]}


def query(answer: Any) -> tuple[list[Json], str]:
    """composeExtension/query → the results, or words in their place. The list draws thumbnails and heroes only."""
    what = "composeExtension/query"
    told = _object(_object(answer, what).get("composeExtension"), what)
    if told.get("type") == "message" and isinstance(told.get("text"), str) and told["text"]:
        return [], told["text"]
    results = told.get("attachments")
    if told.get("type") != "result" or told.get("attachmentLayout") != "list" or not isinstance(results, list):
        raise Undelivered(f"{what}: no valid answer: {answer!r:.300}")
    for one in results:
        line = _object(_object(one, what).get("preview"), f"{what} (without a preview)")
        content = _object(line.get("content"), f"{what} (without a preview)")
        if line.get("contentType") not in PREVIEWS or not isinstance(content.get("title"), str) or not content["title"]:
            raise Undelivered(f"{what}: the preview is no thumbnail or hero with a title: {line!r:.200}")
        if strange := content.keys() - PREVIEWED:
            raise Undelivered(f"{what}: a preview knows no {sorted(strange)}")
        if one.get("contentType") != ADAPTIVE:
            raise Undelivered(f"{what}: the card's contentType is {one.get('contentType')!r}")
        if problem := rules.card_problem(one.get("content")):
            raise Undelivered(f"{what}: {problem}")
    return results, ""


def search(answer: Any) -> list[Json]:
    """application/search → the choices."""
    body = _object(answer, "application/search")
    results = (body.get("value") or {}).get("results")
    shaped = isinstance(results, list) and all(
        isinstance(hit, dict) and isinstance(hit.get("title"), str) and isinstance(hit.get("value"), str)
        for hit in results
    )
    if body.get("statusCode") != 200 or body.get("type") != SEARCH or not shaped:
        raise Undelivered(f"application/search: no valid answer: {body!r:.300}")
    return list(results or ())
