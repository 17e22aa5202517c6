"""The Bot Connector: what the bot may do in conversations."""

from playground.teams import forms, rules
from playground.teams.errors import (
    activity_not_found,
    bad_argument,
    bad_syntax,
    conversation_not_found,
    not_enough_permissions,
    not_in_roster,
    not_installed,
    too_big,
    writes_blocked,
)
from playground.teams.files import file_problem
from playground.teams.state import Message
from playground.teams.tenancy import BOT, Tenancy
from playground.traffic import Json

_WRITABLE = ("message", "typing")


class Connector:
    """One method per call; each returns the status and the body of its answer."""

    def __init__(self, tenancy: Tenancy) -> None:
        self._tenancy = tenancy
        self._directory, self._state = tenancy.directory, tenancy.state

    def place(self, conversation: str) -> tuple[str, str | None]:
        """A conversation id → the room or personal chat, and the thread in it. Raises if the bot is not there."""
        base, _, thread = conversation.partition(";messageid=")
        if base.startswith("a:"):
            human = self._directory.find(base)
            if human is None or thread:
                raise conversation_not_found()
            if human.id in self._state.blocked_by:
                raise writes_blocked()
            if human.id not in self._state.installed_for:
                raise not_in_roster()
            return base, None
        if base not in self._directory.rooms or base in self._state.gone_rooms:
            raise conversation_not_found()
        if not self._state.in_team:
            raise not_in_roster()
        if thread:
            root = self._state.messages.get(thread)
            if root is None or root.conversation != base:
                raise conversation_not_found()
        return base, thread or None

    def create(self, body: Json) -> tuple[int, Json]:
        """A person's own chat, or a new thread in a channel."""
        if fault := forms.fault("creation", body):
            raise bad_argument(f"Incorrect conversation creation parameters at {fault}")
        channel_data = body.get("channelData") or {}
        tenant = body.get("tenantId") or (channel_data.get("tenant") or {}).get("id")
        if tenant is not None and tenant.lower() != self._directory.tenant_id.lower():
            raise bad_argument("Unknown tenant")
        bot = (body.get("bot") or {}).get("id")
        if bot not in (None, self._directory.bot_id, self._directory.app_id):
            raise bad_argument("The bot id is not that of the token")
        activity = body.get("activity")
        if channel := (channel_data.get("channel") or {}).get("id"):
            if not activity:
                raise bad_syntax("A new thread needs an activity")
            self.place(channel)
            _, made = self.write(channel, activity)
            return 201, {"id": f"{channel};messageid={made['id']}", "activityId": made["id"]}
        members = body.get("members") or []
        if body.get("isGroup") or len(members) != 1 or not isinstance(members[0], dict):
            raise bad_argument("Incorrect conversation creation parameters: exactly one member is taken")
        human = self._directory.find(str(members[0].get("id", "")))
        if human is None or human.kind == "bot":
            raise bad_argument("Failed to decrypt pairwise id")
        if tenant is None:
            raise bad_argument("Incorrect conversation creation parameters: the tenant is missing")
        if human.id in self._state.blocked_by:
            raise writes_blocked()
        if human.id not in self._state.installed_for:
            raise not_installed()
        chat = self._directory.chat_id(human.id)
        sent = {"activityId": self.write(chat, activity)[1]["id"]} if activity else {}
        return 201, {"id": chat, **sent}

    def _taken(self, activity: object, size: int) -> Json:
        """A message that Teams takes, or an error."""
        if fault := forms.fault("activity", activity):
            raise bad_syntax(f"The activity is not of its form at {fault}")
        if not isinstance(activity, dict) or activity["type"] not in _WRITABLE:
            raise bad_syntax("Activity type must be message or typing")
        if size > rules.MOST_BYTES:
            raise too_big()
        if activity["type"] == "message":
            rules.refuse_message(activity)
        return activity

    def write(self, conversation: str, activity: object, size: int = 0, *, reply_to: str = "") -> tuple[int, Json]:
        """A new message; in a channel it opens a thread, or answers in one."""
        base, root = self.place(conversation)
        if reply_to:
            answered = self._message(base, root, reply_to)
            if not base.startswith("a:"):
                root = answered.root or answered.id
        taken = self._taken(activity, size)
        for one in taken.get("attachments") or ():
            if problem := file_problem(one, private=base.startswith("a:")):
                raise bad_argument(problem)
        if taken["type"] == "typing":
            return 201, {"id": self._state.next_id(self._tenancy.now())}
        made = self._tenancy.add(base, BOT, taken, root=root)
        self._tenancy.note_message(taken, made.id)
        return 201, {"id": made.id}

    def _message(self, base: str, root: str | None, message_id: str) -> Message:
        message = self._state.messages.get(message_id)
        if message is None or message.deleted or message.only_for or message.conversation != base:
            raise activity_not_found()
        if root is not None and root not in (message.id, message.root):
            raise activity_not_found()
        return message

    def _own(self, conversation: str, message_id: str) -> Message:
        base, root = self.place(conversation)
        message = self._message(base, root, message_id)
        if message.author != BOT:
            raise not_enough_permissions("The bot may only change its own messages.")
        return message

    def update(self, conversation: str, message_id: str, activity: object, size: int) -> tuple[int, Json]:
        """Everybody sees the new message; what single people saw in its place is gone."""
        message = self._own(conversation, message_id)
        taken = self._taken(activity, size)
        if taken["type"] != "message":
            raise bad_syntax("Only a message can take the place of a message")
        message.activity, message.views = taken, {}
        self._tenancy.keep()
        self._tenancy.note_message(taken, message.id)
        return 200, {"id": message.id}

    def delete(self, conversation: str, message_id: str) -> tuple[int, None]:
        self._own(conversation, message_id).deleted = True
        self._tenancy.keep()
        return 200, None
