"""One activity as it came over the wire, and what answers it."""

import json
from dataclasses import dataclass
from typing import Any, NoReturn

CHANNEL = "msteams"
MAX_BYTES = 512 * 1024
MAX_DEPTH = 64

Activity = dict[str, Any]


class Malformed(Exception):
    """The body is not an activity."""


@dataclass(frozen=True, slots=True)
class InvokeAnswer:
    """The HTTP answer to an invoke: a card, a dialog, a list of results."""

    body: dict[str, Any] | None = None
    status: int = 200


def read(body: bytes) -> Activity:
    """The JSON object in a body, within its limits."""
    if len(body) > MAX_BYTES:
        raise Malformed
    try:
        activity = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(activity, dict) or not _is_within(activity, MAX_DEPTH):
        raise Malformed
    if not isinstance(activity.get("type"), str):
        raise Malformed
    return activity


def tenants(activity: Activity) -> set[str]:
    """Every tenant that an activity names."""
    conversation, channel = activity.get("conversation"), activity.get("channelData")
    tenant = channel.get("tenant") if isinstance(channel, dict) else None
    named = (
        conversation.get("tenantId") if isinstance(conversation, dict) else None,
        tenant.get("id") if isinstance(tenant, dict) else None,
    )
    return {str(each).lower() for each in named if each}


def _refuse(_constant: str) -> NoReturn:
    raise Malformed


def _is_within(value: object, levels: int) -> bool:
    if isinstance(value, dict):
        inner: Any = value.values()
    elif isinstance(value, list):
        inner = value
    else:
        return True
    return levels > 0 and all(_is_within(each, levels - 1) for each in inner if isinstance(each, dict | list))
