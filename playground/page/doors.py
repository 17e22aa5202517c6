"""Who may look at the page: this computer's own browser, by an address that works once and a cookie after it."""

import hmac
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


class Doors:
    """`used` is called when an address has been used: another one is needed for another browser."""

    def __init__(self, secret: str, used: Callable[[], None]) -> None:
        self.secret = secret
        self.used = used
        self.token = secrets.token_urlsafe(24)
        self.port = 0

    @property
    def address(self) -> str:
        """Works once."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """Cookies are shared by all ports of a host."""
        return f"playground-{self.port}"

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Trade the address for the cookie; whoever has it already comes in by an older address too."""
        if self._knows(request):
            return web.Response(status=303, headers={"Location": "/"})
        if not same(request.query["token"], self.token):
            raise web.HTTPForbidden(text="This address has been used. The newest one stands in the terminal.\n")
        self.token = secrets.token_urlsafe(24)
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(self.cookie, self.secret, httponly=True, samesite="Strict")
        self.used()
        return answer

    def refuse(self, request: web.Request) -> None:
        """Raises 403 for a foreign name of this computer, for another page, and without the cookie."""
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if request.host not in hosts:
            raise web.HTTPForbidden(text="Not an address of this page.\n")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            raise web.HTTPForbidden(text="Another page asks.\n")
        if request.method != "GET" and origin is None:
            raise web.HTTPForbidden(text="A browser says which page asks.\n")
        if request.query_string and "token" in request.query and request.path == "/":
            return
        if not self._knows(request):
            raise web.HTTPForbidden(text="Open the page by the address in the terminal.\n")

    def _knows(self, request: web.Request) -> bool:
        return same(request.cookies.get(self.cookie, ""), self.secret)

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """In front of everything."""
        self.refuse(request)
        entering = request.path == "/" and "token" in request.query
        return await (self.enter(request) if entering else handler(request))

    async def label(self, _: web.Request, answer: web.StreamResponse) -> None:
        """Whatever is answered, a refusal too, says what the browser may do with it."""
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)


def same(given: str, secret: str) -> bool:
    """Compare what somebody has sent, which may hold any byte, in constant time."""
    return hmac.compare_digest(given.encode(errors="surrogatepass"), secret.encode())
