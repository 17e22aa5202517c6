"""What is refused before anything is read: bodies that cannot be unpacked, and keys from anywhere but Microsoft."""

import json

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams.keys import Keys, KeysUnavailable
from adapters.teams.registration import is_login
from tests.adapters.teams.product import Product, connected
from tests.adapters.teams.service import BotService


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_body_that_cannot_be_unpacked_is_a_bad_request(service: BotService, encoding: str) -> None:
    product = Product()
    async with connected(service, product) as tenant:
        for proof in ({}, {"Authorization": service.bearer()}):
            headers = {"Content-Encoding": encoding, "Content-Type": "application/json"} | proof
            answer = await tenant.client.post("/api/messages", data=b"garbage", headers=headers)
            assert answer.status == 400
    assert product.asked == []


async def fetched(service: BotService, metadata: web.Response) -> list[str]:
    """What is asked of this machine when its metadata are these; the keys are not taken."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        if request.path == "/metadata":
            return metadata
        return web.json_response({"jwks_uri": f"{service.url}/keys"})

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        keys = Keys(session, str(server.make_url("/metadata")))
        with pytest.raises(KeysUnavailable):
            await keys.get("one")
    return asked


async def test_keys_are_not_looked_for_where_a_redirect_leads(service: BotService) -> None:
    assert await fetched(service, web.Response(status=302, headers={"Location": "/elsewhere"})) == ["/metadata"]


@pytest.mark.parametrize("host", ["0.0.0.0", "login.botframework.com.example"])  # noqa: S104 - reaches this machine
async def test_keys_are_not_taken_from_whichever_host_is_named(service: BotService, host: str) -> None:
    there = json.dumps({"jwks_uri": service.url.replace("127.0.0.1", host) + "/keys"})
    assert await fetched(service, web.Response(text=there)) == ["/metadata"]


@pytest.mark.parametrize(
    ("url", "real", "local"),
    [
        ("https://login.botframework.com/v1/.well-known/keys", True, True),
        ("https://LOGIN.microsoftonline.com:443/tenant/oauth2/v2.0/token", True, True),
        ("http://login.botframework.com/v1/.well-known/keys", False, False),
        ("https://login.botframework.com:8443/keys", False, False),
        ("https://me@login.botframework.com/keys", False, False),
        ("https://login.botframework.com.example/keys", False, False),
        ("https://keys.example/", False, False),
        ("http://127.0.0.1:3978/keys", False, True),
        ("https://localhost/keys", False, True),
        ("ftp://localhost/keys", False, False),
        ("http://[::1]:1/keys", False, True),
        ("http://[::1", False, False),
        ("", False, False),
    ],
)
def test_keys_and_tokens_come_from_microsoft_or_in_local_tests_from_this_machine(
    url: str, real: bool, local: bool
) -> None:
    assert is_login(url, local=False) is real
    assert is_login(url, local=True) is local
