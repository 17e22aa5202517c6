"""One browser for all tests, and the page of a town for each; nothing may go wrong in it unseen."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from adapters.slack.outbound import Slack
from adapters.teams.outbound import Teams
from adapters.teams.places import Address
from bot.model import Place
from playground.browser import NoBrowser, browser
from playground.page import Page as Served
from playground.page import page as served_page
from playground.people import HOME_CARE, TENANT, WELLBEING, WORKSPACE
from playground.town import Town, town
from storage.database import Database

DESKTOP, PHONE = (1400, 900), (360, 740)
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Without a browser these tests are skipped, but a build machine must have one."""
    try:
        async with browser() as opened:
            yield opened
    except NoBrowser as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture
async def place(
    tmp_path: Path, database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Town]:
    """An empty town in Finnish; both chats take messages as fast as they come."""
    del database
    monkeypatch.setattr(Slack, "pace", 0.01)
    monkeypatch.setattr(Teams, "pace", 0.01)
    async with town(tmp_path, "fi", database_url=database_url) as place:
        yield place


@pytest.fixture
async def linked(place: Town) -> None:
    """A channel in each chat shows the ideas of the whole organisation; stored directly, the story links by clicks."""
    known = Address(place.teams.activities.service_url, WELLBEING)
    async with place.bot.database.transaction() as store:
        await store.link(Place("slack", WORKSPACE, HOME_CARE, HOME_CARE), "fi")
        await store.link(Place("teams", TENANT, WELLBEING, str(known)), "fi")


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
    yield context
    await context.close()


@pytest.fixture
async def page(served: Served, context: BrowserContext) -> AsyncIterator[Page]:
    """Opened by its address; no error on its console, and nothing fetched from elsewhere."""
    page = await context.new_page()
    wrong: list[str] = []
    page.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    home = f"http://127.0.0.1:{served.doors.port}/"
    page.on("request", lambda one: None if one.url.startswith((home, "data:")) else wrong.append(one.url))
    await page.goto(served.doors.address)
    for pane in ("slack", "teams"):
        await expect(page.locator(f".pane.{pane} .room-title")).not_to_be_empty()
    yield page
    assert wrong == []
