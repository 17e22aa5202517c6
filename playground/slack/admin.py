"""What administrators and Slack itself do to the app's surroundings."""

from dataclasses import replace
from typing import Literal

from playground.chat import Human
from playground.slack import shapes
from playground.slack.workspace import Workspace


class Admin(Workspace):
    """Every act delivers the events that the app subscribes to."""

    def delete_message(self, ts: str) -> None:
        """Gone for good: chat.update then says message_not_found."""
        self.state.remove(ts)

    async def remove_bot(self, room: str, by: str) -> None:
        channel = self.state.conversations[room]
        channel.has_bot = False
        self.state.save()
        await self.tell(self._membership("member_left_channel", room), channel)
        left = "group_left" if channel.is_private else "channel_left"
        await self.tell({"type": left, "channel": room, "actor_id": by, "event_ts": self.state.next_ts()}, channel)

    async def add_bot(self, room: str, by: str) -> None:
        channel = self.state.conversations[room]
        channel.has_bot = True
        self.state.save()
        await self.tell({**self._membership("member_joined_channel", room), "inviter": by}, channel)

    async def archive(self, room: str, by: str) -> None:
        await self._archived("archive", room, by)

    async def unarchive(self, room: str, by: str) -> None:
        await self._archived("unarchive", room, by)

    async def rename(self, room: str, name: str) -> None:
        channel = self.state.conversations[room]
        channel.name = name
        self.state.save()
        kind = "is_group" if channel.is_private else "is_channel"
        shown = {"id": room, kind: True, "name": name, "name_normalized": name, "created": channel.created}
        await self._told("rename", room, channel={**shown, "is_mpim": False}, event_ts=self.state.next_ts())

    async def delete_channel(self, room: str) -> None:
        """Nobody finds it any more."""
        channel = self.state.conversations[room]
        await self._told("deleted", room, channel=room)
        del self.state.conversations[channel.id]
        self.state.save()

    async def share(self, room: str, who: str) -> None:
        """Somebody of another workspace comes to a channel (Slack Connect); a private one gets another id for good."""
        if self.state.conversations[room].is_private:
            room = await self._renumber(room, f"C{room[1:]}")
        channel = self.state.conversations[room]
        channel.members.append(who)
        self.state.save()
        team = shapes.team_of(self.human(who), self.app)
        event = {"type": "channel_shared", "connected_team_id": team, "channel": room}
        await self.tell({**event, "event_ts": self.state.next_ts()}, channel)

    async def unshare(self, room: str) -> None:
        channel = self.state.conversations[room]
        others = [one for one in channel.members if self.human(one).kind == "external"]
        channel.members = [one for one in channel.members if one not in others]
        self.state.save()
        team = shapes.team_of(self.human(others[0]), self.app)
        event = {"type": "channel_unshared", "previously_connected_team_id": team, "channel": room}
        await self.tell({**event, "is_ext_shared": False, "event_ts": self.state.next_ts()}, channel)

    async def deactivate(self, who: str, *, back: bool = False) -> None:
        """An account is closed; `back`: it is opened again."""
        (self.state.deactivated.discard if back else self.state.deactivated.add)(who)
        await self.changed(who)

    async def invite(self, room: str, human: Human, by: str) -> None:
        """Somebody new to the workspace comes to a channel at once, as a guest does."""
        channel = self.state.conversations[room]
        self.state.humans[human.id] = human
        channel.members.append(human.id)
        self.state.save()
        await self.tell({**self._membership("member_joined_channel", room), "user": human.id, "inviter": by}, channel)

    async def turn(self, who: str, kind: Literal["member", "guest"]) -> None:
        """A member becomes a guest, or a guest a member."""
        self.state.humans[who] = replace(self.human(who), kind=kind)
        await self.changed(who)

    async def changed(self, who: str) -> None:
        """Slack tells so of every change of a person, also of what they are doing just now."""
        with_email = "users:read.email" in self.scopes
        user = shapes.user(self.human(who), self.state, with_email=with_email, with_locale=False)
        event = {"type": "user_change", "user": user, "cache_ts": user["updated"], "event_ts": self.state.next_ts()}
        await self.tell(event)

    async def uninstall(self) -> None:
        """The app is removed: its token is dead, and both events say so."""
        self.installed = False
        await self.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.app.bot_user_id]}})
        await self.tell({"type": "app_uninstalled"})

    def install_again(self) -> None:
        """The app is back with a token that works, and in no channel."""
        self.installed = True
        for channel in self.state.conversations.values():
            channel.has_bot = bool(channel.person)
        self.state.save()

    async def _renumber(self, old: str, new: str) -> str:
        channel = self.state.conversations.pop(old)
        channel.id = new
        self.state.conversations[new] = channel
        for message in self.state.messages.values():
            message.channel = new if message.channel == old else message.channel
        self.state.save()
        event = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new}
        await self.tell({**event, "event_ts": self.state.next_ts()}, channel)
        return new

    async def _archived(self, act: str, room: str, by: str) -> None:
        channel = self.state.conversations[room]
        channel.archived = act == "archive"
        self.state.save()
        moved = {"is_moved": 0} if channel.archived else {}
        await self._told(act, room, channel=room, user=by, **moved, event_ts=self.state.next_ts())

    async def _told(self, what: str, room: str, **event: object) -> None:
        """The event of a public channel, or of a private one."""
        channel = self.state.conversations[room]
        kind = f"group_{what}" if channel.is_private else f"channel_{what}"
        await self.tell({"type": kind, **event}, channel)

    def _membership(self, kind: str, room: str) -> dict[str, object]:
        return {
            "type": kind,
            "user": self.app.bot_user_id,
            "channel": room,
            "channel_type": "G" if self.state.conversations[room].is_private else "C",
            "team": self.app.team_id,
            "event_ts": self.state.next_ts(),
        }
