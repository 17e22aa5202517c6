"""The Teams-like pane: what a person sees in the local tenant, and what they do there."""

from datetime import UTC, datetime
from typing import Any

from playground.chat import Room
from playground.page.asking import Act, perhaps, text, texts
from playground.page.news import News, version
from playground.teams import TeamsTenant
from playground.teams.dialogs import OpenDialog
from playground.teams.searching import COUNT
from playground.teams.state import Message
from playground.teams.tenancy import BOT
from playground.traffic import Json

MOST = 250
"""Messages of a room that are shown."""


class TeamsPane:
    """What the app declares to Teams: `commands` by scope, `actions` by the place where they are offered."""

    def __init__(
        self, tenant: TeamsTenant, commands: dict[str, list[Json]], actions: dict[str, list[Json]] | None = None
    ) -> None:
        self.tenant = tenant
        self.commands = commands
        self.actions = actions or {}
        self.news = News()
        self.room = ""
        """The channel that was looked at last: faults happen there."""
        self.who = ""
        """Who looked last."""
        self.acts: dict[str, Act] = {
            "write": self.write,
            "press": self.press,
            "delete": self.delete,
            "shortcut": self.shortcut,
            "refresh": self.refresh,
            "dialog/press": self.dialog_press,
            "dialog/search": self.dialog_search,
            "dialog/close": self.dialog_close,
            "found/search": self.found_search,
            "found/put": self.found_put,
        }

    def state(self, who: str, room: str | None) -> Json:
        """All that this person sees with a room open; raises LookupError."""
        directory = self.tenant.directory
        directory.human(who)
        rooms = self.rooms(who)
        # Without a wish, the first room in which something has been said.
        wanted = (one for one in rooms if (one.id == room if room else self.shown_in(one.id, who)))
        found = next(wanted, None if room else rooms[0])
        if found is None:
            raise LookupError(room)
        shown = self.shown_in(found.id, who)
        if shown:
            self.news.look(who, found.id, shown[-1].id)
        own = directory.chat_id(who)
        if found.id != own:
            self.room = found.id
        self.who = who
        opened = self.tenant.open_dialog(who)
        return {
            "who": who,
            "room": found.id,
            "rooms": [self.listed(who, one, private=one.id == own) for one in rooms],
            "messages": [self.message(one, who) for one in shown[-MOST:]],
            "people": [{"id": one.id, "name": one.name} for one in directory.humans.values() if one.kind != "bot"],
            "dialog": dialog(opened) if opened else None,
            "finding": self.finding(who),
            "commands": self.commands["personal" if found.id == own else "team"],
            "menus": {"message": self.actions.get("message", []), "composer": self.actions.get("compose", [])},
            "bot": directory.bot(),
        }

    def rooms(self, who: str) -> list[Room]:
        """The channels of a person, then their own chat with the app."""
        directory, gone = self.tenant.directory, self.tenant.state.gone_rooms
        channels = [one for one in directory.rooms.values() if who in one.members and one.id not in gone]
        return [*channels, Room(directory.chat_id(who), directory.bot_name, (who,))]

    def reader(self, room: str) -> str | None:
        """Somebody who sees this channel: who looked last, if they do."""
        found = self.tenant.directory.rooms.get(room)
        members = found.members if found and room not in self.tenant.state.gone_rooms else ()
        return self.who if self.who in members else next(iter(members), None)

    def shown_in(self, room: str, who: str) -> list[Message]:
        """The messages of a room, oldest first."""
        every = self.tenant.state.messages.values()
        return [one for one in every if one.conversation == room and not one.deleted and one.only_for in (None, who)]

    def listed(self, who: str, room: Room, *, private: bool) -> Json:
        others = [one.id for one in self.shown_in(room.id, who) if one.author != who]
        bot = who in self.tenant.state.installed_for if private else self.tenant.state.in_team
        news = self.news.count(who, room.id, others)
        return {"id": room.id, "name": room.name, "private": private, "news": news, "bot": bot}

    def message(self, one: Message, who: str) -> Json:
        card, file = self.tenant.card(one, who), self.tenant.consent(one)
        name = self.tenant.directory.bot_name if one.author == BOT else self.tenant.directory.human(one.author).name
        return {
            "id": one.id,
            "version": version(one.activity, card),
            "author": {"id": one.author, "name": name, "bot": one.author == BOT},
            "at": datetime.fromtimestamp(int(one.id) / 1000, UTC).isoformat(),
            "text": one.activity.get("text") or "",
            "format": one.activity.get("textFormat") or "markdown",
            "summary": one.activity.get("summary") or "",
            "card": card,
            "file": {"name": file["name"], "consent": True} if file else self.saved(one),
            "onlyForYou": one.only_for is not None or who in one.views,
            "under": one.root,
        }

    def saved(self, one: Message) -> Json | None:
        """A file that somebody said yes to."""
        file = self.tenant.saved(one)
        return {"name": file["name"], "id": file["content"]["uniqueId"]} if file else None

    def shared(self, name: str) -> bytes | None:
        """A file in somebody's OneDrive."""
        return self.tenant.uploads.get(name)

    async def write(self, body: Json) -> None:
        """A message, or a mention of the app."""
        who, room, said = text(body, "who"), text(body, "room"), text(body, "text")
        called = f"@{self.tenant.directory.bot_name} "
        if room == self.tenant.directory.chat_id(who):
            await self.tenant.write_privately(who, said)
        else:
            under = perhaps(body, "under")
            if under is not None and self.tenant.visible(who, under).conversation != room:
                raise LookupError(under)
            mention = f"{said} ".startswith(called)
            typed = said.removeprefix(called.strip()).strip() if mention else said
            await self.tenant.write(who, room, typed, mention=mention, under=under)

    async def press(self, body: Json) -> None:
        """An action of a card."""
        await self.tenant.press_at(text(body, "who"), text(body, "message"), path(body), texts(body, "inputs"))

    async def shortcut(self, body: Json) -> None:
        """An action of the app, of a message or beside the composer."""
        who, taken, message = text(body, "who"), text(body, "id"), perhaps(body, "message")
        if taken in self.tenant.searches:
            await self.tenant.open_search(who, taken, text(body, "room"))
        elif message is None:
            await self.tenant.take_action(who, taken, text(body, "room"))
        else:
            await self.tenant.take_action_of(who, message, taken)

    async def delete(self, body: Json) -> None:
        """One's own message, where one still is."""
        who = text(body, "who")
        message = self.tenant.visible(who, text(body, "message"))
        if message.author != who:
            raise LookupError("somebody else's message")
        message.deleted = True
        self.tenant.keep()

    async def refresh(self, body: Json) -> None:
        """Choose «Refresh card» in the menu of a message."""
        await self.tenant.refresh_message(text(body, "who"), text(body, "message"))

    async def dialog_press(self, body: Json) -> None:
        await self.tenant.press_in_dialog_at(text(body, "who"), path(body), texts(body, "inputs"))

    async def dialog_search(self, body: Json) -> Json:
        asked = (text(body, "who"), text(body, "input"), text(body, "text"), texts(body, "inputs"))
        return {"choices": await self.tenant.search_at(*asked)}

    async def dialog_close(self, body: Json) -> None:
        who = text(body, "who")
        if self.tenant.found(who):
            self.tenant.close_search(who)
        else:
            self.tenant.close(who)

    def finding(self, who: str) -> Json | None:
        """What the app finds beside the composer, once somebody has chosen it."""
        search = self.tenant.found(who)
        if search is None:
            return None
        told = next(one for one in self.actions["compose"] if one["id"] == search.command)
        return {"id": f"finding-{search.number}", "title": told["name"], **told, **self.results(who)}

    def results(self, who: str) -> Json:
        search = self.tenant.found(who)
        found = search.results if search else []
        lines = [{name: one["preview"]["content"].get(name, "") for name in ("title", "text")} for one in found]
        return {"results": lines, "said": search.said if search else "", "more": len(found) % COUNT == 0 < len(found)}

    async def found_search(self, body: Json) -> Json:
        """Typed into the list, or scrolled to its end."""
        who, words = text(body, "who"), perhaps(body, "text")
        await (self.tenant.more_found(who) if words is None else self.tenant.look_for(who, words))
        return self.results(who)

    async def found_put(self, body: Json) -> None:
        """A result becomes a message."""
        number: Any = body.get("number")
        if not isinstance(number, int):
            raise ValueError("number")
        self.tenant.put_in(text(body, "who"), number)


def path(body: Json) -> list[str | int]:
    """Where an action stands in its card; raises ValueError."""
    steps: Any = body.get("path")
    if not isinstance(steps, list) or not all(isinstance(one, str | int) for one in steps):
        raise ValueError("path")
    return steps


def dialog(opened: OpenDialog) -> Json:
    """A task module with what is typed in it."""
    answers = opened.answers
    values = {node["id"]: answers.value(node) for node in opened.screen.inputs()}
    return {
        "id": f"dialog-{opened.number}",
        "version": version(opened.screen.card, answers.errors),
        "title": opened.title,
        "card": None if opened.words else opened.screen.card,
        "words": opened.words,
        "values": values,
        "errors": answers.errors,
    }
