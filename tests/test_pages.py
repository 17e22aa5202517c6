"""The public pages, as a browser asks for them over HTTP."""

import json
import re
from collections.abc import AsyncIterator
from html import unescape
from io import BytesIO

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from PIL import Image

from adapters.web import routes
from adapters.web.render import ADDRESSES
from bot.__main__ import ADAPTERS
from bot.model import LANGUAGES
from bot.pages import Pages
from bot.views.about import about_page
from bot.views.pages import NAMES
from bot.views.text import read
from manifests.teams import filled
from storage.database import Database
from tests.features.conftest import House

CONTACT = "<b>tietosuoja</b>@kunta.example"
HOME = "https://latu.kunta.example"
TITLES = {"slack": "Slack", "teams": "Teams"}
PICTURE = re.compile(
    r"<figcaption>(?P<title>[^<]*)</figcaption>\s*<picture>"
    r'<source media="\(prefers-color-scheme: dark\)" srcset="(?P<dark>[^"]*)">'
    r'<img src="(?P<light>[^"]*)" alt="(?P<text>[^"]*)" width="(?P<wide>\d+)" height="(?P<high>\d+)"'
)
FETCHED = re.compile(r'(?:src|srcset|<link [^>]*href)="([^"]*)"')
SMALL = 30_000
"""Bytes of one picture."""


@pytest.fixture
async def session(database: Database) -> AsyncIterator[ClientSession]:
    """Of an organisation that uses one of the chats."""
    app = web.Application()
    scene = House(database, contact=CONTACT).scene
    app.add_routes(routes(Pages(database.transaction, scene, {"slack": "Slack"}, TITLES)))
    async with TestServer(app) as server, ClientSession(server.make_url("/")) as session:
        yield session


async def told_at(session: ClientSession, address: str, language: str) -> str:
    answer = await session.get(address, params={"language": language})
    assert answer.status == 200
    return await answer.text()


async def test_every_page_is_there_in_every_language_and_leads_to_all_sl30(session: ClientSession) -> None:
    for address in ADDRESSES.values():
        for language in LANGUAGES:
            told = await told_at(session, address, language)
            assert f'<html lang="{language}">' in told
            assert all(f'href="{address}?language={one}"' in told for one in LANGUAGES)
            for name, other in ADDRESSES.items():
                link = re.search(
                    rf'<a href="{other}\?language={language}"[^>]*>{read(NAMES[name], language)}</a>', told
                )
                assert link, (address, language, other)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_shows_how_latu_works_in_each_chat_and_how_an_organisation_gets_it_sl30(
    session: ClientSession, language: str
) -> None:
    told = await told_at(session, "/", language)
    shown = list(PICTURE.finditer(told))
    assert len(shown) == told.count("<picture>")
    assert [one["title"] for one in shown] == 3 * list(TITLES.values())
    assert len({unescape(one["text"]) for one in shown}) == len(shown)
    for one in shown:
        assert one["text"].startswith(f"{one['title']}: ")
        for address in (one["light"], one["dark"]):
            answer = await session.get(address)
            picture = Image.open(BytesIO(await answer.read()))
            assert picture.size == (2 * int(one["wide"]), 2 * int(one["high"]))
    for command in ("latu manifest slack", "latu manifest teams", "latu serve", "docs/operating.md"):
        assert f"<code>{command}</code>" in told


async def test_each_language_and_each_theme_has_pictures_of_its_own(session: ClientSession) -> None:
    found: list[str] = []
    for language in LANGUAGES:
        for one in PICTURE.finditer(await told_at(session, "/", language)):
            assert f"-{language}-light." in one["light"]
            assert f"-{language}-dark." in one["dark"]
            found += (one["light"], one["dark"])
    contents = {await (await session.get(address)).read() for address in found}
    assert len(contents) == len(found) == 36
    assert max(map(len, contents)) <= SMALL


async def test_a_picture_is_kept_for_good_and_a_page_is_asked_for_again(session: ClientSession) -> None:
    told = await told_at(session, "/", "fi")
    address = FETCHED.findall(told)[0]
    picture, page = await session.get(address), await session.get("/")
    assert picture.content_type == "image/webp"
    assert picture.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (page.headers["Cache-Control"], page.headers["Vary"]) == ("no-cache", "Accept-Language")
    for answer in (picture, page):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    ["", "icon", "icon.webp", "icon.000000000000.webp", "../page.css", "%2e%2e/page.css", "..%2fpage.css", "a/b"],
)
async def test_where_no_picture_is_there_is_nothing(session: ClientSession, name: str) -> None:
    assert (await session.get(f"/pictures/{name}")).status == 404


def test_the_page_tells_how_to_install_for_every_chat_that_there_is() -> None:
    assert set(TITLES) == set(ADAPTERS)
    assert str(about_page(TITLES)).count("latu manifest ") == len(ADAPTERS)


async def test_the_pages_that_the_teams_manifest_names_exist_tm28_tm36() -> None:
    developer = filled(HOME, "5a0c7f10-0000-4000-8000-00000000bbbb")["developer"]
    named = {developer[name].removeprefix(HOME) or "/" for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl")}
    assert named <= set(ADDRESSES.values()), json.dumps(developer)


@pytest.mark.parametrize(
    ("wished", "language"), [("sv-FI,sv;q=0.9,en;q=0.8", "sv"), ("et,en-GB;q=0.8", "en"), ("et", "fi"), ("", "fi")]
)
async def test_without_a_choice_it_is_the_browsers_language_else_the_organisations(
    session: ClientSession, wished: str, language: str
) -> None:
    answer = await session.get("/privacy", headers={"Accept-Language": wished})
    assert f'<html lang="{language}">' in await answer.text()


async def test_what_stands_in_a_setting_is_never_markup_and_nothing_is_fetched_from_elsewhere(
    session: ClientSession,
) -> None:
    answer = await session.get("/privacy")
    told = await answer.text()
    assert "&lt;b&gt;tietosuoja&lt;/b&gt;" in told
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for address in ADDRESSES.values():
        told = await told_at(session, address, "sv")
        fetched = FETCHED.findall(told)
        assert fetched
        assert all(one.startswith("/pictures/") for one in fetched)
        assert re.findall(r"https?://|//[a-z]", told) == []
