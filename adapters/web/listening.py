"""The port on which everybody is heard: the chats, browsers, and whoever asks whether Latu lives."""

import errno
from contextlib import AsyncExitStack

from aiohttp import web

from bot.errors import Misconfigured
from bot.settings import Settings

STOPPING = 10.0
"""Seconds that requests in hand may take when Latu stops."""


async def listen(app: web.Application, settings: Settings, stack: AsyncExitStack) -> str:
    """Take requests; answers with the address."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOPPING)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, settings.http_host, settings.http_port)
    try:
        await site.start()
    except (OSError, UnicodeError) as error:
        raise Misconfigured(deaf(settings, error)) from error
    port = runner.addresses[0][1]
    return f"http://{settings.http_host}:{port}"


def deaf(settings: Settings, error: OSError | UnicodeError) -> str:
    """Why no requests can be taken."""
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            return f"Port {settings.http_port} is in use: stop the other program or set LATU_HTTP_PORT."
        case errno.EACCES:
            return "LATU_HTTP_PORT is one that only root may listen on: set one above 1023."
        case _:
            return "LATU_HTTP_HOST is no address of this machine: set one that is, or leave it out."
