"""Every card of the gallery as both chats draw it, on one page that needs no server and no house."""

import mimetypes
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Page, Route, expect

import playground
from adapters.slack.render import message
from adapters.teams.render import activity
from bot.views.kinds import Card
from bot.views.text import read
from playground.page.words import WORDS

PLAYGROUND, HERE = Path(playground.__file__).parent, Path(__file__).parent
ADDRESS = "http://cards.test/"
STYLES = ("base", "messages", "slack", "teams")
PAGE = f"""<!doctype html>
<html lang="fi"><head><meta charset="utf-8"><link rel="icon" href="data:,">
{"".join(f'<link rel="stylesheet" href="/web/style/{name}.css">' for name in STYLES)}
<script src="/static/adaptivecards.min.js" defer></script><script type="module" src="/cards.js"></script>
</head><body></body></html>"""


@asynccontextmanager
async def gallery(context: BrowserContext, cards: Mapping[str, Card], language: str) -> AsyncIterator[Page]:
    """The cards in both chats, drawn by the playground's scripts; nothing may go wrong there unseen."""
    words = {key: read(one, language) for key, one in WORDS.items()}

    async def answer(route: Route) -> None:
        match urlsplit(route.request.url).path:
            case "/":
                await route.fulfill(body=PAGE, content_type="text/html")
            case "/api/words":
                await route.fulfill(json={"language": language, "timeZone": "Europe/Helsinki", "words": words})
            case "/cards.js":
                await serve(route, HERE / "cards.js")
            case path:
                await serve(route, PLAYGROUND / path.removeprefix("/"))

    page = await context.new_page()
    wrong: list[str] = []
    page.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    await page.route("**/*", answer)
    await page.goto(ADDRESS)
    await expect(page).to_have_title("ready")
    await page.evaluate("drawn => draw('slack', drawn)", {name: blocks(one, language) for name, one in cards.items()})
    await page.evaluate("drawn => draw('teams', drawn)", {name: content(one, language) for name, one in cards.items()})
    yield page
    await page.close()
    assert wrong == []


async def serve(route: Route, file: Path) -> None:
    await route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0] or "text/plain")


def blocks(card: Card, language: str) -> list[dict[str, Any]]:
    drawn: list[dict[str, Any]] = message(card, language)["blocks"]
    return drawn


def content(card: Card, language: str) -> dict[str, Any]:
    drawn: dict[str, Any] = activity(card, language)["attachments"][0]["content"]
    return drawn
