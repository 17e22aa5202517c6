"""A Teams that only counts: it signs what people press, gives the bot its tokens, and keeps what it is told to show."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import aiohttp
from aiohttp import web

from adapters.teams.elements import INTENT, SUBJECT
from bot.intents import Intent, encode
from playground import people
from playground.teams.login import ISSUER, Login
from playground.town import APP
from tests.benchmarks.slack import TAKES

CHANNEL, PASSWORD = "19:bench@thread.tacv2", "bench"
CONVERSATION = {"isGroup": True, "conversationType": "channel", "tenantId": people.TENANT, "id": CHANNEL}


def account(number: int) -> str:
    """Somebody's id in Entra."""
    return f"40000000-0000-4000-8000-{number:012}"


class CountingTeams:
    """One tenant."""

    def __init__(self) -> None:
        self.login = Login({}, people.TENANT, APP, PASSWORD, ISSUER)
        self.cards: dict[str, str] = {}
        """The last text of each message."""

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[dict[str, str]]:
        """Answers with the settings that lead here."""
        app = web.Application()
        talk = "/v3/conversations/{conversation}"
        app.add_routes(
            [web.get("/openid", self._openid), web.get("/keys", self._keys), web.post("/token", self._token)]
        )
        app.add_routes([web.post(f"{talk}/activities", self._show), web.get(talk + "/members/{who}", self._member)])
        app.add_routes([web.route("*", talk + "/activities/{message}", self._show)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        self.authorization = self.login.sign("good", self.url) or ""
        self.settings = {
            "TEAMS_APP_ID": APP,
            "TEAMS_APP_PASSWORD": PASSWORD,
            "TEAMS_TENANT_ID": people.TENANT,
            "TEAMS_OPENID_METADATA_URL": f"{self.url}openid",
            "TEAMS_TOKEN_URL": f"{self.url}token",
            "TEAMS_TOKEN_ISSUER": ISSUER,
        }
        try:
            yield self.settings
        finally:
            await runner.cleanup()

    async def _openid(self, request: web.Request) -> web.Response:
        algorithms = {"id_token_signing_alg_values_supported": ["RS256"]}
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}keys", **algorithms})

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response(self.login.jwks())

    async def _token(self, request: web.Request) -> web.Response:
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": self.login.token()})

    async def _show(self, request: web.Request) -> web.Response:
        await asyncio.sleep(TAKES)
        message = request.match_info.get("message") or uuid4().hex
        self.cards[message] = await request.text()
        return web.json_response({"id": message})

    async def _member(self, request: web.Request) -> web.Response:
        await asyncio.sleep(TAKES)
        who = request.match_info["who"]
        return web.json_response({"id": who, "name": "Väki", "tenantId": people.TENANT, "userRole": "user"})

    async def click(self, session: aiohttp.ClientSession, bot: str, user: str, intent: Intent, message: str) -> float:
        """Somebody presses a button of a card in a channel; seconds until the dialog is answered."""
        data = {"msteams": {"type": "task/fetch"}, INTENT: encode(intent)}
        data |= {SUBJECT: f"idea:{number}"} if (number := getattr(intent, "idea", None)) else {}
        value = {"data": data, "context": {"theme": "default"}}
        return await self._ask(session, bot, user, type="invoke", name="task/fetch", value=value, replyToId=message)

    async def write(self, session: aiohttp.ClientSession, bot: str, user: str) -> float:
        """Somebody writes to the bot; seconds until that is answered."""
        return await self._ask(session, bot, user, type="message", text="moi", textFormat="plain")

    async def _ask(self, session: aiohttp.ClientSession, bot: str, user: str, **more: object) -> float:
        activity = {
            "id": f"f:{uuid4()}",
            "channelId": "msteams",
            "serviceUrl": self.url,
            "from": {"id": f"29:{user}", "name": "Väki", "aadObjectId": user},
            "recipient": {"id": f"28:{APP}", "name": "Latu"},
            "conversation": CONVERSATION,
            "channelData": {"tenant": {"id": people.TENANT}, "channel": {"id": CHANNEL}},
            "locale": "fi-FI",
            **more,
        }
        headers = {"Authorization": self.authorization, "Content-Type": "application/json"}
        body = json.dumps(activity).encode()
        begun = time.perf_counter()
        async with session.post(f"{bot}/api/messages", data=body, headers=headers) as answer:
            assert answer.status in (200, 201, 202), await answer.text()
            await answer.read()
        return time.perf_counter() - begun
