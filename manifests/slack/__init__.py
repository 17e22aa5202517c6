"""The manifest of the Slack app; it is pasted where Slack makes an app from a manifest."""

import re
from importlib.resources import files
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import yaml

from bot.errors import Misconfigured

ENGLISH = "en"
SCOPE = re.compile(r"^ +- (\S+) +# (.+)$", re.MULTILINE)


def template() -> str:
    """The manifest with an example address."""
    return (files(__name__) / "manifest.yaml").read_text(encoding="utf-8")


def words(language: str) -> dict[str, Any]:
    """What people read of the app in a language other than English, which the manifest itself speaks."""
    found: dict[str, Any] = yaml.safe_load((files(__name__) / f"{language}.yaml").read_text(encoding="utf-8"))
    return found


def reasons(language: str = ENGLISH) -> dict[str, str]:
    """Each bot scope, and why Latu needs it; in English they stand as comments in the manifest."""
    read: dict[str, str] = dict(SCOPE.findall(template())) if language == ENGLISH else words(language)["scopes"]
    return read


def spoken(language: str) -> dict[str, Any]:
    """The manifest with an example address, in a language: Slack shows everybody the same one."""
    manifest: dict[str, Any] = yaml.safe_load(template())
    if language != ENGLISH:
        read, features = words(language), manifest["features"]
        manifest["display_information"] |= read["display_information"]
        for shortcut in features["shortcuts"]:
            shortcut |= read["shortcuts"][shortcut["callback_id"]]
        for command in features["slash_commands"]:
            command |= read["slash_commands"][command["command"]]
    return manifest


def filled(address: str | None, language: str = ENGLISH) -> dict[str, Any]:
    """The manifest of the installation at this address; without one, of an installation that opens a socket."""
    manifest = spoken(language)
    if address is None:
        return _socket(manifest)
    endpoint = f"{address}/slack/events"
    for command in manifest["features"]["slash_commands"]:
        command["url"] = endpoint
    manifest["features"]["unfurl_domains"] = [urlsplit(address).hostname]
    settings = manifest["settings"]
    settings["event_subscriptions"]["request_url"] = endpoint
    settings["interactivity"]["request_url"] = endpoint
    settings["interactivity"]["message_menu_options_url"] = endpoint
    return manifest


def _socket(manifest: dict[str, Any]) -> dict[str, Any]:
    for command in manifest["features"]["slash_commands"]:
        del command["url"]
    settings = manifest["settings"]
    del manifest["features"]["unfurl_domains"]
    del settings["event_subscriptions"]["request_url"]
    del settings["interactivity"]["request_url"]
    del settings["interactivity"]["message_menu_options_url"]
    settings["socket_mode_enabled"] = True
    return manifest


def write(address: str | None, language: str, version: str | None, out: BinaryIO) -> None:
    """YAML, headed by the reason of each scope for whoever approves the app; raises Misconfigured."""
    if version:
        raise Misconfigured("--package-version is for Teams: leave it out.")
    head = "".join(f"# {scope}: {reason}\n" for scope, reason in reasons(language).items())
    body = yaml.safe_dump(filled(address, language), sort_keys=False, allow_unicode=True, width=120)
    out.write((head + body).encode())
