"""`make screenshots`, the rest of it: what the bot's public page shows of both chats, into adapters/web/pictures/."""

import asyncio
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Locator, Page, expect

from bot import logs
from bot.model import LANGUAGES
from bot.views.text import say, say_in
from playground.browser import NoBrowser, browser
from playground.chat import Seen
from playground.page import page as served_page
from playground.page.ways import landing
from playground.people import HOME_CARE, LIISA, MAIJA, PEKKA, WELLBEING
from playground.story import ABOUT, TITLE, UNIT, WHAT, Story
from playground.town import AGO, Town, town
from playground.waiting import until

FOLDER = Path("adapters") / "web" / "pictures"
CHATS = ("slack", "teams")
THEMES = ("light", "dark")
WIDE, HIGH, DENSE = 352, 2000, 2
ICON, SIDE = Path("manifests") / "slack" / "icon.png", 64
COLOURS = 16
"""Letters and lines need no more, and a picture weighs a third."""
STYLE = """
body { font-family: Arial, sans-serif }
.message { padding: 1rem }
.message-tools, .toasts { display: none }
dialog.chat-dialog { width: 100vw; border: 0; border-radius: 0 }
:focus-visible { outline: none }
"""


class Guide:
    """Takes the pictures of one chat, in the language of its town, while the story is played there."""

    def __init__(self, place: Town, chat: str, page: Page) -> None:
        self.place, self.name, self.page = place, chat, page
        self.home = page.url.partition("#")[0]
        self.story = Story(place, lambda _: None, place.language)
        self.chat = self.story.tried_in = place.slack if chat == "slack" else place.teams
        self.pane, self.dialog = page.locator(f".pane.{chat}"), page.locator(f"dialog.{chat}[open]")

    async def take(self) -> None:
        """An idea that is being shared, its card while it is being tried, and the question halfway."""
        await self.story.link()
        await self.share()
        await self.story.share()
        await self.story.support()
        await self.story.start_trial()
        await self.card()
        await self.asked()

    async def share(self) -> None:
        """In Slack from the channel, in Teams from one's own chat; nothing is sent."""
        words, title = self.story.words, self.story.words(TITLE)
        if self.name == "slack":
            await self.look(LIISA.slack, HOME_CARE)
            await self.write(f"/idea {title}")
        else:
            await self.look(MAIJA.teams, self.place.teams.directory.chat_id(MAIJA.teams or ""))
            await self.write(title)
            answered, label = self.pane.locator(".message"), words(say_in("button", "Share an idea"))
            await answered.get_by_role("button", name=label, exact=True).click()
        await self.dialog.get_by_label(words(say("What does not work now, and for whom?"))).fill(words(ABOUT))
        unit = self.dialog.get_by_label(words(say("Work community"))).and_(self.dialog.locator("select"))
        await unit.select_option(label=words(UNIT))
        await self.shoot("share", self.dialog)
        await self.page.keyboard.press("Escape")
        await expect(self.dialog).to_have_count(0)

    async def card(self) -> None:
        """In the channel."""
        who, room = (LIISA.slack, HOME_CARE) if self.name == "slack" else (PEKKA.teams, WELLBEING)
        await self.look(who, room)
        card = self.pane.locator(".message:not(.private, .under)", has_text=self.story.words(TITLE))
        await expect(card).to_contain_text(self.story.words(WHAT))
        await self.shoot("card", card)

    async def asked(self) -> None:
        """In Pekka's own chat."""
        await self.story.travel(self.story.halfway)
        asked: Seen = await until(lambda: self.story.pekka.asked(self.story.words(TITLE), say("On track")))
        await self.look(self.story.pekka.who, asked.room)
        await self.shoot("asked", self.pane.locator(".message", has_text=self.story.words(say("On track"))))

    async def look(self, who: str | None, room: str) -> None:
        # Only what comes after the address's # differs, and that alone loads nothing.
        await self.page.goto("about:blank")
        await self.page.goto(f"{self.home.removesuffix('/')}{landing(self.name, who, room, '')}")

    async def write(self, text: str) -> None:
        await self.pane.get_by_role("textbox").fill(text)
        await self.page.keyboard.press("Enter")

    async def shoot(self, name: str, what: Locator) -> None:
        """In both themes."""
        for theme in THEMES:
            await self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            await expect(self.page.locator(f"html[data-theme={theme}]")).to_have_count(1)
            png = await what.screenshot(animations="disabled", caret="hide", style=STYLE)
            save(Image.open(BytesIO(png)), f"{self.name}-{name}-{self.place.language}-{theme}")


def icon() -> None:
    """The app's own, for the page."""
    with Image.open(ICON) as whole:
        save(whole.resize((SIDE, SIDE)), "icon")


def save(picture: Image.Image, name: str) -> None:
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.webp"
    few.convert("RGB").save(path, lossless=True, quality=100)
    sys.stdout.write(f"{path}\n")


async def tell(opened: Browser, chat: str, language: str) -> None:
    """The story in a town of its own."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        async with (
            town(data, language, ago=AGO) as place,
            served_page(place, data, 0, lambda: None) as served,
            await opened.new_context(viewport={"width": WIDE, "height": HIGH}, device_scale_factor=DENSE) as context,
        ):
            served.settled()
            page = await context.new_page()
            await page.goto(served.doors.address)
            with place.hurried():
                await Guide(place, chat, page).take()


async def main() -> None:
    logs.configure("ERROR")
    FOLDER.mkdir(parents=True, exist_ok=True)
    icon()
    async with browser() as opened:
        for language in LANGUAGES:
            for chat in CHATS:
                await tell(opened, chat, language)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except NoBrowser as missing:
        sys.exit(str(missing))
