"""What a verified payload says: who asks, where, through which message, and from which workspace."""

import json
import re
from hashlib import sha256
from typing import Any

from adapters.slack.forms import carried
from bot.model import Caller, Place

Payload = dict[str, Any]

IDENTITY = re.compile(r"[A-Za-z0-9]{2,40}")
DOMAIN = re.compile(r"[a-z0-9-]{1,63}")
# What Slack calls every private channel and every private chat in a slash command.
UNNAMED = frozenset({"privategroup", "directmessage"})
NAME = 80
DELIVERY = 200


def outside(body: Payload, team: str) -> bool:
    """Whether the person, or the conversation, belongs to another workspace or the request shows a guest."""
    event = _dict(body.get("event"))
    profile = _dict(event.get("user_profile"))
    view = _dict(body.get("view"))
    place = body.get("team")
    homes = {
        body.get("team_id"),
        place if isinstance(place, str) else _dict(place).get("id"),
        _dict(body.get("user")).get("team_id"),
        view.get("team_id"),
        view.get("app_installed_team_id"),
        # Messages from a connected workspace name their writer's home in one or more of these.
        event.get("team"),
        event.get("user_team"),
        event.get("source_team"),
        profile.get("team"),
    }
    marks = ("is_stranger", "is_restricted", "is_ultra_restricted")
    people = (profile, _dict(body.get("user")))
    return homes - {None, ""} != {team} or any(one.get(mark) for one in people for mark in marks)


def caller(body: Payload, team: str) -> Caller:
    """The person whom Slack names by id and login, not by name; raises ValueError."""
    event, user = body.get("event"), body.get("user")
    if isinstance(event, dict):
        identity = event["user"]
    elif isinstance(user, dict):
        identity = user["id"]
    else:
        identity = body["user_id"]
    identity = identified(identity)
    return Caller(Place("slack", team, identity, identity, private=True))


def channel(body: Payload, team: str) -> Place | None:
    """The channel in which it happened; None in a private chat. Raises ValueError."""
    event, view, here = body.get("event"), body.get("view"), body.get("channel")
    if isinstance(event, dict):
        identity, name = event["channel"], None
    elif isinstance(view, dict):
        _, identity, name = carried(view.get("private_metadata") or "")
    elif isinstance(here, dict):
        identity, name = here["id"], here.get("name")
    else:
        identity, name = body.get("channel_id", ""), body.get("channel_name")
    if not identity or identified(identity)[0] not in "CG":
        return None
    named = None if name in UNNAMED else tidied(name, NAME)
    return Place("slack", team, identity, identity, name=named)


def delivery(body: Payload) -> str | None:
    """Slack's own id of this delivery: a repeated event has the same, as has a form that is sent twice as it is.

    A form that was corrected after an error at a field keeps its id and hash: what is typed in it tells it apart.
    """
    if body.get("type") == "view_submission":
        view = body["view"]
        typed = sha256(json.dumps(view["state"]["values"], sort_keys=True).encode()).hexdigest()
        return tidied(f"{view['id']}:{view.get('hash')}:{typed}", DELIVERY)
    return tidied(body.get("event_id") or body.get("trigger_id"), DELIVERY)


def happened_before(body: Payload, moment: float) -> bool:
    """Whether an event happened before a moment; Slack repeats it for an hour, with the second in which it happened.

    https://docs.slack.dev/apis/events-api
    """
    second = body.get("event_time")
    return isinstance(second, int) and second < int(moment)


def clicked(body: Payload) -> str | None:
    """The clicked copy, named as `post` names it; None where only one person sees it."""
    container = _dict(body.get("container"))
    if container.get("type") != "message" or container.get("is_ephemeral"):
        return None
    return copy(container["channel_id"], container["message_ts"])


def copy(conversation: object, stamp: str) -> str:
    """A message, named as `post` names it; raises ValueError."""
    if not re.fullmatch(r"\d{1,20}\.\d{1,10}", stamp, re.ASCII):
        raise ValueError("not a time stamp")
    return f"{hanging_in(conversation)}{stamp}"


def hanging_in(conversation: object) -> str:
    """How the names of all messages of a conversation begin; raises ValueError."""
    return f"{identified(conversation)}:"


def below(conversation: object, stamp: str, link: str) -> str:
    """What is shown below a message for a link in it, named for `update`; raises ValueError."""
    return f"{copy(conversation, stamp)}:{link}"


def writer(body: Payload, team: str) -> str:
    """Who wrote the message of a shortcut; empty for bots, and for people of another workspace."""
    message = _dict(body.get("message"))
    foreign = message.get("team") not in {None, team}
    return "" if foreign or message.get("bot_id") or "user" not in message else identified(message["user"])


def permalink(body: Payload) -> str:
    """The address of the message of a shortcut, as chat.getPermalink would give it, without asking; raises ValueError.

    https://docs.slack.dev/reference/methods/chat.getPermalink
    """
    place, stamp, root = body["channel"]["id"], body["message_ts"], _dict(body.get("message")).get("thread_ts")
    copy(place, stamp)
    domain = _dict(body.get("team")).get("domain")
    if not isinstance(domain, str) or DOMAIN.fullmatch(domain) is None:
        return ""
    address = f"https://{domain}.slack.com/archives/{place}/p{stamp.replace('.', '')}"
    if root is None or root == stamp:
        return address
    copy(place, root)
    return f"{address}?thread_ts={root}&cid={place}"


def identified(value: object) -> str:
    """The value as one of Slack's ids; raises ValueError."""
    if not isinstance(value, str) or IDENTITY.fullmatch(value) is None:
        raise ValueError("not an id")
    return value


def tidied(value: object, limit: int) -> str | None:
    """Text that every database takes; None for anything else."""
    if not isinstance(value, str):
        return None
    return value.encode(errors="ignore").decode().replace("\0", "").strip()[:limit] or None


def _dict(value: object) -> Payload:
    return value if isinstance(value, dict) else {}
