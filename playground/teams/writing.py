"""People write, in channels and to the bot alone, and react to its messages."""

import re
from urllib.parse import urlsplit

from playground.chat import Seen
from playground.teams import answers
from playground.teams.delivery import Undelivered
from playground.teams.installing import Installing
from playground.teams.tenancy import BOT
from playground.traffic import Json

LINK = re.compile(r"https://[^\s<>]+")


class Writing(Installing):
    domains: frozenset[str]
    """Those whose links the app shows."""

    async def write(self, who: str, room: str, text: str, *, mention: bool = False, under: str | None = None) -> None:
        """Write in a channel. Teams tells a bot only of messages that mention it."""
        if who not in self.directory.rooms[room].members or room in self.state.gone_rooms:
            raise LookupError(f"{self.directory.human(who).name} is not in this channel")
        root = None
        if under is not None:
            answered = self.message(under)
            root = answered.root or answered.id
        typed: Json = {"type": "message", "text": text, "textFormat": "plain"}
        if card := await self._linked(who, room, root, text):
            typed["attachments"] = [card]
        written = self.add(room, who, typed, root=root)
        if not mention:
            return
        if not self.state.in_team:
            raise Undelivered("a bot that is not in the team cannot be mentioned")
        await self.ask(
            self.activities.message(who, room, text, message_id=written.id, root=root or written.id, mention=True)
        )

    async def _linked(self, who: str, room: str, root: str | None, text: str) -> Json | None:
        """The card that the app gives for a link to one of its domains, before the message is sent."""
        links = [link for link in LINK.findall(text) if urlsplit(link).hostname in self.domains]
        if not links or not (self.state.in_team or who in self.state.installed_for):
            return None
        name = self.directory.rooms[room].name
        return answers.link(await self.ask(self.activities.link(who, room, root, links[0], room=name)))

    async def write_privately(self, who: str, text: str, *, file: str | None = None) -> None:
        """Write to the bot alone, with or without a file of this name; who has not added it yet adds it by that."""
        if who in self.state.blocked_by:
            raise Undelivered("who has blocked a bot cannot write to it")
        if who not in self.state.installed_for:
            await self.install(who)
        chat = self.directory.chat_id(who)
        written = self.add(chat, who, {"type": "message", "text": text, "textFormat": "plain"})
        activity = self.activities.message(who, chat, text, message_id=written.id, root=None, mention=False)
        await self.ask(self.activities.with_file(activity, file) if file else activity)

    async def react(self, who: str, message: Seen, kind: str = "like", *, added: bool = True) -> None:
        """Teams tells a bot only of reactions to its own messages."""
        found = self.message(message.id)
        if found.author == BOT:
            root = None if found.conversation.startswith("a:") else found.root or found.id
            await self.ask(self.activities.reaction(who, found.conversation, root, found.id, kind, added=added))
