"""What Slack sends to an app: events, interactions, commands (samples: tests/payloads/slack)."""

import time
import uuid
from hashlib import sha256
from urllib.parse import urlsplit

from playground.chat import Human
from playground.slack.blocks import typed_by_person
from playground.slack.shapes import domain_of, team_of, username
from playground.slack.state import App, Conversation, Json, Message, stable_id


def envelope(app: App, event: Json, channel: str = "", *, shared: bool = False) -> Json:
    """The outer form of every event."""
    return {
        "token": app.token,
        "team_id": app.team_id,
        "context_team_id": app.team_id,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": stable_id("Ev", uuid.uuid4().hex),
        "event_time": int(float(event.get("event_ts", time.time()))),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": app.team_id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{event['type']}-{app.team_id}-{app.id}-{channel}",
    }


def written(kind: str, who: Human, app: App, message: Message, *, mention: bool, parent: str | None) -> Json:
    """A person's message: `kind` is message or app_mention."""
    team = team_of(who, app)
    said = message.text.removeprefix(f"<@{app.bot_user_id}> ") if mention else message.text
    event: Json = {
        "user": who.id,
        "type": kind,
        "ts": message.ts,
        "client_msg_id": str(uuid.uuid4()),
        "text": message.text,
        "team": team,
        "blocks": typed_by_person(said, app.bot_user_id if mention else None),
        "channel": message.channel,
        "event_ts": message.ts,
    }
    if who.kind == "external":
        event |= {"user_team": team, "source_team": team, "user_profile": {"real_name": who.name, "team": team}}
    if message.thread_ts:
        event["thread_ts"] = message.thread_ts
        if parent:
            event["parent_user_id"] = parent
    return event


def links_shared(message: Message, app: App, links: list[str], *, is_member: bool) -> Json:
    """A message with links to one of the app's domains."""
    event: Json = {
        "type": "link_shared",
        "channel": message.channel,
        "is_bot_user_member": is_member,
        "user": message.user,
        "message_ts": message.ts,
        "unfurl_id": unfurl_id(message, app),
        "event_ts": message.ts,
        "source": "conversations_history",
        "links": [{"domain": urlsplit(link).hostname, "url": link} for link in links],
    }
    return event | ({"thread_ts": message.thread_ts} if message.thread_ts else {})


def unfurl_id(message: Message, app: App) -> str:
    """How Slack names a message whose links may be shown."""
    digest = sha256(f"{app.id}/{message.channel}/{message.ts}".encode()).hexdigest()
    return f"{message.channel}.{message.ts}.{digest}"


def broadcast(event: Json, root: Message, team: str) -> Json:
    """An answer in a thread that its writer has sent to the whole conversation too."""
    answered = {"thread_ts": root.ts, "reply_count": 1, "reply_users_count": 1, "latest_reply": event["ts"]}
    above: Json = {
        "client_msg_id": str(uuid.uuid4()),
        "type": "message",
        "text": root.text,
        "user": root.user,
        "ts": root.ts,
        "blocks": typed_by_person(root.text, None),
        "team": team,
        **answered,
        "reply_users": [event["user"]],
        "is_locked": False,
    }
    kept = {key: value for key, value in event.items() if key not in {"team", "parent_user_id"}}
    return {**kept, "subtype": "thread_broadcast", "root": above}


def with_file(event: Json, name: str) -> Json:
    """A person's message to which a file is attached; its content is not kept."""
    written_at = int(float(event["ts"]))
    file: Json = {
        "id": stable_id("F", event["ts"], name),
        "created": written_at,
        "timestamp": written_at,
        "name": name,
        "title": name,
        "mimetype": "application/octet-stream",
        "filetype": "binary",
        "pretty_type": "Binary",
        "user": event["user"],
        "editable": False,
        "size": 0,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "has_rich_preview": False,
    }
    kept = {key: value for key, value in event.items() if key not in {"client_msg_id", "team", "blocks"}}
    return {**kept, "subtype": "file_share", "files": [file], "upload": False}


def _person(who: Human, app: App) -> Json:
    return {"id": who.id, "username": username(who), "name": username(who), "team_id": team_of(who, app)}


def _interaction(kind: str, who: Human, app: App, team_id: str) -> Json:
    return {
        "type": kind,
        "user": _person(who, app),
        "api_app_id": app.id,
        "token": app.token,
        "team": {"id": team_id, "domain": domain_of(team_id)},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def action(block: Json, element: Json, action_ts: str, chosen: Json | None = None) -> Json:
    """One entry of `actions`: the element as it is, and what was chosen in it."""
    kept = ("action_id", "text", "value", "url", "style", "placeholder")
    done = {key: element[key] for key in kept if key in element}
    return {**done, **(chosen or {}), "block_id": block["block_id"], "type": element["type"], "action_ts": action_ts}


def pressed_in_message(
    who: Human, app: App, channel: Conversation, message: Message, shown: Json, done: Json, values: Json
) -> Json:
    """block_actions from a message; `shown` is the message, which Slack leaves out when only one person sees it."""
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    container["is_ephemeral"] = message.only_for is not None
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _interaction("block_actions", who, app, app.team_id)
    payload |= {"container": container, "channel": {"id": channel.id, "name": channel.name}}
    if message.only_for is None:
        payload["message"] = shown
    return {**payload, "state": {"values": values}, "actions": [done]}


def shortcut(who: Human, app: App, callback: str, action_ts: str) -> Json:
    """A global shortcut: it happens nowhere in particular."""
    return {**_interaction("shortcut", who, app, team_of(who, app)), "callback_id": callback, "action_ts": action_ts}


def message_shortcut(who: Human, app: App, channel: Conversation, shown: Json, callback: str, action_ts: str) -> Json:
    """A shortcut of a message's menu; `shown` is that message."""
    payload = shortcut(who, app, callback, action_ts) | {"type": "message_action", "message_ts": shown["ts"]}
    name = "directmessage" if channel.person else "privategroup" if channel.is_private else channel.name
    return {**payload, "channel": {"id": channel.id, "name": name}, "message": shown}


def pressed_in_view(who: Human, app: App, view: Json, done: Json) -> Json:
    payload = _interaction("block_actions", who, app, team_of(who, app))
    return {**payload, "container": {"type": "view", "view_id": view["id"]}, "view": view, "actions": [done]}


def submitted(who: Human, app: App, view: Json) -> Json:
    return {**_interaction("view_submission", who, app, team_of(who, app)), "view": view, "response_urls": []}


def closed(who: Human, app: App, view: Json, *, cleared: bool) -> Json:
    return {**_interaction("view_closed", who, app, team_of(who, app)), "view": view, "is_cleared": cleared}


def searched(who: Human, app: App, view: Json, block: Json, element: Json, words: str) -> Json:
    """block_suggestion: the options of an external menu are asked for."""
    payload = _interaction("block_suggestion", who, app, team_of(who, app))
    payload |= {"container": {"type": "view", "view_id": view["id"]}, "view": view, "value": words}
    return {**payload, "action_id": element["action_id"], "block_id": block["block_id"]}


def command(who: Human, app: App, channel: Conversation, word: str, text: str) -> Json:
    team = team_of(who, app)
    return {
        "token": app.token,
        "team_id": team,
        "team_domain": domain_of(team),
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": who.id,
        "user_name": username(who),
        "command": word,
        "text": text,
        "api_app_id": app.id,
        "is_enterprise_install": "false",
    }
