"""What somebody does in a chat, by the words on buttons and questions; each act waits until it has been answered."""

import asyncio
from collections.abc import Sequence

from bot.views.text import Text, read, say, say_in
from playground.chat import Chat, Seen
from playground.slack import SlackWorkspace
from playground.waiting import until

Answer = tuple[Text, str | Sequence[str]]


class Actor:
    """One person in one chat; `who` is the account's id, `language` what this person reads."""

    def __init__(self, chat: Chat, who: str | None, language: str) -> None:
        if who is None:
            raise LookupError(f"this person is not in {chat.name}")
        self.chat, self.who, self.language = chat, who, language

    def words(self, text: Text) -> str:
        """The sentence as this person sees and types it."""
        return read(text, self.language)

    async def link(self, room: str, unit: str, roles: Sequence[Answer] = ()) -> None:
        """Mention the app in a channel and fill the form; who is new is looked up first, and tries again."""
        opened, again = self.words(say_in("button", "Open the form")), self.words(say("Try again"))
        await self.chat.write(self.who, room, self.words(say_in("command", "channel")), mention=True)
        await self.chat.press(self.who, await until(lambda: self.latest(room, opened)), opened)
        answered: Seen | None = None
        while not ((dialog := self.chat.dialog(self.who)) and dialog.questions):
            if dialog:
                await self.chat.press_in_dialog(self.who, again)
            elif (latest := self.latest(room, again)) and latest != answered:
                answered = latest
                await self.chat.press(self.who, latest, again)
            await asyncio.sleep(0.02)
        await self.submit((say("Work community"), unit), *roles)
        self.close()

    async def open_permission_card(self, room: str) -> None:
        """Until the form of the channel's work community is open, which has no card yet."""
        await self.chat.write(self.who, room, self.words(say_in("title", "Permission card")), mention=True)
        for label in (say_in("button", "Continue"), say_in("button", "Write a permission card")):
            await self.follow(room, self.words(label))

    async def follow(self, room: str, label: str) -> None:
        """Press a button where it comes up: in the open dialog, or in the newest message that has it."""
        await until(lambda: self.offered(label) or self.latest(room, label))
        if self.offered(label):
            await self.chat.press_in_dialog(self.who, label)
        elif message := self.latest(room, label):
            await self.chat.press(self.who, message, label)

    def offered(self, label: str) -> bool:
        """Whether the open dialog has this button."""
        dialog = self.chat.dialog(self.who)
        return dialog is not None and label in (*dialog.buttons, dialog.submit)

    async def begin_idea(self, room: str, title: str) -> None:
        """Until the form is open with the title in it: by a command in Slack, in one's own chat in Teams."""
        if isinstance(self.chat, SlackWorkspace):
            await self.chat.slash(self.who, room, "/idea", title)
        else:
            opened = self.words(say_in("button", "Open the form"))
            before = {one.id for one in self.offering(opened)}
            await self.chat.write_privately(self.who, f"idea: {title}")
            answer = await until(lambda: next((one for one in self.offering(opened) if one.id not in before), None))
            await self.chat.press(self.who, answer, opened)
        await until(lambda: self.chat.dialog(self.who))

    async def begin_quick(self, room: str, word: str) -> None:
        """Until the form is open: by its word, in the channel of one's work community."""
        opened = self.words(say_in("button", "Open the form"))
        before = self.latest(room, opened)

        def offered() -> Seen | None:
            found = self.latest(room, opened)
            return None if found == before else found

        await self.chat.write(self.who, room, word, mention=True)
        answer = await until(offered)
        await self.chat.press(self.who, answer, opened)
        await until(lambda: self.chat.dialog(self.who))

    async def choose(self, room: str, label: Text) -> None:
        """A button of the private answer to what was pressed in a room: in a dialog, or there for one's eyes only."""
        wanted = self.words(label)

        def answer() -> Seen | bool | None:
            dialog = self.chat.dialog(self.who)
            return bool(dialog and wanted in (*dialog.buttons, dialog.submit)) or self.latest(room, wanted)

        found = await until(answer)
        if isinstance(found, Seen):
            await self.chat.press(self.who, found, wanted)
        else:
            await self.chat.press_in_dialog(self.who, wanted)

    def offering(self, label: str) -> list[Seen]:
        """The messages of one's own chat with this button, newest first."""
        return [one for one in reversed(self.chat.seen_privately(self.who)) if label in one.buttons]

    async def unfold(self, label: Text, asked: Text) -> None:
        """Press what opens further questions, until this one is asked."""
        await self.chat.press_in_dialog(self.who, self.words(label))
        await until(lambda: self.asks(asked))

    def asks(self, question: Text) -> bool:
        """Whether the open form asks this."""
        dialog = self.chat.dialog(self.who)
        return dialog is not None and any(one.label == self.words(question) for one in dialog.questions)

    async def press(self, message: Seen, label: Text) -> None:
        """A button of a message."""
        await self.chat.press(self.who, message, self.words(label))

    def close(self) -> None:
        """Put away whatever dialog is open."""
        while self.chat.dialog(self.who):
            self.chat.close(self.who)

    def fill(self, *answers: Answer) -> None:
        """Type and choose in the open form."""
        self.chat.fill(self.who, {self.words(label): answer for label, answer in answers})

    async def submit(self, *answers: Answer) -> None:
        """Fill the open form and send it; what it answers stays open."""
        await until(lambda: (dialog := self.chat.dialog(self.who)) and dialog.submit)
        self.fill(*answers)
        await self.chat.submit(self.who)
        if (dialog := self.chat.dialog(self.who)) and dialog.questions:
            raise AssertionError(f"the form was not taken: {dialog}")

    def latest(self, room: str, label: str) -> Seen | None:
        """The newest message of a channel with this button, if there is one."""
        return next((one for one in reversed(self.chat.seen(room, self.who)) if label in one.buttons), None)

    def asked(self, about: str, label: Text) -> Seen | None:
        """The newest private question about something that still has this button."""
        return next((one for one in self.offering(self.words(label)) if about in one.text), None)
