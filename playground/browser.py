"""A Chromium without a window, for whoever looks at the page by program: the tests, and the makers of pictures."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Browser, BrowserType, Error, async_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PLAYWRIGHTS = None
"""Without a path it starts its own."""
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """One sentence that says what is missing."""


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """The machine's own, else the one that Playwright has fetched; raises NoBrowser."""
    async with async_playwright() as playwright:
        opened = await _started(playwright.chromium)
        try:
            yield opened
        finally:
            await opened.close()


async def _started(chromium: BrowserType) -> Browser:
    # Chromium refuses to build its sandbox for root.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]
    for found in (*filter(None, map(shutil.which, NAMES)), PLAYWRIGHTS):
        with suppress(Error):
            return await chromium.launch(executable_path=found, args=flags)
    raise NoBrowser(f"No browser starts here: install one of {', '.join(NAMES)}.")
