"""What somebody does in a chat, by the words on buttons and questions; each act waits until it has been answered."""

import asyncio
from collections.abc import Sequence

from bot.views.text import Text, read, say, say_in
from playground.chat import Chat, Seen
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
        own, wanted = reversed(self.chat.seen_privately(self.who)), self.words(label)
        return next((one for one in own if wanted in one.buttons and about in one.text), None)
