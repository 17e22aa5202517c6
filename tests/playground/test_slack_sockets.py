"""The local Slack's sockets are as strict as Slack's."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.slack_app import AINO, IDEAS, TOKEN, Stage, actions, section, stage
from tests.playground.test_slack_payloads import SAMPLES, keys

APP_TOKEN = "xapp-1-local"


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Stage, AsyncWebClient, aiohttp.ClientSession]]:
    async with stage(app_token=APP_TOKEN) as scene, aiohttp.ClientSession() as session:
        assert scene.workspace.sockets
        scene.workspace.sockets.patience = 0.1
        yield scene, AsyncWebClient(base_url=f"{scene.workspace.url}/api/"), session


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"socket_{name}.json").read_text("utf-8"))


async def test_what_travels_in_a_socket_has_the_shape_of_the_samples() -> None:
    async with connected() as (scene, api, session):
        told = await api.apps_connections_open(app_token=APP_TOKEN)
        async with session.ws_connect(told["url"]) as socket:
            assert keys(await socket.receive_json()) == keys(sample("hello"))

            async def acknowledge(name: str) -> None:
                envelope = await socket.receive_json()
                assert keys(envelope) == keys(sample(name))
                assert envelope["type"] == sample(name)["type"]
                assert envelope["accepts_response_payload"] is sample(name)["accepts_response_payload"]
                await socket.send_json({"envelope_id": envelope["envelope_id"]})

            workspace = scene.workspace
            ts = await scene.post(section("Walking meetings"), actions("Support"))
            seen = {one.id: one for one in workspace.seen(IDEAS)}
            await asyncio.gather(workspace.slash(AINO.id, IDEAS, "/latu", "help"), acknowledge("slash_command"))
            await asyncio.gather(workspace.write(AINO.id, IDEAS, "help", mention=True), acknowledge("event"))
            await asyncio.gather(workspace.press(AINO.id, seen[ts], "Support"), acknowledge("interactive"))
            assert workspace.sockets
            await workspace.sockets.ask_to_leave(workspace.sockets.newest, "refresh_requested")
            assert keys(await socket.receive_json()) == keys(sample("disconnect"))
        assert workspace.broken_rules == []


async def test_an_event_that_is_not_acknowledged_comes_again_and_says_so() -> None:
    async with connected() as (scene, api, session):
        told = await api.apps_connections_open(app_token=APP_TOKEN)
        async with session.ws_connect(told["url"]) as socket:
            await socket.receive_json()
            writing = asyncio.create_task(scene.workspace.write(AINO.id, IDEAS, "help", mention=True))
            first, second = await socket.receive_json(), await socket.receive_json()
            await socket.send_json({"envelope_id": second["envelope_id"]})
            await writing
    assert first["payload"] == second["payload"]
    assert (first["retry_attempt"], second["retry_attempt"], second["retry_reason"]) == (0, 1, "timeout")


@pytest.mark.parametrize(
    "answer",
    ["x", "[]", '{"envelope_id": "never"}', '{"envelope_id": "%", "payload": {}}', '{"envelope_id": "%", "a": 1}'],
)
async def test_a_wrong_acknowledgement_is_a_broken_rule(answer: str) -> None:
    async with connected() as (scene, api, session):
        told = await api.apps_connections_open(app_token=APP_TOKEN)
        async with session.ws_connect(told["url"]) as socket:
            await socket.receive_json()
            assert scene.workspace.sockets
            carrying = asyncio.create_task(scene.workspace.sockets.carry({"type": "event_callback"}, 0))
            envelope = await socket.receive_json()
            await socket.send_str(answer.replace("%", envelope["envelope_id"]))
            assert (await carrying)[2] == "timeout"
        assert len(scene.workspace.broken_rules) == 1


async def test_a_ticket_opens_one_socket() -> None:
    async with connected() as (_, api, session):
        told = await api.apps_connections_open(app_token=APP_TOKEN)
        async with session.ws_connect(told["url"]):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(told["url"])


@pytest.mark.parametrize(("token", "error"), [(TOKEN, "not_allowed_token_type"), ("xapp-other", "invalid_auth")])
async def test_only_the_apps_own_token_gets_a_ticket(token: str, error: str) -> None:
    async with connected() as (_, api, _session):
        with pytest.raises(SlackApiError, match=error):
            await api.apps_connections_open(app_token=token)
