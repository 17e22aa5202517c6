"""The app manifests of the chats, filled in for one installation."""

import os
from importlib import import_module
from typing import BinaryIO

from bot.errors import Misconfigured
from bot.model import LANGUAGES, Language
from bot.settings import https_address


def write(chat: str, url: str | None, language: str, version: str | None, out: BinaryIO) -> None:
    """Write what is uploaded to the chat: for Slack its manifest, for Teams the app package; raises Misconfigured.

    Without an address it is for a socket, which only Slack has. An app in Slack speaks one language, in Teams each, and
    only there it has a version.
    """
    import_module(f"manifests.{chat}").write(None if url is None else address(url), language, version, out)


def language_of(chosen: str | None) -> str:
    """The language that was chosen, or the organisation's; raises Misconfigured."""
    language = chosen or os.environ.get("LATU_DEFAULT_LANGUAGE") or Language.FINNISH
    if language not in LANGUAGES:
        raise Misconfigured(f"LATU_DEFAULT_LANGUAGE is {language}: set {', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}.")
    return language


def reached(chat: str, url: str | None, *, socket: bool) -> str | None:
    """The address that was given or is set, None where Slack is reached by a socket; raises Misconfigured."""
    if socket and chat != "slack":
        raise Misconfigured("--socket is for Slack: leave it out.")
    if socket or url:
        return None if socket else url
    if not (public := os.environ.get("LATU_PUBLIC_URL")):
        raise Misconfigured("--url is missing: give the https address of Latu, or set LATU_PUBLIC_URL.")
    try:
        return https_address(public)
    except ValueError as error:
        raise Misconfigured(f"LATU_PUBLIC_URL: {error}.") from None


def address(url: str) -> str:
    """The address without a slash at its end; raises Misconfigured."""
    try:
        return https_address(url)
    except ValueError as error:
        raise Misconfigured(f"--url {error}.") from None
