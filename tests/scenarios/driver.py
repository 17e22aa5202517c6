"""What one person does and is shown in one chat, the same words for both."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from adapters.teams.elements import INTENT
from bot.intents import Intent, encode
from bot.views.text import Words, read
from playground.chat import Chat, Dialog, Question, Seen
from playground.people import HOME_CARE, WELLBEING, Somebody
from playground.slack import SlackWorkspace
from playground.slack.elements import buttons_of
from playground.teams import TeamsTenant
from playground.town import Town
from playground.waiting import until
from tests.scenarios import words
from tests.scenarios.effort import Effort
from tests.scenarios.words import HOW, MORE

ZONE = ZoneInfo("Europe/Helsinki")
WHY = "Se auttaa monia."
Answer = tuple[Words, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What Latu shows one person in answer: a dialog, or a message of their own."""

    lines: tuple[str, ...]
    buttons: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    message: Seen | None = None
    submit: str | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def answer(self, label: str) -> Question:
        """One question of the form, by its label."""
        return next(one for one in self.questions if one.label == label)


def in_dialog(dialog: Dialog) -> Shown:
    """What sends a form is no button like the others; where nothing is asked, it is."""
    sends = (dialog.submit,) if dialog.submit and not dialog.questions else ()
    return Shown((dialog.title, *dialog.lines), (*dialog.buttons, *sends), dialog.questions, submit=dialog.submit)


def in_message(message: Seen) -> Shown:
    return Shown(message.lines, message.buttons, message=message)


def room_of(chat: Chat) -> str:
    """The channel in which scenarios happen."""
    return HOME_CARE if chat.name == "Slack" else WELLBEING


def card(chat: Chat, title: str) -> Seen | None:
    """The newest copy of an idea's card in a chat."""
    found = [one for one in chat.seen(room_of(chat)) if title in one.lines and one.only_for is None]
    return found[-1] if found else None


class Person:
    """Somebody in one chat; each act waits for its answer, which stays in `shown`."""

    def __init__(
        self, place: Town, chat: Chat, somebody: Somebody, language: str = "", channel_language: str = ""
    ) -> None:
        self.place = place
        self.chat = chat
        self.name = somebody.name
        self.id = (somebody.slack if chat.name == "Slack" else somebody.teams) or ""
        self.room = room_of(chat)
        self.language = language or place.language
        self.channel_language = channel_language or place.language
        self.shown = Shown((), ())
        self.effort = Effort()
        self._typed: set[str] = set()

    def words(self, text: Words) -> str:
        """The sentence as this person reads it."""
        return read(text, self.language)

    def on_card(self, text: Words) -> str:
        """The sentence as everybody in the channel reads it."""
        return read(text, self.channel_language)

    async def writes(self, text: str) -> Shown:
        """To Latu alone."""
        self._types(text)
        before = self._before()
        await self.chat.write_privately(self.id, text)
        return await self._answered(before)

    async def mentions(self, text: str) -> Shown:
        """In the channel, to Latu."""
        self._types(text)
        before = self._before()
        await self.chat.write(self.id, self.room, text, mention=True)
        return await self._answered(before)

    async def mentions_below(self, title: str, text: str) -> Shown:
        """In the thread of an idea's card, to Latu."""
        self._types(text)
        hangs, before = await self.sees(title), self._before()
        await self.chat.write(self.id, self.room, text, mention=True, under=hangs.id)
        return await self._answered(before)

    def below(self, title: str) -> list[Seen]:
        """What everybody sees in the thread of an idea's card."""
        hangs = card(self.chat, title)
        return [one for one in self.chat.seen(self.room) if hangs and one.under == hangs.id and one.only_for is None]

    async def commands(self, command: str, text: str) -> Shown:
        """A slash command, in the channel; Teams has none."""
        if not isinstance(self.chat, SlackWorkspace):
            raise LookupError("only Slack has slash commands")
        self.closes()
        before = self._before()
        await self.chat.slash(self.id, self.room, command, text)
        return await self._answered(before)

    async def captures(self, message: Seen) -> Shown:
        """Choose in the menu of a message to make it an idea."""
        before = self._before()
        if isinstance(self.chat, SlackWorkspace):
            await self.chat.take_shortcut_of(self.id, message.id, "share_message")
        elif isinstance(self.chat, TeamsTenant):
            await self.chat.take_action_of(self.id, message.id, "shareMessage")
        return await self._answered(before)

    async def presses(self, label: Words, on: Seen | None = None) -> Shown:
        """A button of a card; without one, of what Latu shows now."""
        on = on or self.shown.message
        if on is None:
            before = self._before()
            self.effort.taps += 1
            await self.chat.press_in_dialog(self.id, self.words(label))
            return await self._answered(before)
        return await self._presses(self.words(label), on)

    async def presses_card(self, label: Words, title: str) -> Shown:
        """A button of the idea's card, which speaks the channel's language."""
        return await self._presses(self.on_card(label), await self.sees(title))

    async def _presses(self, label: str, on: Seen) -> Shown:
        self.closes()
        before = self._before()
        self.effort.taps += 1
        await self.chat.press(self.id, on, label)
        return await self._answered(before)

    async def forges(self, intent: Intent, title: str) -> Shown:
        """Press the card's button, in whose data one's own client has put something else."""
        hangs, label = await self.sees(title), self.on_card(words.SUPPORT)
        if isinstance(self.chat, SlackWorkspace):
            buttons = {text: element for text, _, element, _ in buttons_of(self.chat.state.messages[hangs.id].blocks)}
            buttons[label]["value"] = encode(intent)
        elif isinstance(self.chat, TeamsTenant) and (opened := self.chat.screen(self.chat.message(hangs.id), self.id)):
            opened[0].button(label)["data"][INTENT] = encode(intent)
        return await self._presses(label, hangs)

    def fills(self, *answers: Answer) -> None:
        """Type and choose in the open form."""
        filled = {self.words(label): answer for label, answer in answers}
        self.effort.fills((self._dialog() or self.shown).questions, filled)
        self.chat.fill(self.id, filled)

    async def sends(self, *answers: Answer) -> Shown:
        """Fill the open form and send it."""
        if not self.chat.dialog(self.id):
            raise AssertionError(f"there is no form, but {self.shown}")
        self.fills(*answers)
        self.effort.taps += 1
        self.effort.fields += len((self._dialog() or self.shown).questions)
        await self.chat.submit(self.id)
        self.shown = self._dialog() or Shown((), ())
        return self.shown

    def closes(self) -> None:
        """Put away whatever dialog is open."""
        if self.chat.dialog(self.id):
            self.chat.close(self.id)

    async def asks_to_link(self) -> Shown:
        """Ask for the form that links this channel; who is new is looked up first, and tries again."""
        await self.mentions("kanava")
        await self.presses(words.OPEN_THE_FORM)
        while self.words(words.TRY_AGAIN) in self.shown.buttons:
            await asyncio.sleep(0.02)
            dialog, known = self._before()
            if self.shown.message:
                await self.chat.press(self.id, self.shown.message, self.words(words.TRY_AGAIN))
                await self._answered((dialog, known))
            else:
                await self.chat.press_in_dialog(self.id, self.words(words.TRY_AGAIN))
                self.shown = self._dialog() or self.shown
        return self.shown

    async def links(self, unit: str = "", *, supervisor: str = "", renewer: str = "") -> Shown:
        """Link this channel; people by their names."""
        await self.asks_to_link()
        roles = ((words.SUPERVISOR, supervisor), (words.RENEWER, renewer))
        return await self.sends((words.UNIT, unit), *((label, name) for label, name in roles if name))

    async def opens_sharing(self, title: str) -> Shown:
        """The form of an idea, with its title typed already."""
        await self.mentions(f"idea: {title}")
        return await self.presses(words.OPEN_THE_FORM)

    async def shares(self, title: str, about: str = "", *, anonymously: bool = False) -> Shown:
        """An idea, through the form that a mention in the channel leads to."""
        await self.opens_sharing(title)
        if anonymously:
            await self.unfolds()
            self.fills((words.HOW, self.words(words.ANONYMOUSLY)))
        return await self.sends((words.ABOUT, about))

    async def unfolds(self, more: Words = MORE, asked: Words = HOW) -> None:
        """Open the further questions of the form; one of them is `asked`."""
        await self.chat.press_in_dialog(self.id, self.words(more))
        await until(lambda: self._asks(self.words(asked)))

    async def supports(self, title: str) -> Shown:
        return await self.presses_card(words.SUPPORT, title)

    async def tries(self, title: str, what: str, *, days: int) -> Shown:
        """Start a trial from the card."""
        await self.presses_card(words.LET_US_TRY, title)
        ends = self.place.time.now().astimezone(ZONE).date() + timedelta(days=days)
        return await self.sends((words.WHAT, what), (words.WHY, WHY), (words.UNTIL, ends.isoformat()))

    async def takes_back(self) -> Shown:
        """From the private answer to one's own support."""
        return await self.presses(words.TAKE_BACK)

    async def sees(self, title: str, *says: Words) -> Seen:
        """The idea's card in this chat, once it says all this."""
        wanted = [self.on_card(one) for one in says]

        def found() -> Seen | None:
            hangs = card(self.chat, title)
            return hangs if hangs and all(one in hangs.text for one in wanted) else None

        return await until(found)

    async def is_told(self, *says: Words) -> Seen:
        """A private message from Latu that says all this, in its lines or on its buttons."""
        wanted = [self.words(one) for one in says]

        def found() -> Seen | None:
            told = (one for one in self.chat.seen_privately(self.id))
            return next((one for one in told if all(text in one.text or text in one.buttons for text in wanted)), None)

        return await until(found)

    def _types(self, text: str) -> None:
        self._typed.add(text.strip())
        self.effort.characters += len(text)

    def _asks(self, label: str) -> bool:
        dialog = self._dialog()
        return dialog is not None and any(one.label == label for one in dialog.questions)

    def _dialog(self) -> Shown | None:
        dialog = self.chat.dialog(self.id)
        return in_dialog(dialog) if dialog else None

    def _answers(self) -> list[Seen]:
        """What only this person was told, or in the threads where they wrote; without what they typed themselves."""
        seen = self.chat.seen(self.room, self.id)
        own = {one.under or one.id for one in seen if any(one.text.endswith(typed) for typed in self._typed)}
        aloud = [one for one in seen if one.only_for == self.id or one.under in own]
        found = [*aloud, *self.chat.seen_privately(self.id)]
        return [one for one in found if one.buttons or not any(one.text.endswith(typed) for typed in self._typed)]

    def _before(self) -> tuple[Shown | None, set[str]]:
        return self._dialog(), {one.id for one in self._answers()}

    async def _answered(self, before: tuple[Shown | None, set[str]]) -> Shown:
        """The dialog that opened or changed, or the newest message that was not there before."""
        dialog_before, known = before

        def found() -> Shown | None:
            dialog = self._dialog()
            if dialog is not None and dialog != dialog_before:
                return dialog
            return next((in_message(one) for one in reversed(self._answers()) if one.id not in known), None)

        self.shown = await until(found)
        return self.shown
