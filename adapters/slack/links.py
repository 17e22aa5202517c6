"""Links of ours that people write: what stands behind them is shown below the message, to all who read there."""

from dataclasses import dataclass
from typing import Any

import structlog

from adapters.slack.calls import Web
from adapters.slack.payloads import Payload, identified
from adapters.slack.render import blocks
from bot.model import Place
from bot.ports import Door

log = structlog.get_logger()
MOST = 5
"""Links of one message that are looked at."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A message with links: how Slack names it, where it is, and the links."""

    message: dict[str, Any]
    place: Place
    links: tuple[str, ...]


def shared_in(body: Payload, team: str) -> Shared | None:
    """The links in a message, or None for anything else; raises ValueError and its like for what is malformed.

    https://docs.slack.dev/reference/events/link_shared
    """
    event: dict[str, Any] = body["event"] if body.get("type") == "event_callback" else {}
    if event.get("type") != "link_shared":
        return None
    channel = identified(event["channel"])
    links = tuple(str(one["url"]) for one in event["links"])[:MOST]
    named: dict[str, Any] = {"unfurl_id": event.get("unfurl_id"), "source": event.get("source")}
    if not all(isinstance(one, str) for one in named.values()):
        named = {"channel": channel, "ts": str(event["message_ts"])}
    return Shared(named, Place("slack", team, channel, channel), links)


async def unfurl(web: Web, door: Door, shared: Shared) -> None:
    """After the acknowledgement; a link that shows nothing stays as it was written."""
    try:
        found = {link: await door.preview(link, shared.place) for link in shared.links}
        shown = {
            link: {"blocks": blocks(preview.shown, preview.language)} for link, preview in found.items() if preview
        }
        if shown:
            await web.ask(web.client.chat_unfurl(unfurls=shown, **shared.message))
    except Exception as error:  # noqa: BLE001 - the message stands as its writer wrote it
        log.info("slack_link_not_shown", error=type(error).__name__)
