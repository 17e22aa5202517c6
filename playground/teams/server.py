"""The addresses that a bot knows: keys, tokens and the Bot Connector, behind one loopback port."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from playground.teams import proofs
from playground.teams.connector import Connector
from playground.teams.errors import Refused, bad_syntax, conversation_not_found, not_found, unauthorized
from playground.teams.faults import Faults
from playground.teams.roster import Roster
from playground.teams.tenancy import Tenancy
from playground.traffic import Exchange, Json

HIDDEN = {"client_secret", "client_assertion"}
IDENTITY_HEADER = "853b9a84-5bfa-4b22-a3f3-000000000001"
"""What Azure App Service gives to the app in its environment."""

Work = Callable[["Call"], tuple[int, Any]]


class Call:
    """One call of the bot."""

    def __init__(self, request: web.Request, raw: bytes) -> None:
        self._request, self._raw = request, raw
        self.size = len(raw)

    def __getitem__(self, part: str) -> str:
        return self._request.match_info[part]

    def asked(self, name: str) -> str | None:
        return self._request.query.get(name)

    @property
    def conversation(self) -> str:
        return self._request.match_info.get("conversation", "").partition(";")[0]

    @property
    def body(self) -> Any:
        try:
            return json.loads(self._raw)
        except ValueError:
            raise bad_syntax("The body is not JSON") from None

    def read(self) -> Any:
        try:
            return self.body if self._raw else None
        except Refused:
            return self._raw.decode(errors="replace")


class Server:
    """`base` is the address that the server answers at, once it is known."""

    def __init__(self, tenancy: Tenancy, faults: Faults) -> None:
        self._tenancy, self._faults = tenancy, faults
        self._connector = Connector(tenancy)
        self._roster = Roster(tenancy, self._connector)
        self.base = ""

    def app(self) -> web.Application:
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_get("/v1/.well-known/openidconfiguration", self._openid)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_get("/msi/token", self._service_identity)
        app.router.add_get("/metadata/identity/oauth2/token", self._machine_identity)
        connector, roster = self._connector, self._roster
        talk, act = "/conversations/{conversation}", "/conversations/{conversation}/activities/{activity}"
        routes: list[tuple[str, str, Work]] = [
            ("POST", "/conversations", lambda c: connector.create(_object(c.body))),
            ("POST", f"{talk}/activities", lambda c: connector.write(c["conversation"], c.body, c.size)),
            (
                "POST",
                act,
                lambda c: connector.write(c["conversation"], c.body, c.size, reply_to=c["activity"]),
            ),
            ("PUT", act, lambda c: connector.update(c["conversation"], c["activity"], c.body, c.size)),
            ("DELETE", act, lambda c: connector.delete(c["conversation"], c["activity"])),
            ("GET", f"{talk}/members", lambda c: roster.members(c["conversation"])),
            ("GET", talk + "/members/{member}", lambda c: roster.member(c["conversation"], c["member"])),
            (
                "GET",
                talk + "/{paged:(?i:pagedmembers)}",
                lambda c: roster.page(c["conversation"], c.asked("pageSize"), c.asked("continuationToken")),
            ),
            ("GET", "/teams/{team}", lambda c: roster.team(c["team"])),
            ("GET", "/teams/{team}/conversations", lambda c: roster.channels(c["team"])),
        ]
        for method, path, work in [*routes, ("*", "/{rest:.*}", _nothing_here)]:
            app.router.add_route(method, "/{region}/{tenant}/v3" + path, self._guarded(work))
        return app

    def _guarded(self, work: Work) -> Callable[[web.Request], Awaitable[web.Response]]:
        """Token, limits and faults first; every call is kept in the traffic."""

        async def handle(request: web.Request) -> web.Response:
            call = Call(request, await request.read())
            begun, known, signed = time.monotonic(), len(self._tenancy.broken_rules), "good"
            status: int | None = None
            answer: Any = None
            problem, headers = None, {}
            try:
                if not self._tenancy.login.accepts(request.headers.get("Authorization", "")):
                    signed = "refused"
                    raise unauthorized()
                if request.match_info["tenant"] != self._tenancy.directory.tenant_id:
                    raise conversation_not_found()
                lost = await self._faults.before(request.method, request.path)
                self._faults.count(call.conversation)
                status, answer = work(call)
                if lost is not None:
                    raise lost
            except Refused as refused:
                status, problem = refused.status, str(refused)
                # Gateways answer without Teams' own body.
                answer = refused.body if refused.code else None
                if refused.retry_after is not None:
                    headers["Retry-After"] = str(refused.retry_after)
            except asyncio.CancelledError:
                problem = "the bot hung up"
                raise
            finally:
                path = request.path.partition("/v3")[2]
                broken = (str(rule) for rule in self._tenancy.broken_rules[known:])
                self._tenancy.traffic.append(
                    Exchange(
                        "from bot",
                        f"{request.method} {path}",
                        call.read(),
                        status,
                        answer,
                        problem,
                        signed=signed,
                        rule="; ".join(broken) or None,
                        seconds=time.monotonic() - begun,
                    )
                )
            if answer is None:
                return web.Response(status=status, headers=headers)
            return web.json_response(answer, status=status, headers=headers)

        return handle

    async def _openid(self, request: web.Request) -> web.Response:
        return self._public(
            request,
            {
                "issuer": self._tenancy.login.issuer,
                "authorization_endpoint": "https://invalid.botframework.com",
                "jwks_uri": f"{self.base}/v1/.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            },
        )

    async def _keys(self, request: web.Request) -> web.Response:
        return self._public(request, self._tenancy.login.jwks())

    def _public(self, request: web.Request, answer: Json) -> web.Response:
        """What anybody may read, without a token."""
        what = f"GET {request.path.rpartition('/')[2]}"
        self._tenancy.traffic.append(Exchange("from bot", what, None, 200, answer, signed="none", seconds=0.0))
        return web.json_response(answer)

    async def _token(self, request: web.Request) -> web.Response:
        begun = time.monotonic()
        form = {name: str(value) for name, value in (await request.post()).items()}
        status, answer = self._tenancy.login.issue(form, request.match_info["tenant"], str(request.url))
        self._tenancy.traffic.append(
            Exchange(
                "from bot",
                "POST token",
                {name: "…" if name in HIDDEN else value for name, value in form.items()},
                status,
                {name: "…" if name == "access_token" else value for name, value in answer.items()},
                answer.get("error_description"),
                signed="good" if status == 200 else "refused",
                seconds=time.monotonic() - begun,
            )
        )
        return web.json_response(answer, status=status)

    async def _service_identity(self, request: web.Request) -> web.Response:
        return self._identity(request, IDENTITY_HEADER)

    async def _machine_identity(self, request: web.Request) -> web.Response:
        return self._identity(request, None)

    def _identity(self, request: web.Request, secret: str | None) -> web.Response:
        login, app_id = self._tenancy.login, self._tenancy.directory.app_id
        login.token_requests += 1
        if problem := proofs.identity(request.query, request.headers, app_id, login.issuer, secret):
            status, answer = 401 if problem == "unauthorized" else 400, {"error": problem, "error_description": problem}
        else:
            status, answer = 200, proofs.identity_answer(login.token(), login.token_life, app_id, login.issuer, secret)
        shown = answer | ({"access_token": "…"} if status == 200 else {})
        said = "good" if status == 200 else "refused"
        self._tenancy.traffic.append(
            Exchange(
                "from bot", "GET token", dict(request.query), status, shown, problem or None, signed=said, seconds=0.0
            )
        )
        return web.json_response(answer, status=status)


def _nothing_here(_: Call) -> tuple[int, Any]:
    raise not_found()


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise bad_syntax("The body must be a JSON object")
    return body
