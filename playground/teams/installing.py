"""People add the bot to the team or to themselves, take it away again, block it, come and go."""

from playground.teams.tenancy import Tenancy
from playground.traffic import Json


class Installing(Tenancy):
    async def install_in_team(self, who: str, room: str | None = None) -> None:
        """Somebody adds the bot to the team, from a channel of it."""
        self.state.in_team = True
        self.keep()
        channel = room or self.directory.team_id
        await self.ask(self.activities.roster_change(who, channel, "membersAdded", [{"id": self.directory.bot_id}]))
        await self.ask(self.activities.installation(who, channel, "add"))

    async def remove_from_team(self, who: str) -> None:
        self.state.in_team = False
        self.keep()
        team = self.directory.team_id
        await self.ask(self.activities.roster_change(who, team, "membersRemoved", [{"id": self.directory.bot_id}]))
        await self.ask(self.activities.installation(who, team, "remove"))

    async def install(self, who: str) -> None:
        """Somebody adds the bot for themselves: their own chat with it begins."""
        first_time = who not in self.state.met
        self.state.installed_for.add(who)
        self.state.met.add(who)
        self.keep()
        chat = self.directory.chat_id(who)
        # Adding the bot again brings no second conversationUpdate (microsoft/BotBuilder-Samples#2599).
        if first_time:
            accounts: list[Json] = [{"id": self.directory.bot_id}, self.directory.account(who, named=False)]
            await self.ask(self.activities.roster_change(who, chat, "membersAdded", accounts))
        await self.ask(self.activities.installation(who, chat, "add"))

    async def uninstall(self, who: str) -> None:
        self.state.installed_for.discard(who)
        self.keep()
        await self.ask(self.activities.installation(who, self.directory.chat_id(who), "remove"))

    async def upgrade(self, who: str) -> None:
        """A new version of the app reaches somebody's own chat."""
        await self.ask(self.activities.installation(who, self.directory.chat_id(who), "upgrade"))

    def block(self, who: str) -> None:
        """Somebody blocks the bot; Teams tells it nothing."""
        self.state.blocked_by.add(who)
        self.keep()

    def unblock(self, who: str) -> None:
        self.state.blocked_by.discard(who)
        self.keep()

    async def join_team(self, who: str, by: str) -> None:
        """A person is added to the team; the bot is told if it is in it."""
        await self._roster_changed("membersAdded", who, by)

    async def leave_team(self, who: str, by: str) -> None:
        await self._roster_changed("membersRemoved", who, by)

    async def _roster_changed(self, change: str, who: str, by: str) -> None:
        self.directory.set_member(who, present=change == "membersAdded")
        if self.state.in_team:
            account = self.directory.account(who, named=False)
            team = self.directory.team_id
            await self.ask(self.activities.roster_change(by, team, change, [account]))

    async def delete_channel(self, who: str, room: str) -> None:
        self.state.gone_rooms.add(room)
        self.keep()
        await self.team_event(who, "channelDeleted", room)

    async def restore_channel(self, who: str, room: str) -> None:
        self.state.gone_rooms.discard(room)
        self.keep()
        await self.team_event(who, "channelRestored", room)

    async def team_event(self, who: str, event: str, room: str | None = None) -> None:
        """`channelRenamed`, `channelShared`, `teamArchived`, …; only told, nothing else happens."""
        if self.state.in_team:
            await self.ask(self.activities.team_event(who, event, room))
