"""What Slack tells unasked: the app, a channel or a person comes, changes or goes."""

from typing import Any

from adapters.slack.members import is_full_member
from adapters.slack.payloads import Payload, below, hanging_in, identified, tidied
from bot.model import (
    Added,
    Caller,
    ChannelChanged,
    ChannelMoved,
    Event,
    LinksWritten,
    PersonChanged,
    Place,
    Uninstalled,
)

NAME = 80
LINKS = 5
"""Of one message so many are looked at."""


def event_in(body: Payload, team: str, bot: str) -> Event | None:
    """The event, or None for what concerns nobody; raises ValueError and its like for what is malformed."""
    if body.get("type") != "event_callback":
        return None
    event: dict[str, Any] = body["event"]
    match event["type"]:
        case "app_uninstalled":
            return Uninstalled("slack", team)
        case "tokens_revoked":
            # A person's own token may be among them; the app has none of these.
            return Uninstalled("slack", team) if event["tokens"].get("bot") else None
        case "link_shared":
            return _links(event, team)
        case "member_joined_channel":
            # Whoever else comes may be a guest.
            return _added(event, team) if event["user"] == bot else ChannelChanged(_place(event["channel"], team))
        case "member_left_channel":
            return ChannelChanged(_place(event["channel"], team)) if event["user"] == bot else None
        case "channel_rename" | "group_rename":
            named = event["channel"]
            return ChannelChanged(_place(named["id"], team, tidied(named.get("name"), NAME)))
        case (
            "channel_archive"
            | "channel_unarchive"
            | "channel_deleted"
            | "channel_left"
            | "channel_shared"
            | "channel_unshared"
            | "group_archive"
            | "group_unarchive"
            | "group_deleted"
            | "group_left"
        ):
            return ChannelChanged(_place(event["channel"], team))
        case "channel_id_changed":
            # https://docs.slack.dev/reference/events/channel_id_changed: a private channel is shared by Slack Connect
            before, now = event["old_channel_id"], event["new_channel_id"]
            return ChannelMoved(_place(before, team), _place(now, team), (hanging_in(before), hanging_in(now)))
        case "user_change":
            user = event["user"]
            return PersonChanged(_person(user["id"], team), is_full_member(user, team))
    return None


def _added(event: dict[str, Any], team: str) -> Added:
    # https://docs.slack.dev/reference/events/member_joined_channel: without an inviter where nobody invited it
    inviter = event.get("inviter")
    return Added(_place(event["channel"], team), Caller(_person(inviter, team)) if inviter else None)


def _links(event: dict[str, Any], team: str) -> Event | None:
    """https://docs.slack.dev/reference/events/link_shared: not of what is still being written."""
    if event.get("source") == "composer":
        return None
    place, links = _place(event["channel"], team), [str(one["url"]) for one in event["links"]][:LINKS]
    return LinksWritten(place, tuple((below(place.id, event["message_ts"], one), one) for one in links))


def _place(identity: object, team: str, name: str | None = None) -> Place:
    channel = identified(identity)
    return Place("slack", team, channel, channel, name=name)


def _person(identity: object, team: str) -> Place:
    person = identified(identity)
    return Place("slack", team, person, person, private=True)
