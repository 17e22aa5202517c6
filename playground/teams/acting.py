"""What the app adds to menus: people take its actions from a message, or beside the composer."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode
from uuid import uuid4

from playground.teams.pressing import Pressing
from playground.teams.state import Message
from playground.traffic import Json


class Acting(Pressing):
    actions: Mapping[str, tuple[str, ...]]
    """Those of the manifest by their id, and where each is offered: `message`, `compose`, `commandBox`."""

    async def take_action(self, who: str, command: str, room: str) -> None:
        """Beside the composer of a room."""
        found = self.directory.rooms.get(room)
        if room != self.directory.chat_id(self.directory.human(who).id) and (found is None or who not in found.members):
            raise LookupError(f"{who} is not in {room}")
        await self._take(who, command, "compose", Message("", room, who, {}), {})

    async def take_action_of(self, who: str, message_id: str, command: str) -> None:
        """In the menu of a message."""
        message = self.visible(who, message_id)
        html = f"<p>{escape(str(message.activity.get('text') or ''))}</p>"
        told = self.activities.message_payload(message, html, self._link(message))
        await self._take(who, command, "message", message, {"messagePayload": told})

    async def _take(self, who: str, command: str, context: str, source: Message, more: Json) -> None:
        if context not in self.actions.get(command, ()) or self.directory.human(who).kind == "external":
            raise LookupError(f"{command} is not offered there")
        value = {"commandId": command, "commandContext": context, "requestId": uuid4().hex, **more}
        answer = await self.ask(self.from_action("composeExtension/fetchTask", who, source, value))
        self.take_task(who, source, answer, "composeExtension/fetchTask", value)

    def _link(self, message: Message) -> str:
        asked = {"tenantId": self.directory.tenant_id, "parentMessageId": message.root or message.id}
        return f"https://teams.microsoft.com/l/message/{message.conversation}/{message.id}?{urlencode(asked)}"
