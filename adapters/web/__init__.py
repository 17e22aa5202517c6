"""The web: a few public pages, for whoever looks Latu up before using it."""

from collections.abc import Iterable, Iterator

from aiohttp import web

from adapters.web.render import GUARD, page
from bot.ports import Shelf

ADDRESSES = {"/": "about", "/privacy": "privacy", "/terms": "terms"}


def routes(shelf: Shelf) -> Iterable[web.RouteDef]:
    """Every page at its address; `?language=sv` or the browser says in which language."""

    async def answer(request: web.Request) -> web.Response:
        report, language = await shelf.read(ADDRESSES[request.path], tuple(wishes(request)))
        text = page(report, language, request.path)
        return web.Response(text=text, content_type="text/html", charset="utf-8", headers=GUARD)

    return [web.get(address, answer) for address in ADDRESSES]


def wishes(request: web.Request) -> Iterator[str]:
    """Languages by their two letters, the most wished for first: browsers name them in this order."""
    yield request.query.get("language", "")
    for one in request.headers.get("Accept-Language", "").split(","):
        yield one.strip()[:2].lower()
