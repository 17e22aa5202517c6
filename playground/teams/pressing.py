"""People press the buttons of messages, and their apps refresh cards."""

from collections.abc import Mapping

from playground.chat import Seen
from playground.teams import answers as answered
from playground.teams.cards import Path, Screen, action_at
from playground.teams.delivery import Undelivered
from playground.teams.dialogs import Dialogs
from playground.teams.files import Files
from playground.teams.inputs import Answers
from playground.teams.rules import MOST_REFRESHED
from playground.teams.state import Message
from playground.teams.tenancy import BOT
from playground.traffic import Json


class Pressing(Dialogs, Files):
    async def press(self, who: str, message: Seen, label: str) -> None:
        """Press a button of a message, by its visible label."""
        found = self.message(message.id)
        if self.consent(found) is not None and label in ("Allow", "Decline"):
            await self.answer_file(who, found, allowed=label == "Allow")
            return
        opened = self.screen(found, who)
        if opened is None:
            raise LookupError(f"this message has no button {label!r}")
        screen, typed = opened
        await self._act_on(who, found, screen, typed, screen.button(label))

    async def press_at(self, who: str, message_id: str, path: Path, inputs: Mapping[str, str]) -> None:
        """Press the action at this place in the card, with what stands in its inputs, as the client would send it."""
        found = self.visible(who, message_id)
        if path[:1] == ["file"]:
            await self.answer_file(who, found, allowed=path[1:] == ["allow"])
            return
        opened = self.screen(found, who)
        if opened is None:
            raise LookupError("this message has no card")
        screen, typed = opened
        typed.take(screen.inputs(), inputs)
        await self._act_on(who, found, screen, typed, action_at(screen.card, path))

    async def _act_on(self, who: str, found: Message, screen: Screen, typed: Answers, action: Json) -> None:
        if screen.locally(action):
            return
        if action["type"] == "Action.OpenUrl":
            self.opened.append(action["url"])
            return
        inputs = screen.inputs_of(action)
        if not typed.check(inputs):
            raise LookupError(f"not sent, Teams marks {typed.errors}")
        data = typed.merged(action, inputs)
        if action["type"] == "Action.Execute":
            await self._execute(who, found, action, data)
        else:
            await self._submit(who, found, data)

    async def _submit(self, who: str, message: Message, data: Json) -> None:
        teams: Json = data.get("msteams") or {}
        match teams.get("type"):
            case "task/fetch":
                value = {"data": data, "context": {"theme": "default"}}
                activity = self.from_message("invoke", who, message, name="task/fetch", value=value)
                self.take_task(who, message, await self.ask(activity), "task/fetch")
            case None:
                await self.ask(self.from_message("message", who, message, value=data))
            case "messageBack":
                value = teams.get("value", data)
                text = str(teams.get("text", ""))
                await self.ask(self.from_message("message", who, message, text=text, value=value))
            case other:
                raise Undelivered(f"this tenant knows no Action.Submit of msteams type {other!r}")

    async def _execute(self, who: str, message: Message, action: Json, data: Json, *, trigger: str = "manual") -> None:
        sent = {key: action[key] for key in ("type", "id", "verb", "title") if key in action}
        value: Json = {"action": {**sent, "data": data}, "trigger": trigger}
        activity = self.from_message("invoke", who, message, name="adaptiveCard/action", value=value)
        kind, answer = answered.card_action(await self.ask(activity))
        if message.deleted:
            return
        if kind == answered.CARD:
            self.note_card(answer, message.id)
            message.views[who] = answer
            self.keep()
        else:
            words = {"type": "message", "text": answer, "textFormat": "plain"}
            under = message.root or message.id
            root = None if message.conversation.startswith("a:") else under
            self.add(message.conversation, BOT, words, root=root, only_for=who)

    async def refresh(self, who: str, message: Seen) -> None:
        """Choose «Refresh card» in the menu of a message."""
        await self.refresh_message(who, message.id)

    async def refresh_message(self, who: str, message_id: str) -> None:
        """The same, by the message's id."""
        await self._refresh(who, self.visible(who, message_id), "manual")

    async def look(self, who: str, conversation: str) -> None:
        """Open a channel or one's own chat: Teams refreshes the cards that name this person, or in a small channel
        those that name nobody. What has been refreshed already stays until the bot changes the message.
        """
        me, room = self.directory.mri(who), self.directory.rooms.get(conversation)
        small = room is None or len(room.members) <= MOST_REFRESHED
        for message in list(self.state.messages.values()):
            refresh = (self.card(message, who) or {}).get("refresh")
            if message.conversation != conversation or message.deleted or not refresh or who in message.views:
                continue
            if me in refresh["userIds"] if "userIds" in refresh else small:
                await self._refresh(who, message, "automatic")

    async def _refresh(self, who: str, message: Message, trigger: str) -> None:
        action = ((self.card(message, who) or {}).get("refresh") or {}).get("action")
        if action is None:
            raise LookupError("this card cannot be refreshed")
        own = Answers(self.directory, message.conversation).merged(action, ())
        await self._execute(who, message, action, own, trigger=trigger)
