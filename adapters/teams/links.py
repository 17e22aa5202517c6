"""Links of ours that somebody writes: what stands behind them comes along as a card, for all who read there."""

from typing import Any

from adapters.teams.activity import Activity
from adapters.teams.reading import part, text
from adapters.teams.render import attachment
from bot.ports import Preview

# https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling
WRITTEN = "composeExtension/queryLink"
NEWEST = "1.3"
"""The newest cards that are shown for a link."""
UNKEPT = {"actions": [{"type": "setCachePolicy", "value": '{"type":"no-cache"}'}]}
"""Or Teams shows for half an hour, in whatever channel, what it was told in one."""


def written(activity: Activity) -> str:
    """The link that somebody writes."""
    return text(part(activity, "value"), "url") or ""


def unfurled(preview: Preview | None) -> dict[str, Any]:
    """The answer: one card, or none."""
    cards = []
    if preview is not None:
        card = attachment(preview.shown, preview.language)
        card["content"]["version"] = NEWEST
        cards = [{**card, "preview": card}]
    return {
        "composeExtension": {
            "type": "result",
            "attachmentLayout": "list",
            "attachments": cards,
            "suggestedActions": UNKEPT,
        }
    }
