"""What administrators and Slack itself do to the app's surroundings."""

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

    async def uninstall(self) -> None:
        """The app is removed: its token is dead, and both events say so."""
        self.installed = False
        await self.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.app.bot_user_id]}})
        await self.tell({"type": "app_uninstalled"})

    async def _archived(self, act: str, room: str, by: str) -> None:
        channel = self.state.conversations[room]
        channel.archived = act == "archive"
        self.state.save()
        kind = f"group_{act}" if channel.is_private else f"channel_{act}"
        event = {"type": kind, "channel": room, "user": by, "is_moved": 0, "event_ts": self.state.next_ts()}
        await self.tell(event, channel)

    def _membership(self, kind: str, room: str) -> dict[str, object]:
        return {
            "type": kind,
            "user": self.app.bot_user_id,
            "channel": room,
            "channel_type": "G" if self.state.conversations[room].is_private else "C",
            "team": self.app.team_id,
            "event_ts": self.state.next_ts(),
        }
