"""The app package of Microsoft Teams: a zip that an administrator uploads."""

import json
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from zipfile import ZipFile, ZipInfo

from adapters.teams.settings import ID, Settings
from bot.errors import Misconfigured

MANIFEST = "manifest.json"
# https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema#version
VERSION = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){2}", re.ASCII)
UNIX, READABLE = 3, 0o100644 << 16


def template() -> dict[str, Any]:
    """The manifest with an example address and no app id."""
    manifest: dict[str, Any] = json.loads(_file(MANIFEST).read_bytes())
    return manifest


def filled(address: str, app_id: str) -> dict[str, Any]:
    """The manifest of the installation at this address."""
    manifest = template()
    manifest["id"] = manifest["bots"][0]["botId"] = manifest["composeExtensions"][0]["botId"] = app_id
    manifest["validDomains"] = own = [urlsplit(address).hostname]
    manifest["composeExtensions"][0]["messageHandlers"][0]["value"]["domains"] = own
    manifest["developer"] |= {
        "websiteUrl": address,
        "privacyUrl": f"{address}/privacy",
        "termsOfUseUrl": f"{address}/terms",
    }
    return manifest


def write(address: str, language: str, version: str | None, out: BinaryIO) -> None:
    """The zip with every language in it, byte for byte the same every time; raises Misconfigured."""
    del language
    if out.isatty():
        raise Misconfigured("The app package is a zip: end the command with > latu.zip.")
    manifest = filled(address, _app_id())
    if version:
        if VERSION.fullmatch(version) is None:
            raise Misconfigured("--package-version is three numbers with dots, for example 1.0.1.")
        manifest["version"] = version
    languages = [language["file"] for language in manifest["localizationInfo"]["additionalLanguages"]]
    package = BytesIO()
    with ZipFile(package, "w") as entries:
        _add(entries, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode())
        for name in (*languages, *manifest["icons"].values()):
            _add(entries, name, _file(name).read_bytes())
    out.write(package.getvalue())


def _app_id() -> str:
    app_id = Settings().app_id.strip().lower()
    if not app_id:
        raise Misconfigured("TEAMS_APP_ID is missing: the manifest needs it, and Azure gives it to the bot.")
    if ID.fullmatch(app_id) is None:
        raise Misconfigured("TEAMS_APP_ID is no app id: copy the Microsoft App ID of the bot from the Azure portal.")
    return app_id


def _add(entries: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name)  # dated 1980-01-01, whatever the day is
    entry.create_system, entry.external_attr = UNIX, READABLE
    entries.writestr(entry, content)


def _file(name: str) -> Traversable:
    return files(__name__) / name
