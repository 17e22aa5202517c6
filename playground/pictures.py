"""`make screenshots`: pictures of both chats, light and dark, on a desktop and on a telephone, into docs/pictures/."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from bot import logs
from bot.views.text import Text, read, say_in
from playground.browser import NoBrowser, browser
from playground.living import settle
from playground.page import Page as Served
from playground.page import page as served_page
from playground.story import TITLE as STORY
from playground.town import AGO, town

FOLDER = Path("docs") / "pictures"
LANGUAGE = "fi"
DESKTOP, PHONE = (1400, 900), (390, 844)
TITLE = "Penkki bussipysäkille"


def words(text: Text) -> str:
    return read(text, LANGUAGE)


async def take(opened: Browser, served: Served) -> None:
    """Every picture, each in a browser profile of its own."""
    for theme in ("light", "dark"):
        for device, (wide, high) in (("desktop", DESKTOP), ("phone", PHONE)):
            context = await opened.new_context(
                viewport={"width": wide, "height": high}, color_scheme="dark" if theme == "dark" else "light"
            )
            page = await context.new_page()
            await page.goto(served.doors.address)
            await look_at_story(page, "slack")
            if device == "desktop":
                await look_at_story(page, "teams")
            await shoot(page, f"{device}-slack-{theme}" if device == "phone" else f"{device}-{theme}")
            if device == "phone":
                await page.get_by_role("tab").nth(1).click()
                await look_at_story(page, "teams")
                await shoot(page, f"phone-teams-{theme}")
            else:
                await form(page, theme)
            await context.close()


async def look_at_story(page: Page, chat: str) -> None:
    """One idea, the same in both chats."""
    card = page.locator(f".pane.{chat} .message", has_text=words(STORY)).first
    await expect(card).to_be_visible()
    await card.evaluate("card => card.scrollIntoView({block: 'start'})")


async def form(page: Page, theme: str) -> None:
    """An idea that is being shared in Slack."""
    pane = page.locator(".pane.slack")
    await pane.get_by_role("textbox").fill(f"/idea {TITLE}")
    await page.keyboard.press("Enter")
    dialog = page.locator("dialog.slack[open]")
    await expect(dialog.get_by_role("button", name=words(say_in("button", "Share an idea")))).to_be_visible()
    await shoot(page, f"form-{theme}")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def shoot(page: Page, name: str) -> None:
    hidden = ".newest { visibility: hidden }"
    await page.screenshot(path=FOLDER / f"{name}.png", animations="disabled", caret="hide", style=hidden)
    sys.stdout.write(f"{FOLDER / name}.png\n")


async def main() -> None:
    logs.configure("ERROR")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        async with (
            town(data, LANGUAGE, ago=AGO) as place,
            served_page(place, data, 0, lambda: None) as served,
            browser() as opened,
        ):
            await settle(place, lambda _: None, lambda _: None)
            served.settled()
            await take(opened, served)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except NoBrowser as missing:
        sys.exit(str(missing))
