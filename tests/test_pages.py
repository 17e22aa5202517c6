"""The public pages, as a browser asks for them over HTTP."""

import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.web import ADDRESSES, routes
from bot.model import LANGUAGES
from bot.pages import Pages
from manifests.teams import filled
from storage.database import Database
from tests.features.conftest import House

CONTACT = "<b>tietosuoja</b>@kunta.example"
HOME = "https://latu.kunta.example"
TITLES = {"slack": "Slack", "teams": "Teams"}


@pytest.fixture
async def session(database: Database) -> AsyncIterator[ClientSession]:
    app = web.Application()
    app.add_routes(routes(Pages(database.transaction, House(database, contact=CONTACT).scene, TITLES)))
    async with TestServer(app) as server, ClientSession(server.make_url("/")) as session:
        yield session


async def test_every_page_is_there_in_every_language_and_leads_to_all_sl30(session: ClientSession) -> None:
    for address in ADDRESSES:
        for language in LANGUAGES:
            told = await (await session.get(address, params={"language": language})).text()
            assert f'<html lang="{language}">' in told
            assert all(f'href="{address}?language={one}"' in told for one in LANGUAGES)


async def test_the_pages_that_the_teams_manifest_names_exist_tm28_tm36() -> None:
    developer = filled(HOME, "5a0c7f10-0000-4000-8000-00000000bbbb")["developer"]
    named = {developer[name].removeprefix(HOME) or "/" for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl")}
    assert named <= set(ADDRESSES), json.dumps(developer)


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
    assert "src=" not in told
    assert "http" not in told
