"""A stand-in for Azure Bot Service on loopback: signing keys, tokens and the Bot Connector."""

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP, TENANT, ISSUER = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b", "https://issuer"
CONVERSATION = "19:square@thread.tacv2;messageid=1700000000000"


@dataclass(frozen=True)
class Received:
    method: str
    conversation: str
    rest: str
    authorization: str
    body: Any


@dataclass
class BotService:
    keys: dict[str, rsa.RSAPrivateKey] = field(default_factory=dict)
    endorsements: tuple[str, ...] = ("msteams",)
    received: list[Received] = field(default_factory=list)
    answers: deque[web.Response] = field(default_factory=deque)
    token_requests: list[Mapping[str, Any]] = field(default_factory=list)
    token_answer: Mapping[str, Any] | None = None
    key_requests: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    busy: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: asyncio.Barrier | None = None
    url: str = ""

    async def start(self) -> TestServer:
        self.open.set()
        app = web.Application()
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/token", self._token)
        app.router.add_route("*", "/teams/v3/conversations", self._connector)
        app.router.add_route("*", "/teams/v3/conversations/{conversation}/{rest:.*}", self._connector)
        app.router.add_route("*", "/teams/v3/teams/{team}/conversations", self._connector)
        server = TestServer(app)
        await server.start_server()
        self.url = str(server.make_url("")).rstrip("/")
        return server

    @property
    def service_url(self) -> str:
        return f"{self.url}/teams/"

    def bearer(self, kid: str = "one", algorithm: str = "RS256", key: Any = None, **claims: Any) -> str:
        now = int(time.time())
        said = {"iss": ISSUER, "aud": APP, "nbf": now, "exp": now + 3600, "serviceurl": self.service_url} | claims
        said = {name: value for name, value in said.items() if value is not None}
        return "Bearer " + jwt.encode(said, key or self.keys["one"], algorithm, headers={"kid": kid})

    def activity(self, **fields: Any) -> dict[str, Any]:
        return {
            "type": "message",
            "id": "1",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": "29:aino", "aadObjectId": "aino"},
            "recipient": {"id": f"28:{APP}"},
            "conversation": {"id": CONVERSATION, "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
        } | fields

    async def _wait(self) -> None:
        self.busy.set()
        await self.open.wait()

    async def _metadata(self, _request: web.Request) -> web.Response:
        self.key_requests += 1
        await self._wait()
        return web.json_response({"jwks_uri": f"{self.url}/keys"})

    async def _keys(self, _request: web.Request) -> web.Response:
        jwks = [
            RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": kid, "endorsements": self.endorsements}
            for kid, key in self.keys.items()
        ]
        return web.json_response({"keys": [{"kty": "EC", "kid": "other"}, *jwks]})

    async def _token(self, request: web.Request) -> web.Response:
        self.token_requests.append(await request.post())
        await self._wait()
        if self.token_answer is not None:
            return web.json_response(self.token_answer, status=400)
        return web.json_response({"access_token": f"token-{len(self.token_requests)}", "expires_in": 3600})

    async def _connector(self, request: web.Request) -> web.Response:
        body = await request.json() if request.can_read_body else None
        where, rest = request.match_info.get("conversation", ""), request.match_info.get("rest", "")
        self.received.append(Received(request.method, where, rest, request.headers["Authorization"], body))
        answer = self.answers.popleft() if self.answers else web.json_response({"id": f"m{len(self.received)}"})
        if self.at_once:
            await self.at_once.wait()
        return answer
