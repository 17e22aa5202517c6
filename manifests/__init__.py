"""The app manifests of the chats, filled in for one installation."""

import re
from importlib import import_module
from typing import BinaryIO

from bot.errors import Misconfigured

LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
ADDRESS = re.compile(rf"https://{LABEL}(?:\.{LABEL})+(?::(?P<port>[1-9]\d{{0,4}}))?", re.ASCII)
LAST_PORT = 65535


def write(chat: str, url: str, out: BinaryIO) -> None:
    """Write what is uploaded to the chat: for Slack its manifest, for Teams the app package; raises Misconfigured."""
    import_module(f"manifests.{chat}").write(address(url), out)


def address(url: str) -> str:
    """The address without a slash at its end; raises Misconfigured."""
    plain = url.strip().removesuffix("/").lower()
    found = ADDRESS.fullmatch(plain)
    if found is None or int(found["port"] or 0) > LAST_PORT:
        raise Misconfigured("--url must be https:// and the host name of Latu, without a user, a path or a query.")
    return plain
