"""The web: a few public pages, for whoever looks Latu up before using it or follows a link to an idea."""

from collections.abc import Iterable, Iterator

from aiohttp import web

from adapters.web.gallery import FOREVER, at
from adapters.web.render import ADDRESSES, ASKED_AGAIN, GUARD, UNKEPT, page
from bot.ports import Page, Shelf

PAGES = {address: name for name, address in ADDRESSES.items()}


def routes(shelf: Shelf) -> Iterable[web.RouteDef]:
    """Every page at its address; `?language=sv` or the browser says in which language."""

    async def answer(request: web.Request) -> web.Response:
        return drawn(await shelf.read(PAGES[request.path], tuple(wishes(request))), request)

    async def lead(request: web.Request) -> web.Response:
        response = drawn(await shelf.lead(request.match_info["name"], tuple(wishes(request))), request)
        response.headers.update(UNKEPT)
        return response

    return [
        web.get("/", answer),
        web.get("/privacy", answer),
        web.get("/terms", answer),
        web.get("/i/{name}", lead),
        web.get("/pictures/{name}", picture),
    ]


async def picture(request: web.Request) -> web.Response:
    """What lies beside the pages; a picture of before an upgrade is gone with its page."""
    found = at().get(request.path)
    if found is None:
        raise web.HTTPNotFound(headers=GUARD)
    return web.Response(body=found, content_type="image/webp", headers={**GUARD, "Cache-Control": FOREVER})


def drawn(shown: Page, request: web.Request) -> web.Response:
    text, status = page(shown, request.rel_url.raw_path), 404 if shown.missing else 200
    return web.Response(
        status=status, text=text, content_type="text/html", charset="utf-8", headers=GUARD | ASKED_AGAIN
    )


def wishes(request: web.Request) -> Iterator[str]:
    """Languages by their two letters, the most wished for first: browsers name them in this order."""
    yield request.query.get("language", "")
    for one in request.headers.get("Accept-Language", "").split(","):
        yield one.strip()[:2].lower()
