"""The app manifests of the chats, filled in for one installation."""

from importlib import import_module
from typing import BinaryIO

from bot.errors import Misconfigured
from bot.settings import https_address


def write(chat: str, url: str | None, out: BinaryIO) -> None:
    """Write what is uploaded to the chat: for Slack its manifest, for Teams the app package; raises Misconfigured.

    Without an address it is for a socket, which only Slack has.
    """
    import_module(f"manifests.{chat}").write(None if url is None else address(url), out)


def address(url: str) -> str:
    """The address without a slash at its end; raises Misconfigured."""
    try:
        return https_address(url)
    except ValueError as error:
        raise Misconfigured(f"--url {error}.") from None
