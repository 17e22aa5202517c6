"""What somebody does in one of the two panes, with mouse and keyboard."""

import re
from contextlib import suppress

from playwright.async_api import Locator, Page, expect
from playwright.async_api import TimeoutError as Late

from bot.views.text import Text, read, say, say_in
from playground.page.words import WORDS

LANGUAGE = "fi"
BENCH = "Penkki bussipysäkille"
SHARE = say_in("button", "Share an idea")


def words(text: Text) -> str:
    return read(text, LANGUAGE)


def own(key: str) -> str:
    """One of the page's own texts."""
    return read(WORDS[key], LANGUAGE)


class Pane:
    """The Slack-like or the Teams-like chat."""

    def __init__(self, page: Page, key: str) -> None:
        self.page, self.key = page, key
        self.element = page.locator(f".pane.{key}")
        self.dialog = page.locator(f"dialog.{key}[open]")

    async def be(self, name: str) -> None:
        """Choose who one is."""
        chooser = self.element.get_by_label(own("pane.person"))
        label = await chooser.locator("option", has_text=name).first.inner_text()
        await chooser.select_option(label=label)
        await expect(chooser.locator("option:checked")).to_have_text(label)

    async def enter(self, room: str) -> None:
        """Open a channel, or one's own chat with the app."""
        await self.element.get_by_role("button", name=re.compile(room)).first.click()
        await expect(self.element.locator(".room-title")).to_contain_text(room)

    async def own_chat(self) -> None:
        await self.enter(own("rooms.own").partition(", ")[2])

    async def write(self, text: str) -> None:
        field = self.element.get_by_role("textbox")
        await field.fill(text)
        await self.element.get_by_role("button", name=own("composer.send")).click()
        await expect(field).to_have_value("")

    def message(self, text: str) -> Locator:
        """The newest message for everybody that says this."""
        return self.element.locator(".message:not(.private)", has_text=text).last

    async def press(self, label: Text, text: str) -> None:
        """A button of the newest message that says this."""
        await self.message(text).get_by_role("button", name=words(label), exact=True).click()

    async def type(self, question: Text, answer: str) -> None:
        """Into a field of the open dialog."""
        await self.dialog.get_by_label(words(question)).fill(answer)

    async def choose(self, question: Text, answer: str) -> None:
        """In a list of the open dialog."""
        await self.dialog.locator("select").and_(self.dialog.get_by_label(words(question))).select_option(label=answer)

    async def answer(self, label: Text) -> None:
        """Press a button of the open dialog."""
        await self.dialog.get_by_role("button", name=words(label), exact=True).click()

    async def close(self) -> None:
        """Leave the words with which a press or a form was answered."""
        await expect(self.dialog).to_be_visible()
        await expect(self.dialog.locator("input, textarea, select")).to_have_count(0)
        await self.page.keyboard.press("Escape")
        await expect(self.dialog).to_have_count(0)

    async def link(self, channel: Text, opens: Text) -> None:
        """Ask for the form that links this channel; who is new is looked up first, and tries again."""
        await self.write(f"@Latu {words(channel)}")
        await self.element.get_by_role("button", name=words(opens)).last.click()
        again = self.page.get_by_role("button", name=words(say("Try again")))
        form = self.dialog.get_by_label(words(say("Work community")))
        while not await self.appears(form):
            with suppress(Late):  # the form may come late, and then there is nothing to try again
                await again.last.click(timeout=1000)

    async def appears(self, wanted: Locator) -> bool:
        """Whether it is there within a second."""
        try:
            await expect(wanted).to_be_visible(timeout=1000)
        except AssertionError:
            return False
        return True
