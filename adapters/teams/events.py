"""What Teams tells unasked: the bot, a channel or a person comes, changes or goes."""

from typing import Any

from adapters.teams.activity import Activity
from adapters.teams.reading import BOT, PLATFORM, channel_place, heard, is_private, part, text
from bot.model import Added, ChannelChanged, ChannelsChanged, Event, PersonAdded, PersonRemoved

ADDED = ("add", "add-upgrade")
REMOVED = ("remove", "remove-upgrade")
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
OF_A_CHANNEL = frozenset(
    {
        "channelDeleted",
        "channelMemberAdded",
        "channelMemberRemoved",
        "channelRenamed",
        "channelRestored",
        "channelShared",
        "channelUnshared",
    }
)
# Whoever joins a team is in all its channels of the usual kind, and may be a guest.
OF_A_TEAM = frozenset({"teamArchived", "teamDeleted", "teamMemberAdded", "teamRestored", "teamUnarchived"})


def events_in(activity: Activity, tenant: str, *, welcomes: bool = False) -> tuple[Event, ...]:
    """What an activity tells unasked; a team's channels are not named when the bot comes to it or leaves it.

    Teams does not tell whether somebody added the bot to their own chat, or an administrator to everybody's.
    """
    match activity["type"]:
        case "installationUpdate":
            action = text(activity, "action")
            if is_private(activity):
                return _personal(activity, tenant, action, welcomes=welcomes)
            return _in_team(activity, tenant, came=action in ADDED, left=action in REMOVED)
        case "conversationUpdate" if not is_private(activity):
            came, left = (_is_bot(activity, name) for name in ("membersAdded", "membersRemoved"))
            if came or left:
                return _in_team(activity, tenant, came=came, left=left)
            return _changed(activity, tenant)
    return ()


def _personal(activity: Activity, tenant: str, action: str | None, *, welcomes: bool) -> tuple[Event, ...]:
    who = heard(activity, tenant)
    if who is None:
        return ()
    if action in ADDED:
        return (PersonAdded(who.caller.own, who.caller if welcomes and action == ADDED[0] else None),)
    return (PersonRemoved(who.caller.own),) if action in REMOVED else ()


def _in_team(activity: Activity, tenant: str, *, came: bool, left: bool) -> tuple[Event, ...]:
    conversation = part(activity, "conversation")
    where = text(conversation, "id")
    if not (came or left) or where is None or text(conversation, "conversationType") != "channel":
        return ()
    everywhere = ChannelsChanged(PLATFORM, tenant)
    if not came:
        return (everywhere,)
    who = heard(activity, tenant)
    return Added(channel_place(activity, where, tenant), who.caller if who else None), everywhere


def _changed(activity: Activity, tenant: str) -> tuple[Event, ...]:
    data = part(activity, "channelData")
    kind, channel = text(data, "eventType"), text(part(data, "channel"), "id")
    if kind in OF_A_TEAM:
        return (ChannelsChanged(PLATFORM, tenant),)
    if kind in OF_A_CHANNEL and channel:
        return (ChannelChanged(channel_place(activity, channel, tenant)),)
    return ()


def _is_bot(activity: Activity, change: str) -> bool:
    """Whether it is the bot itself that came or left."""
    accounts: Any = activity.get(change)
    own = text(part(activity, "recipient"), "id")
    found = [text(one, "id") for one in accounts if isinstance(one, dict)] if isinstance(accounts, list) else []
    return own is not None and own.startswith(BOT) and own in found
