"""What people do in the workspace: the Chat that stories and scenarios use."""

import html
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from playground.apart import refuse_real_platforms
from playground.chat import Dialog, Human, Seen
from playground.slack import dialogs, payloads
from playground.slack.arguments import Arguments
from playground.slack.client import Chosen, Client
from playground.slack.delivery import Undelivered
from playground.slack.elements import buttons_of
from playground.slack.errors import SlackError
from playground.slack.hooks import respond
from playground.slack.reading import seen as read
from playground.slack.reading import text_of
from playground.slack.state import Conversation, Json, Message
from playground.slack.tickets import Hook
from playground.slack.views import OpenView
from playground.slack.web_api import serving

LINK = re.compile(r"https://[^\s<>|]+")


class SlackWorkspace(Client):
    """A local Slack workspace with its people."""

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[str]:
        """Open the Web API on this computer; gives its base URL; never beside a real platform's settings."""
        refuse_real_platforms()
        async with serving(self, port) as self.url, self.courier.opened():
            try:
                yield f"{self.url}/api/"
            finally:
                self.state.shelf.write()

    async def write(self, who: str, room: str, text: str, *, mention: bool = False, under: str | None = None) -> None:
        channel = self.entered(who, room)
        said = html.escape(text, quote=False)
        said = f"<@{self.app.bot_user_id}> {said}" if mention else said
        message = self.state.add(Message(self.state.next_ts(), room, who, said, thread_ts=under))
        await self._share_links(message, channel)
        if channel.has_bot:
            if mention:
                await self.tell(self._written("app_mention", message, mention=True), channel)
            event = self._written("message", message, mention=mention)
            await self.tell({**event, "channel_type": self._channel_type(channel)}, channel)

    async def write_privately(self, who: str, text: str, *, file: str | None = None, under: str | None = None) -> None:
        """Write to the bot alone, with or without a file of this name; `under` a message and to all of the chat too."""
        channel = self.state.open_private(who)
        said = html.escape(text, quote=False)
        message = self.state.add(Message(self.state.next_ts(), channel.id, who, said, thread_ts=under))
        event = self._written("message", message, mention=False)
        if under:
            event = payloads.broadcast(event, self.state.messages[under], self.app.team_id)
        if file:
            event = payloads.with_file(event, file)
        await self.tell({**event, "channel_type": "im"}, channel)

    async def press(self, who: str, message: Seen, label: str) -> None:
        shown = self.state.messages.get(message.id)
        await self.act_in_message(who, message.id, *self._button(shown.blocks if shown else [], label))

    async def press_in_dialog(self, who: str, label: str) -> None:
        await self._press_in_view(who, self.open_view(who), label)

    async def press_at_home(self, who: str, label: str) -> None:
        """Press a button of the app's Home tab."""
        home = self.views.home(who)
        if home is None:
            raise LookupError("the Home tab is empty")
        await self._press_in_view(who, home, label)

    async def open_home(self, who: str) -> None:
        """Look at the app's Home tab."""
        channel, home = self.state.open_private(who), self.views.home(who)
        event = {"type": "app_home_opened", "user": who, "channel": channel.id, "tab": "home"}
        event |= {"event_ts": self.state.next_ts()}
        await self.tell(event | ({"view": home.shown()} if home else {}), channel)

    async def slash(self, who: str, room: str | None, command: str, text: str = "") -> None:
        """Type a slash command in a channel or (None) in one's own chat with the bot."""
        if command not in self.commands or self.human(who).kind == "external":
            raise LookupError(f"{command} is not a valid command")
        channel = self.entered(who, room) if room else self.state.open_private(who)
        form = payloads.command(self.human(who), self.app, channel, command, text)
        form["response_url"] = self.response_url("commands", who, channel.id, None)
        form["trigger_id"] = self.tickets.trigger(who)
        sent = await self.courier.command(form)
        if sent.answer.strip():
            given = sent.json() or {"text": sent.answer}
            try:
                respond(self, Hook(who, channel.id, None), Arguments(given))
            except SlackError as problem:
                raise Undelivered(f"invalid_command_response: {problem.code} {problem.more}") from problem

    def fill(self, who: str, answers: Mapping[str, str | Sequence[str]]) -> None:
        dialogs.fill(self.open_view(who), answers, self.names)

    async def search(self, who: str, label: str, words: str) -> tuple[str, ...]:
        """Type into a menu whose options the bot gives; what it offers."""
        return tuple(await self._offered(who, self.open_view(who), label, words))

    async def submit(self, who: str) -> None:
        opened = self.open_view(who)
        if opened.view["submit"] is None:
            raise LookupError("the dialog has no submit button")
        await self._look_up(who, opened)
        opened.errors = dialogs.refused_by_client(opened)
        if opened.errors:
            return
        payload = payloads.submitted(self.human(who), self.app, opened.shown())
        payload["trigger_id"] = self.tickets.trigger(who)
        sent = await self.courier.interaction(payload)
        try:
            self._answered(self.human(who), opened, sent.json())
        except SlackError as problem:
            raise Undelivered(f"the answer to the submit is not valid: {problem.code} {problem.more}") from problem

    def close(self, who: str) -> None:
        opened = self.open_view(who)
        view = opened.shown()
        if view["clear_on_close"]:
            self.views.clear(who)
        else:
            self.views.close(opened)
        if view["notify_on_close"]:
            payload = payloads.closed(self.human(who), self.app, view, cleared=view["clear_on_close"])
            self.courier.later(self.courier.interaction(payload))

    def seen(self, room: str, who: str | None = None) -> list[Seen]:
        return [read(one, self.names) for one in self.shown_in(room, who)]

    def seen_privately(self, who: str) -> list[Seen]:
        return self.seen(self.state.open_private(who).id, who)

    def dialog(self, who: str) -> Dialog | None:
        opened = self.views.top(who)
        return self._dialog(opened) if opened else None

    def home(self, who: str) -> Dialog | None:
        """The app's Home tab, read like a dialog."""
        published = self.views.home(who)
        return self._dialog(published) if published else None

    def _dialog(self, opened: OpenView) -> Dialog:
        people = tuple(human.name for human in self.state.humans.values() if human.kind != "bot")
        return dialogs.dialog(opened, self.names, people)

    def _button(self, blocks: list[Json], label: str) -> tuple[str, str, Chosen]:
        labels = []
        for text, block, element, option in buttons_of(blocks):
            if text == label:
                chosen = {"selected_option": option} if option else None
                return block["block_id"], element["action_id"], chosen
            labels.append(text)
        raise LookupError(f"no button {label!r}; there are {labels}")

    async def _share_links(self, message: Message, channel: Conversation) -> None:
        """Slack tells of links to the app's own domains wherever they are written, whether or not the app is there."""
        links = [link for link in LINK.findall(message.text) if urlsplit(link).hostname in self.domains]
        if links:
            await self.tell(payloads.links_shared(message, self.app, links, is_member=channel.has_bot), channel)

    def _written(self, kind: str, message: Message, *, mention: bool) -> Json:
        parent = self.state.messages.get(message.thread_ts or "")
        who = self.human(message.user)
        return payloads.written(kind, who, self.app, message, mention=mention, parent=parent.user if parent else None)

    async def _press_in_view(self, who: str, opened: OpenView, label: str) -> None:
        await self._look_up(who, opened)
        await self.act_in_view(who, opened, *self._button(opened.blocks, label))

    async def _look_up(self, who: str, opened: OpenView) -> None:
        """Choose, among what the bot offers, the options whose words were typed."""
        while opened.searches:
            label, words = opened.searches.pop(0)
            offered = await self._offered(who, opened, label, words)
            if words not in offered:
                raise LookupError(f"{words!r} is not offered; the bot offers {sorted(offered)}")
            dialogs.chosen_option(opened, label, offered[words], self.names)

    async def _offered(self, who: str, opened: OpenView, label: str, words: str) -> dict[str, Json]:
        block, element, _ = dialogs.field(opened, label, self.names)
        options = await self.offered(who, opened, block["block_id"], element["action_id"], words)
        return {text_of(option["text"], self.names): option for option in options}

    def _answered(self, who: Human, opened: OpenView, answer: Json) -> None:
        match answer.get("response_action"):
            case None:
                self.views.close(opened)
            case "clear":
                self.views.clear(who.id)
            case "update":
                self.views.update(opened, answer.get("view", {}))
            case "push":
                self.views.push(who, answer.get("view", {}))
            case "errors":
                inputs = {block["block_id"] for block in opened.blocks if block["type"] == "input"}
                errors = answer.get("errors") or {}
                if not errors or not errors.keys() <= inputs:
                    raise SlackError("invalid_arguments", errors=errors)
                opened.errors = errors
            case other:
                raise SlackError("invalid_arguments", response_action=other)
