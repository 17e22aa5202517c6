"""People, channels and messages in the form of Slack's Web API."""

from datetime import datetime
from zoneinfo import ZoneInfo

from playground.chat import Human
from playground.slack.state import App, Conversation, Json, Message, State, stable_id


def username(human: Human) -> str:
    return human.email.partition("@")[0].lower() or human.name.lower().replace(" ", ".")


def team_of(human: Human, app: App) -> str:
    """Whose workspace the person belongs to; an external one's is another (Slack Connect)."""
    if human.kind != "external":
        return app.team_id
    return stable_id("T", human.email.partition("@")[2])


def domain_of(team_id: str) -> str:
    return f"workspace-{team_id.lower()}"


def permalink(message: Message, app: App) -> str:
    """The address of a message; of an answer it names its thread too."""
    address = f"https://{domain_of(app.team_id)}.slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.thread_ts in {None, message.ts}:
        return address
    return f"{address}?thread_ts={message.thread_ts}&cid={message.channel}"


def user(human: Human, state: State, *, with_email: bool, with_locale: bool) -> Json:
    app, zone = state.app, ZoneInfo(human.time_zone)
    now = datetime.now(zone)
    offset = now.utcoffset()
    team = team_of(human, app)
    profile: Json = {
        "title": "",
        "phone": "",
        "real_name": human.name,
        "real_name_normalized": human.name,
        "display_name": username(human),
        "display_name_normalized": username(human),
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": "g" + human.id.lower(),
        "first_name": human.name.partition(" ")[0],
        "last_name": human.name.partition(" ")[2],
        "team": team,
    }
    if with_email and human.email:
        profile["email"] = human.email
    shown: Json = {
        "id": human.id,
        "team_id": team,
        "name": username(human),
        "deleted": human.id in state.deactivated,
        "color": "9f69e7",
        "real_name": human.name,
        "tz": human.time_zone,
        "tz_label": now.tzname() or human.time_zone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile,
        "is_bot": human.kind == "bot",
        "is_app_user": False,
        "updated": 1_700_000_000,
    }
    if human.kind == "external":
        together = any(human.id in one.members and one.has_bot for one in state.conversations.values())
        shown["is_stranger"] = not together
    else:
        shown |= {
            "is_admin": human.admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": human.kind == "guest",
            "is_ultra_restricted": False,
            "is_email_confirmed": human.email_confirmed,
            "who_can_share_contact_card": "EVERYONE",
        }
    if with_locale:
        shown["locale"] = human.language
    return shown


def bot_user(app: App) -> Json:
    """The bot itself, as users.info shows it."""
    return {
        "id": app.bot_user_id,
        "team_id": app.team_id,
        "name": app.name.lower(),
        "deleted": False,
        "real_name": app.name,
        "tz": "America/Los_Angeles",
        "tz_offset": -28800,
        "profile": {"real_name": app.name, "api_app_id": app.id, "bot_id": app.bot_id, "team": app.team_id},
        "is_admin": False,
        "is_restricted": False,
        "is_bot": True,
        "is_app_user": False,
        "updated": 1_700_000_000,
    }


def is_shared(conversation: Conversation, state: State) -> bool:
    """Slack Connect: somebody from another workspace is in it."""
    return any(one in state.humans and state.humans[one].kind == "external" for one in conversation.members)


def channel(conversation: Conversation, state: State) -> Json:
    team, shared = state.app.team_id, is_shared(conversation, state)
    if conversation.person:
        return {
            "id": conversation.id,
            "created": conversation.created,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "context_team_id": team,
            "updated": conversation.created * 1000,
            "user": conversation.person,
            "is_open": True,
        }
    return {
        "id": conversation.id,
        "name": conversation.name,
        "is_channel": not conversation.is_private,
        "is_group": conversation.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": conversation.is_private,
        "created": conversation.created,
        "is_archived": conversation.archived,
        "is_general": conversation.name == "general",
        "unlinked": 0,
        "name_normalized": conversation.name,
        "is_shared": shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "context_team_id": team,
        "updated": conversation.created * 1000,
        "creator": conversation.members[0] if conversation.members else "",
        "is_ext_shared": shared,
        "shared_team_ids": [team],
        "pending_connected_team_ids": [],
        "is_member": conversation.has_bot,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def message(sent: Message, app: App, *, profile: bool = False) -> Json:
    """A message of the bot's, as answers and interactions show it."""
    shown: Json = {
        "user": sent.user,
        "type": "message",
        "ts": sent.ts,
        "bot_id": app.bot_id,
        "app_id": app.id,
        "text": sent.text or "This content can't be displayed.",
        "team": app.team_id,
    }
    if profile:
        shown["bot_profile"] = {
            "id": app.bot_id,
            "app_id": app.id,
            "user_id": app.bot_user_id,
            "name": app.name,
            "icons": {},
            "deleted": False,
            "updated": 1_700_000_000,
            "team_id": app.team_id,
        }
    if sent.blocks:
        shown["blocks"] = sent.blocks
    if sent.thread_ts:
        shown |= {"thread_ts": sent.thread_ts, "parent_user_id": sent.user}
    if sent.edited_ts:
        shown["edited"] = {"user": app.bot_id, "ts": sent.edited_ts}
    return shown
