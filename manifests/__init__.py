"""The app manifests of the chats, filled in for one installation."""

from importlib import import_module
from typing import BinaryIO

from bot.errors import Misconfigured
from bot.settings import https_address


def write(chat: str, url: str, out: BinaryIO) -> None:
    """Write what is uploaded to the chat: for Slack its manifest, for Teams the app package; raises Misconfigured."""
    import_module(f"manifests.{chat}").write(address(url), out)


def address(url: str) -> str:
    """The address without a slash at its end; raises Misconfigured."""
    try:
        return https_address(url)
    except ValueError as error:
        raise Misconfigured(f"--url {error}.") from None
