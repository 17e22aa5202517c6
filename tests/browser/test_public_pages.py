"""The bot's public pages in a browser: on a narrow telephone, in the dark, and with the keyboard alone."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

from adapters.web import routes
from adapters.web.render import ADDRESSES
from bot.model import LANGUAGES
from bot.pages import Pages
from storage.database import Database
from tests.browser.conftest import PHONE
from tests.features.conftest import House

TITLES = {"slack": "Slack", "teams": "Teams"}
NOWHERE = "/i/0"
SHOWN = """async () => {
  const pictures = [...document.images];
  for (const one of pictures) one.loading = "eager";
  await Promise.all(pictures.map((one) => one.decode()));
  return pictures.map((one) => [new URL(one.currentSrc).pathname, one.getBoundingClientRect().width]);
}"""
LINES = "[...document.querySelectorAll('a')].map((one) => one.textContent)"


@pytest.fixture
async def home(database: Database) -> AsyncIterator[str]:
    app = web.Application()
    app.add_routes(routes(Pages(database.transaction, House(database).scene, TITLES, TITLES)))
    async with TestServer(app) as server:
        yield str(server.make_url("")).removesuffix("/")


@pytest.fixture(params=["light", "dark"])
async def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def page(chromium: Browser, theme: str) -> AsyncIterator[Page]:
    """Nothing is wrong with what it loads."""
    wide, high = PHONE
    dark = theme == "dark"
    context = await chromium.new_context(
        viewport={"width": wide, "height": high}, color_scheme="dark" if dark else "light"
    )
    page = await context.new_page()
    wrong: list[str] = []
    page.on("console", lambda one: wrong.append(one.text) if "404" not in one.text else None)
    page.on("requestfailed", lambda one: wrong.append(one.url))
    yield page
    await context.close()
    assert wrong == []


async def test_on_a_narrow_telephone_a_page_is_no_wider_than_the_screen_and_its_pictures_are_seen_sl30(
    page: Page, home: str, theme: str
) -> None:
    wide, _ = PHONE
    for address in (*ADDRESSES.values(), NOWHERE):
        for language in LANGUAGES:
            await page.goto(f"{home}{address}?language={language}")
            assert await page.evaluate("document.documentElement.scrollWidth") == wide, (address, language)
            pictures = [one for one in await page.evaluate(SHOWN) if "/icon." not in one[0]]
            assert len(pictures) == (6 if address == "/" else 0)
            assert all(f"-{language}-{theme}." in source for source, _ in pictures)
            assert all(width > 0.85 * wide for _, width in pictures)


async def test_with_the_keyboard_every_link_is_reached_in_its_order_and_seen(page: Page, home: str) -> None:
    await page.goto(f"{home}/?language=sv")
    reached = []
    for _ in await page.evaluate(LINES):
        await page.keyboard.press("Tab")
        reached.append(await page.evaluate("document.activeElement.textContent"))
        assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert reached == await page.evaluate(LINES)
