"""A connected workspace for every test."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.slack import Settings
from adapters.slack.connecting import connect
from tests.adapters.slack.workspace import SECRET, TOKEN, RecordingDoor, WebApi, World


@pytest.fixture
async def world() -> AsyncIterator[World]:
    api, door = WebApi(), RecordingDoor()
    slack_app = web.Application()
    slack_app.add_routes([web.route("*", "/api/{method}", api.answer), web.post("/{method:hooks}/1", api.answer)])
    slack_app.add_routes([web.post("/upload/v1/{file}", api.receive)])
    async with TestServer(slack_app) as slack, ClientSession() as session:
        api.url = str(slack.make_url("")).rstrip("/")
        settings = Settings(signing_secret=SECRET, bot_token=TOKEN, api_url=str(slack.make_url("/api/")))
        connection = await connect(settings, door, session)
        app = web.Application()
        app.add_routes(connection.routes)
        async with TestServer(app) as bot:
            yield World(api, door, slack, bot, session, connection.platform)
