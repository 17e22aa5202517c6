"""The Slack-like pane: what a person sees in the local workspace, and what they do there."""

from datetime import UTC, datetime
from typing import Any

from playground.page.asking import Act, perhaps, text
from playground.page.news import News, version
from playground.slack import SlackWorkspace
from playground.slack.elements import values_of
from playground.slack.file_methods import shared, shown
from playground.slack.state import Conversation, Message
from playground.slack.views import OpenView
from playground.traffic import Json

MOST = 250
"""Messages of a room that are shown."""


class SlackPane:
    """`manifest`: what the app declares to Slack."""

    def __init__(self, workspace: SlackWorkspace, manifest: Json) -> None:
        self.workspace = workspace
        self.commands: list[Json] = manifest["features"].get("slash_commands", [])
        self.has_home: bool = manifest["features"]["app_home"]["home_tab_enabled"]
        self.shortcuts: list[Json] = manifest["features"].get("shortcuts", [])
        self.news = News()
        self.room = ""
        """The channel that was looked at last: faults happen there."""
        self.who = ""
        """Who looked last."""
        self.acts: dict[str, Act] = {
            "write": self.write,
            "press": self.press,
            "delete": self.delete,
            "home/open": self.home_open,
            "home/press": self.home_press,
            "shortcut": self.shortcut,
            "view/press": self.view_press,
            "view/submit": self.view_submit,
            "view/search": self.view_search,
            "view/close": self.view_close,
        }

    def state(self, who: str, room: str | None) -> Json:
        """All that this person sees with a room open; raises LookupError."""
        workspace = self.workspace
        workspace.state.humans[who]
        rooms = self.rooms(who)
        # Without a wish, the first room in which something has been said.
        wanted = (one for one in rooms if (one.id == room if room else workspace.shown_in(one.id, who)))
        found = next(wanted, None if room else rooms[0])
        if found is None:
            raise LookupError(room)
        shown = workspace.shown_in(found.id, who)
        if shown:
            self.news.look(who, found.id, max(one.ts for one in shown))
        if not found.person:
            self.room = found.id
        self.who = who
        opened, home = workspace.views.top(who), workspace.views.home(who)
        return {
            "who": who,
            "room": found.id,
            "rooms": [self.listed(who, one) for one in rooms],
            "messages": [self.message(one) for one in shown[-MOST:]],
            "names": dict(workspace.names),
            "people": [{"id": one.id, "name": one.name} for one in workspace.state.humans.values()],
            "channels": [{"id": one.id, "name": one.name} for one in rooms if not one.person],
            "view": view(opened) if opened else None,
            "hasHome": self.has_home,
            "home": {"hash": home.view["hash"], "blocks": home.blocks} if home else None,
            "commands": [
                {"name": one["command"], "description": one["description"], "hint": one.get("usage_hint", "")}
                for one in self.commands
            ],
            "menus": {"message": self.menu("message"), "composer": self.menu("global")},
            "bot": {"id": workspace.app.bot_user_id, "name": workspace.app.name},
        }

    def menu(self, kind: str) -> list[Json]:
        """The app's shortcuts in the menu of a message, or of the composer."""
        found = [one for one in self.shortcuts if one["type"] == kind]
        return [{"id": one["callback_id"], "name": one["name"], "description": one["description"]} for one in found]

    def rooms(self, who: str) -> list[Conversation]:
        """The channels of a person, then their own chat with the app."""
        every = self.workspace.state.conversations.values()
        channels = [one for one in every if not one.person and who in one.members and not one.archived]
        return [*channels, self.workspace.state.open_private(who)]

    def reader(self, room: str) -> str | None:
        """Somebody who sees this channel: who looked last, if they do."""
        found = self.workspace.state.conversations.get(room)
        members = found.members if found and not found.person and not found.archived else []
        return self.who if self.who in members else next(iter(members), None)

    def listed(self, who: str, room: Conversation) -> Json:
        others = [one.ts for one in self.workspace.shown_in(room.id, who) if one.user != who]
        name = self.workspace.app.name if room.person else room.name
        news = self.news.count(who, room.id, others)
        return {"id": room.id, "name": name, "private": bool(room.person), "news": news, "bot": room.has_bot}

    def message(self, one: Message) -> Json:
        app = self.workspace.app
        name = self.workspace.names.get(one.user, one.user)
        return {
            "id": one.ts,
            "version": version(one.text, drawn(one), one.edited_ts),
            "files": [{"id": name, "name": self.workspace.state.files[name].name} for name in one.files],
            "author": {"id": one.user, "name": name, "bot": one.user == app.bot_user_id},
            "at": datetime.fromtimestamp(float(one.ts), UTC).isoformat(),
            "text": one.text,
            "blocks": drawn(one),
            "onlyForYou": one.only_for is not None,
            "under": one.thread_ts if one.thread_ts != one.ts else None,
        }

    def file(self, name: str) -> bytes | None:
        """A picture in a message."""
        return shown(self.workspace, name)

    def shared(self, name: str) -> bytes | None:
        """A file that hangs in a conversation."""
        return shared(self.workspace, name)

    async def write(self, body: Json) -> None:
        """A message, a mention of the app, or a command."""
        who, room, said = text(body, "who"), text(body, "room"), text(body, "text")
        found = {one.id: one for one in self.rooms(who)}[room]
        under = perhaps(body, "under")
        if under is not None and under not in {
            one.ts for one in self.workspace.shown_in(room, who) if not one.only_for
        }:
            raise LookupError(under)
        word, _, rest = said.partition(" ")
        called = f"@{self.workspace.app.name}"
        if word.startswith("/"):
            await self.workspace.slash(who, None if found.person else room, word, rest.strip())
        elif found.person:
            await self.workspace.write_privately(who, said)
        else:
            mention = word == called
            await self.workspace.write(who, room, rest if mention else said, mention=mention, under=under)

    async def press(self, body: Json) -> None:
        """A button or menu of a message."""
        who, message = text(body, "who"), text(body, "message")
        place = (text(body, "block"), text(body, "action"))
        await self.workspace.act_in_message(who, message, *place, body.get("chosen"), body.get("values"))

    async def shortcut(self, body: Json) -> None:
        """A shortcut, of a message or of the composer."""
        who, taken, message = text(body, "who"), text(body, "id"), perhaps(body, "message")
        if message is None:
            await self.workspace.take_shortcut(who, taken)
        else:
            await self.workspace.take_shortcut_of(who, message, taken)

    async def delete(self, body: Json) -> None:
        """One's own message, where one still is."""
        who, message = text(body, "who"), self.workspace.state.messages[text(body, "message")]
        self.workspace.entered(self.workspace.human(who).id, message.channel)
        if message.user != who:
            raise LookupError("somebody else's message")
        self.workspace.delete_message(message.ts)

    async def home_open(self, body: Json) -> None:
        """The app's Home tab is looked at."""
        await self.workspace.open_home(text(body, "who"))

    async def home_press(self, body: Json) -> None:
        who = text(body, "who")
        home = self.workspace.views.home(who)
        if home is None:
            raise LookupError(who)
        await self.workspace.act_in_view(who, home, text(body, "block"), text(body, "action"), body.get("chosen"))

    async def view_press(self, body: Json) -> None:
        who, opened = self.typed(body)
        await self.workspace.act_in_view(who, opened, text(body, "block"), text(body, "action"), body.get("chosen"))

    async def view_submit(self, body: Json) -> None:
        who, _ = self.typed(body)
        await self.workspace.submit(who)

    async def view_search(self, body: Json) -> Json:
        who, opened = self.typed(body)
        place = (text(body, "block"), text(body, "action"), text(body, "text"))
        return {"options": await self.workspace.offered(who, opened, *place)}

    async def view_close(self, body: Json) -> None:
        self.workspace.close(text(body, "who"))

    def typed(self, body: Json) -> tuple[str, OpenView]:
        """The open view, with what stands in its fields now."""
        who = text(body, "who")
        opened = self.workspace.open_view(who)
        self.workspace.type_in_view(opened, body.get("values") or {})
        return who, opened


def view(opened: OpenView) -> dict[str, Any]:
    """A modal with what is typed in it."""
    shown = opened.view
    return {
        "id": shown["id"],
        "hash": shown["hash"],
        "title": shown["title"]["text"],
        "close": shown["close"]["text"] if shown["close"] else None,
        "submit": shown["submit"]["text"] if shown["submit"] else None,
        "blocks": opened.blocks,
        "values": values_of(opened.blocks, opened.typed),
        "errors": opened.errors,
    }


def drawn(message: Message) -> list[Json]:
    """The blocks of a message, with those that the app shows for links in it below."""
    if not message.below or message.blocks:
        return [*message.blocks, *message.below]
    said = {"type": "section", "text": {"type": "mrkdwn", "text": message.text}}
    return [said, *message.below]
