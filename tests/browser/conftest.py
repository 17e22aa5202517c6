"""One browser for all tests, and the page of a town for each; nothing may go wrong in it unseen."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from adapters.slack.outbound import Slack
from adapters.teams.outbound import Teams
from adapters.teams.places import Address
from bot.model import Place
from playground.browser import NoBrowser, browser
from playground.page import Page as Served
from playground.page import page as served_page
from playground.people import HOME_CARE, LIISA, PEKKA, TENANT, WELLBEING, WORKSPACE
from playground.town import Town
from tests.browser.pane import BENCH, Pane
from tests.scenarios.driver import Person
from tests.towns import Founded

DESKTOP, PHONE = (1400, 900), (360, 740)
expect.set_options(timeout=60_000)


def without(missing: str) -> NoReturn:
    """These tests are skipped where something is missing, but a build machine must have it."""
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One for all, if one starts here."""
    try:
        async with browser() as opened:
            yield opened
    except NoBrowser as missing:
        without(str(missing))


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both chats take messages as fast as they come."""
    monkeypatch.setattr(Slack, "pace", 0.01)
    monkeypatch.setattr(Teams, "pace", 0.01)


@pytest.fixture(scope="session")
async def begun(founded: Founded, tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """A channel in each chat shows the ideas of the whole organisation, and Liisa has shared one in Slack.

    Linked directly and shared without a page: the story does both by clicks.
    """

    async def begin(place: Town) -> None:
        known = Address(place.teams.activities.service_url, WELLBEING)
        async with place.bot.database.transaction() as store:
            await store.link(Place("slack", WORKSPACE, HOME_CARE, HOME_CARE), "fi")
            await store.link(Place("teams", TENANT, WELLBEING, str(known)), "fi")
        await Person(place, place.slack, LIISA).shares(BENCH)

    return await founded.later(tmp_path_factory.mktemp("begun"), begin)


@pytest.fixture
async def place(begun: Founded, tmp_path: Path) -> AsyncIterator[Town]:
    """A town in Finnish."""
    async with begun.again(tmp_path) as place:
        yield place


@pytest.fixture
async def served(place: Town, tmp_path: Path) -> AsyncIterator[Served]:
    """The page of the town, on this computer."""
    async with served_page(place, tmp_path, 0, lambda: None) as served:
        yield served


@pytest.fixture
async def context(chromium: Browser, request: pytest.FixtureRequest) -> AsyncIterator[BrowserContext]:
    """A new browser profile; parametrised indirectly with options of its own."""
    wide, high = DESKTOP
    options = {"viewport": {"width": wide, "height": high}} | getattr(request, "param", {})
    context = await chromium.new_context(**options)
    context.set_default_timeout(60_000)
    yield context
    await context.close()


@asynccontextmanager
async def opened(served: Served, context: BrowserContext, at: str = "") -> AsyncIterator[Page]:
    """By its address; no error on its console, and nothing fetched from elsewhere."""
    page = await context.new_page()
    wrong: list[str] = []
    page.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    home = f"http://127.0.0.1:{served.doors.port}/"
    page.on("request", lambda one: None if one.url.startswith((home, "data:")) else wrong.append(one.url))
    await page.goto(f"{served.doors.address}{at}")
    for pane in ("slack", "teams"):
        await expect(page.locator(f".pane.{pane} .room-title")).not_to_be_empty()
    yield page
    assert wrong == []


@pytest.fixture
async def page(served: Served, context: BrowserContext) -> AsyncIterator[Page]:
    """As somebody finds it who comes for the first time."""
    async with opened(served, context) as page:
        yield page


@pytest.fixture
async def panes(served: Served, context: BrowserContext) -> AsyncIterator[tuple[Pane, Pane]]:
    """Liisa sees her idea in Slack, Pekka sees it in Teams."""
    seats = {"slack": f"{LIISA.slack} {HOME_CARE}", "teams": f"{PEKKA.teams} {WELLBEING}"}
    async with opened(served, context, f"#{urlencode(seats)}") as page:
        slack, teams = Pane(page, "slack"), Pane(page, "teams")
        for pane in (slack, teams):
            await expect(pane.message(BENCH)).to_be_visible()
        yield slack, teams
