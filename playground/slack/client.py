"""What Slack's own client sends when somebody clicks and types: named by block and element, as on the wire."""

from playground.chat import Human
from playground.slack import payloads, shapes
from playground.slack.admin import Admin
from playground.slack.delivery import Delivery, Undelivered
from playground.slack.element_rules import option_problems
from playground.slack.elements import Values, element_in, options_of, values_of
from playground.slack.holding import checked, choosable
from playground.slack.state import Conversation, Json, Message
from playground.slack.views import OpenView

Chosen = Json | None
"""What was chosen in the pressed element: `{"selected_option": …}`; None for a plain button."""


class Client(Admin):
    """One person's screen, as far as the bot can tell."""

    async def act_in_message(
        self, who: str, ts: str, block_id: str, action_id: str, chosen: Chosen = None, typed: Values | None = None
    ) -> None:
        """Press or choose in a message that this person can see."""
        shown = self.state.messages.get(ts)
        if shown is None or shown.only_for not in {None, who}:
            raise LookupError("the message is not there any more, or not for this person")
        channel = self.entered(who, shown.channel)
        block, element = element_in(shown.blocks, block_id, action_id)
        values = values_of(shown.blocks, checked(shown.blocks, typed or {}, self.names))
        done = payloads.action(block, element, self.state.next_ts(), choosable(element, chosen, self.names))
        payload = payloads.pressed_in_message(
            self.human(who), self.app, channel, shown, shapes.message(shown, self.app), done, values
        )
        payload["trigger_id"] = self.tickets.trigger(who)
        payload["response_url"] = self.response_url("actions", who, channel.id, shown.ts)
        await self.courier.interaction(payload)

    async def take_shortcut(self, who: str, callback: str) -> None:
        """Choose one of the app's shortcuts in the menu of the composer."""
        human = self._may_take(who, callback, "global")
        payload = payloads.shortcut(human, self.app, callback, self.state.next_ts())
        payload["trigger_id"] = self.tickets.trigger(who)
        await self.courier.interaction(payload)

    async def take_shortcut_of(self, who: str, ts: str, callback: str) -> None:
        """Choose one in the menu of a message; what only one person sees has none."""
        human = self._may_take(who, callback, "message")
        message = self.state.messages.get(ts)
        if message is None or message.only_for is not None:
            raise LookupError("the message is not there any more, or has no such menu")
        channel = self.entered(who, message.channel)
        shown = self._as_it_stands(message)
        payload = payloads.message_shortcut(human, self.app, channel, shown, callback, self.state.next_ts())
        payload["trigger_id"] = self.tickets.trigger(who)
        payload["response_url"] = self.response_url("app", who, channel.id, message.ts)
        await self.courier.interaction(payload)

    def _may_take(self, who: str, callback: str, kind: str) -> Human:
        if self.shortcuts.get(callback) != kind or self.human(who).kind == "external":
            raise LookupError(f"{callback} is not a {kind} shortcut")
        return self.human(who)

    def _as_it_stands(self, message: Message) -> Json:
        """As Slack tells of a message, whoever wrote it."""
        if message.user == self.app.bot_user_id:
            return shapes.message(message, self.app)
        parent = self.state.messages.get(message.thread_ts or "")
        told = payloads.written(
            "message",
            self.human(message.user),
            self.app,
            message,
            mention=False,
            parent=parent.user if parent else None,
        )
        return {name: part for name, part in told.items() if name not in {"channel", "event_ts"}}

    async def act_in_view(
        self, who: str, opened: OpenView, block_id: str, action_id: str, chosen: Chosen = None
    ) -> Delivery:
        """Press or choose in a view; what is typed in it goes along."""
        block, element = element_in(opened.blocks, block_id, action_id)
        done = payloads.action(block, element, self.state.next_ts(), choosable(element, chosen, self.names))
        payload = payloads.pressed_in_view(self.human(who), self.app, opened.shown(), done)
        payload["trigger_id"] = self.tickets.trigger(who)
        return await self.courier.interaction(payload)

    def type_in_view(self, opened: OpenView, typed: Values) -> None:
        """What stands in the view's fields now."""
        for block_id, answers in checked(opened.blocks, typed, self.names).items():
            opened.typed.setdefault(block_id, {}).update(answers)

    async def offered(self, who: str, opened: OpenView, block_id: str, action_id: str, words: str) -> list[Json]:
        """The options that the bot gives while somebody types into an external menu."""
        block, element = element_in(opened.blocks, block_id, action_id)
        if len(words) < element.get("min_query_length", 3):
            raise LookupError(f"Slack asks the bot only from {element.get('min_query_length', 3)} letters on")
        payload = payloads.searched(self.human(who), self.app, opened.shown(), block, element, words)
        answer = (await self.courier.interaction(payload)).json()
        options = options_of(answer)
        problems = [one for option in options for one in option_problems(option, "/options")]
        if problems or len(options) > 100 or not ({"options", "option_groups"} & answer.keys()):
            raise Undelivered(f"block_suggestion: the options are not valid: {problems or answer}")
        return options

    def open_view(self, who: str) -> OpenView:
        """The modal on top of this person's screen."""
        opened = self.views.top(who)
        if opened is None:
            raise LookupError(f"no dialog is open for {who}")
        return opened

    def entered(self, who: str, room: str) -> Conversation:
        """A conversation in which this person can write."""
        channel = self.state.conversations[room]
        if who not in channel.members or channel.archived:
            raise LookupError(f"{who} cannot write in {room}")
        return channel

    def response_url(self, kind: str, who: str, channel: str, ts: str | None) -> str:
        return self.url + self.tickets.hook(kind, who, channel, ts)

    def shown_in(self, room: str, who: str | None) -> list[Message]:
        """The messages of a conversation, oldest first; with `who`, also what only that person sees there."""
        return [one for one in self.state.in_conversation(room) if one.only_for in {None, who}]
