"""The activities that Teams sends to a bot, in its real shapes (tests/payloads/teams names the sources)."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from uuid import uuid4
from zoneinfo import ZoneInfo

from playground.teams.directory import Directory
from playground.teams.state import Message
from playground.traffic import Json


class Activities:
    """Builds activities for one tenant, at its time. `service_url` is known once the server is up."""

    def __init__(self, directory: Directory, now: Callable[[], datetime]) -> None:
        self._directory, self._now = directory, now
        self.service_url = ""

    def conversation(self, conversation: str, root: str | None = None) -> Json:
        """The address that an activity gives: a person's own chat, a channel, or a thread in it."""
        tenant = {"tenantId": self._directory.tenant_id}
        if conversation.startswith("a:"):
            return {"conversationType": "personal", **tenant, "id": conversation}
        thread = f"{conversation};messageid={root}" if root else conversation
        return {"isGroup": True, "conversationType": "channel", **tenant, "id": thread}

    def _envelope(self, kind: str, who: str, activity_id: str | None, *, named: bool = True) -> Json:
        return {
            "type": kind,
            "timestamp": _moment(self._now().astimezone(UTC)),
            "id": activity_id or f"f:{uuid4()}",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": self._directory.account(who, named=named),
            "recipient": self._directory.bot(),
        }

    def _client(self, who: str) -> Json:
        """What the person's app tells of itself."""
        human = self._directory.human(who)
        local = self._now().astimezone(ZoneInfo(human.time_zone))
        return {
            "localTimestamp": local.isoformat(timespec="milliseconds"),
            "locale": human.language,
            "localTimezone": human.time_zone,
        }

    def _client_info(self, who: str) -> Json:
        human = self._directory.human(who)
        return {
            "locale": human.language,
            "country": human.language.partition("-")[2] or "US",
            "platform": "Web",
            "timezone": human.time_zone,
            "type": "clientInfo",
        }

    def _channel_data(self, conversation: str) -> Json:
        data: Json = {"tenant": {"id": self._directory.tenant_id}}
        if conversation.startswith("a:"):
            return data
        return {
            "teamsChannelId": conversation,
            "teamsTeamId": self._directory.team_id,
            "channel": self._channel(conversation),
            "team": {"id": self._directory.team_id},
            **data,
        }

    def _channel(self, room: str) -> Json:
        """Of a private or shared channel, also what kind it is."""
        kinds = self._directory.kinds
        return {"id": room, **({"type": kinds[room]} if room in kinds else {})}

    def message(
        self, who: str, conversation: str, text: str, *, message_id: str, root: str | None, mention: bool
    ) -> Json:
        """What somebody typed; in a channel it names the bot."""
        bot = self._directory.bot()
        entities = [self._client_info(who)]
        html = escape(text)
        if mention:
            at = f"<at>{bot['name']}</at>"
            entities.insert(0, {"mentioned": bot, "text": at, "type": "mention"})
            span = 'itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0"'
            text, html = f"{at} {text}", f"<span {span}>{bot['name']}</span>&nbsp;{html}"
        return {
            "text": text,
            "textFormat": "plain",
            "attachments": [{"contentType": "text/html", "content": f"<p>{html}</p>"}],
            **self._envelope("message", who, message_id),
            **self._client(who),
            "conversation": self.conversation(conversation, root),
            "entities": entities,
            "channelData": self._channel_data(conversation),
        }

    def with_file(self, activity: Json, name: str) -> Json:
        """The same message with a file beside it; its content is not kept."""
        address = f"{self.service_url}files/{uuid4()}"
        file: Json = {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "content": {"downloadUrl": address, "uniqueId": str(uuid4()), "fileType": name.rpartition(".")[2]},
            "contentUrl": address,
            "name": name,
        }
        return {**activity, "attachments": [file, *activity["attachments"]]}

    def from_card(
        self, kind: str, who: str, conversation: str, root: str | None, reply_to: str, **more: object
    ) -> Json:
        """Somebody pressed something on a card: an invoke with a name, or a message with a value."""
        return {
            **self._envelope(kind, who, None),
            **self._client(who),
            "conversation": self.conversation(conversation, root),
            "entities": [self._client_info(who)],
            "channelData": {
                **self._channel_data(conversation),
                "source": {"name": "message"},
                "legacy": {"replyToId": f"1:{reply_to}"},
            },
            "replyToId": reply_to,
            **more,
        }

    def action(
        self, name: str, who: str, conversation: str, root: str | None, value: Json, *, room: str | None
    ) -> Json:
        """Somebody took an action of the app, in the menu of a message or beside the composer; or sent its dialog."""
        place = self.conversation(conversation, root)
        return {
            **self._envelope("invoke", who, None),
            **self._client(who),
            "name": name,
            "conversation": place if room is None else {**place, "name": room},
            "entities": [self._client_info(who)],
            "channelData": {**self._place(conversation), "source": {"name": "compose"}},
            "value": {**value, "context": {"theme": "default"}},
        }

    def link(self, who: str, conversation: str, root: str | None, url: str, *, room: str) -> Json:
        """Somebody writes a link to one of the app's domains."""
        asked = self.action("composeExtension/queryLink", who, conversation, root, {}, room=room)
        return asked | {"value": {"url": url}}

    def query(self, who: str, conversation: str, root: str | None, value: Json, *, room: str | None) -> Json:
        """Somebody looks for something with the app, beside the composer."""
        return self.action("composeExtension/query", who, conversation, root, {}, room=room) | {"value": value}

    def message_payload(self, message: Message, html: str, link: str) -> Json:
        """A message as an action of its menu brings it; what an app has written is no person's."""
        human = self._directory.humans.get(message.author)
        user = {"userIdentityType": "aadUser", "id": message.author, "displayName": human.name} if human else None
        app = {"applicationIdentityType": "bot", **self._directory.bot()}
        return {
            "linkToMessage": link,
            "id": message.id,
            "replyToId": message.root,
            "createdDateTime": _moment(datetime.fromtimestamp(int(message.id) / 1000, UTC)),
            "lastModifiedDateTime": None,
            "deleted": False,
            "summary": None,
            "importance": "normal",
            "locale": "en-us",
            "body": {"contentType": "html", "content": html},
            "from": {"device": None, "conversation": None, "user": user, "application": None if user else app},
            "reactions": [],
            "mentions": [],
            "attachments": [],
        }

    def reaction(self, who: str, conversation: str, root: str | None, reply_to: str, kind: str, *, added: bool) -> Json:
        return {
            "reactionsAdded" if added else "reactionsRemoved": [{"type": kind}],
            **self._envelope("messageReaction", who, None, named=False),
            "conversation": self.conversation(conversation, root),
            "channelData": self._place(conversation),
            "replyToId": reply_to,
            "legacy": {"replyToId": f"1:{reply_to}"},
        }

    def _place(self, conversation: str) -> Json:
        data = self._channel_data(conversation)
        return {key: data[key] for key in ("channel", "team", "tenant") if key in data}

    def _team(self) -> Json:
        directory = self._directory
        return {"aadGroupId": directory.group_id, "name": directory.team_name, "id": directory.team_id}

    def roster_change(self, who: str, conversation: str, change: str, accounts: list[Json]) -> Json:
        """`membersAdded` or `membersRemoved`."""
        channel_data: Json = {"tenant": {"id": self._directory.tenant_id}}
        place = self.conversation(conversation)
        if place["conversationType"] == "channel":
            event = "teamMemberAdded" if change == "membersAdded" else "teamMemberRemoved"
            channel_data = {"team": self._team(), "eventType": event, **channel_data}
            if {"id": self._directory.bot_id} in accounts and change == "membersAdded":
                place["name"] = self._directory.rooms[conversation].name
                channel_data["settings"] = {"selectedChannel": {"id": conversation}}
        return {
            change: accounts,
            **self._envelope("conversationUpdate", who, None, named=False),
            "conversation": place,
            "channelData": channel_data,
        }

    def installation(self, who: str, conversation: str, action: str) -> Json:
        """`add`, `remove` or `upgrade`; an upgrade is told without channel data."""
        channel_data: Json = {"tenant": {"id": self._directory.tenant_id}, "source": {"name": "message"}}
        place = self.conversation(conversation)
        if place["conversationType"] == "channel":
            place["name"] = self._directory.rooms[conversation].name
            channel_data = {
                "channel": {"id": conversation},
                "team": self._team(),
                **channel_data,
            }
            if action == "add":
                channel_data["settings"] = {"selectedChannel": {"id": conversation}}
        locale = self._directory.human(who).language
        return {
            **self._envelope("installationUpdate", who, None, named=False),
            **({} if action == "upgrade" else {"locale": locale, "channelData": channel_data}),
            "entities": [{"type": "clientInfo", "locale": locale}],
            "conversation": place,
            "action": action,
        }

    def team_event(self, who: str, event: str, room: str | None = None) -> Json:
        """`channelCreated`, `channelRenamed`, `channelDeleted`, `teamRenamed`, `teamArchived`, …"""
        directory = self._directory
        named = {"id": directory.team_id, "name": directory.team_name}
        changed: Json = {"team": named}
        if room is not None:
            channel = {**self._channel(room), "name": directory.rooms[room].name}
            changed = {"channel": channel, "team": {"id": directory.team_id}}
        return {
            **self._envelope("conversationUpdate", who, None, named=False),
            "conversation": self.conversation(directory.team_id),
            "channelData": {**changed, "eventType": event, "tenant": {"id": directory.tenant_id}},
        }


def elsewhere(activity: Json, tenant_id: str) -> Json:
    """The same activity as it would come from another tenant."""
    conversation = {**activity["conversation"], "tenantId": tenant_id}
    channel_data = {**activity.get("channelData", {}), "tenant": {"id": tenant_id}}
    return {**activity, "conversation": conversation, "channelData": channel_data}


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
