"""The chats: each adapter arranges the product's words on one platform and names who asks."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass

from aiohttp import web

from bot.ports import Platform


async def nothing() -> None:
    """The usual `close`: an adapter that keeps nothing open has nothing to finish."""


def always() -> bool:
    """The usual `heard`: a platform that calls our routes is heard as long as the server runs."""
    return True


@dataclass(frozen=True, slots=True)
class Connection:
    """What an adapter gives when it is connected: the platform, and its routes on the product's own HTTP server."""

    platform: Platform
    routes: Iterable[web.RouteDef]
    close: Callable[[], Awaitable[None]] = nothing
    """Finishes what is still being shown; after the server has stopped, while the session is open."""
    listening: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
    """What hears the platform without a route: begun with the server, ended before it."""
    heard: Callable[[], bool] = always
    """Whether the platform can be heard now."""
