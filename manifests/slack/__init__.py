"""The manifest of the Slack app; it is pasted where Slack makes an app from a manifest."""

import re
from importlib.resources import files
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import yaml

SCOPE = re.compile(r"^ +- (\S+) +# (.+)$", re.MULTILINE)


def template() -> str:
    """The manifest with an example address."""
    return (files(__name__) / "manifest.yaml").read_text(encoding="utf-8")


def reasons() -> dict[str, str]:
    """Each bot scope, and why Latu needs it; they are written only once, as comments in the manifest."""
    return dict(SCOPE.findall(template()))


def filled(address: str | None) -> dict[str, Any]:
    """The manifest of the installation at this address; without one, of an installation that opens a socket."""
    manifest: dict[str, Any] = yaml.safe_load(template())
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


def write(address: str | None, out: BinaryIO) -> None:
    """YAML, headed by the reason of each scope for whoever approves the app."""
    head = "".join(f"# {scope}: {reason}\n" for scope, reason in reasons().items())
    body = yaml.safe_dump(filled(address), sort_keys=False, allow_unicode=True, width=120)
    out.write((head + body).encode())
