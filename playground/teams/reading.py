"""A card or message as a screen reader tells it: lines in reading order, then the labels of its buttons."""

from playground.teams import markup
from playground.teams.cards import ADAPTIVE, Screen, is_action, is_input
from playground.teams.inputs import Answers
from playground.traffic import Json

FILE_CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_INFO = "application/vnd.microsoft.teams.card.file.info"


def card_lines(screen: Screen, answers: Answers | None = None) -> list[str]:
    """The words of a card. With `answers` its inputs are read too (a dialog lists them as questions instead)."""
    lines: list[str] = []
    for node in screen.shown():
        lines += _lines(node)
        if answers is not None and is_input(node):
            question = answers.question(node)
            said = question.value if isinstance(question.value, str) else ", ".join(question.value or ())
            lines.append(": ".join(part for part in (question.label, said) if part))
    return [line for line in lines if line]


def _lines(node: Json) -> list[str]:
    match node.get("type"):
        case "TextBlock":
            return [*markup.read(node["text"])]
        case "RichTextBlock":
            runs = (run if isinstance(run, str) else run["text"] for run in node["inlines"])
            return [line.strip() for line in "".join(runs).splitlines()]
        case "FactSet":
            return [f"{_flat(fact['title'])}: {_flat(fact['value'])}" for fact in node["facts"]]
        case "Image" | "Media":
            return [node.get("altText", "")]
    return []


def _flat(text: str) -> str:
    return " ".join(markup.read(text))


def markup_in(nodes: list[Json]) -> list[markup.Markup]:
    """Every text in which Teams reads Markdown; a TextRun is none."""
    found: list[markup.Markup] = []
    for node in nodes:
        texts: list[str] = []
        match node.get("type"):
            case "TextBlock":
                texts = [node["text"]]
            case "FactSet":
                texts = [fact[key] for fact in node["facts"] for key in ("title", "value")]
            case "Input.Toggle":
                texts = [node["title"]]
            case "Input.ChoiceSet" if node.get("style") == "expanded":
                texts = [choice["title"] for choice in node.get("choices", ())]
            case "TextRun":
                found += [date for date in markup.find(node["text"]) if date.kind == "date"]
        for text in texts:
            found += markup.find(text)
    return found


def message_lines(activity: Json, screen: Screen | None, answers: Answers | None) -> list[str]:
    """A whole message: its text, then its attachments."""
    text = str(activity.get("text") or "")
    lines = text.splitlines() if activity.get("textFormat") == "plain" else [*markup.read(_untagged(text))]
    for attachment in activity.get("attachments") or ():
        kind = attachment["contentType"]
        if kind == ADAPTIVE and screen is not None:
            lines += card_lines(screen, answers)
        elif kind in (FILE_CONSENT, FILE_INFO):
            lines += [attachment["name"], attachment["content"].get("description", "")]
        elif kind.startswith("image/"):
            lines.append(attachment.get("name", ""))
    return [line.strip() for line in lines if line.strip()]


def _untagged(text: str) -> str:
    return text.replace("<at>", "").replace("</at>", "")


def button_labels(activity: Json, screen: Screen | None) -> tuple[str, ...]:
    labels = [action["title"] for action in screen.buttons() if is_action(action)] if screen else []
    for attachment in activity.get("attachments") or ():
        if attachment["contentType"] == FILE_CONSENT:
            labels += ["Allow", "Decline"]
    return tuple(labels)
