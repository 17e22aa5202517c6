"""The web: a few public pages, for whoever looks Latu up before using it or follows a link to an idea."""

from collections.abc import Iterable, Iterator

from aiohttp import web

from adapters.web.render import GUARD, UNKEPT, page
from bot.ports import Page, Shelf

ADDRESSES = {"/": "about", "/privacy": "privacy", "/terms": "terms"}


def routes(shelf: Shelf) -> Iterable[web.RouteDef]:
    """Every page at its address; `?language=sv` or the browser says in which language."""

    async def answer(request: web.Request) -> web.Response:
        return drawn(await shelf.read(ADDRESSES[request.path], tuple(wishes(request))), request)

    async def lead(request: web.Request) -> web.Response:
        response = drawn(await shelf.lead(request.match_info["name"], tuple(wishes(request))), request)
        response.headers.update(UNKEPT)
        return response

    return [web.get("/", answer), web.get("/privacy", answer), web.get("/terms", answer), web.get("/i/{name}", lead)]


def drawn(shown: Page, request: web.Request) -> web.Response:
    text, status = page(shown, request.rel_url.raw_path), 404 if shown.missing else 200
    return web.Response(status=status, text=text, content_type="text/html", charset="utf-8", headers=GUARD)


def wishes(request: web.Request) -> Iterator[str]:
    """Languages by their two letters, the most wished for first: browsers name them in this order."""
    yield request.query.get("language", "")
    for one in request.headers.get("Accept-Language", "").split(","):
        yield one.strip()[:2].lower()
