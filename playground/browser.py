"""A Chromium without a window, for whoever looks at the page by program: the tests, and the makers of pictures."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Error, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
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
        found = next(filter(None, map(shutil.which, NAMES)), None)
        # Chromium refuses to build its sandbox for root.
        flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]
        try:
            opened = await playwright.chromium.launch(executable_path=found, args=flags)
        except Error:
            raise NoBrowser(f"No browser starts here: install one of {', '.join(NAMES)}.") from None
        try:
            yield opened
        finally:
            await opened.close()
