"""The doors that the bot calls: /api/{method} and the response URLs."""

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from playground.slack import chat_methods, conversation_methods, file_methods, link_methods, view_methods
from playground.slack.arguments import Arguments
from playground.slack.errors import SlackError
from playground.slack.hooks import answer_hook
from playground.slack.state import Json
from playground.slack.workspace import Workspace
from playground.traffic import Exchange

Method = Callable[[Workspace, Arguments], Awaitable[Json]]

METHODS: dict[str, tuple[Method, str | None]] = {
    "auth.test": (conversation_methods.auth_test, None),
    "chat.postMessage": (chat_methods.post_message, "chat:write"),
    "chat.update": (chat_methods.update, "chat:write"),
    "chat.delete": (chat_methods.delete, "chat:write"),
    "chat.getPermalink": (chat_methods.permalink, None),
    "chat.unfurl": (link_methods.unfurl, "links:write"),
    "chat.postEphemeral": (chat_methods.post_ephemeral, "chat:write"),
    "conversations.open": (conversation_methods.open_private, "im:write"),
    "conversations.info": (conversation_methods.info, None),
    "conversations.members": (conversation_methods.members, None),
    "files.getUploadURLExternal": (file_methods.upload_url, "files:write"),
    "files.completeUploadExternal": (file_methods.complete, "files:write"),
    "users.info": (conversation_methods.user_info, "users:read"),
    "users.list": (conversation_methods.users, "users:read"),
    "views.open": (view_methods.open_view, None),
    "views.push": (view_methods.push, None),
    "views.update": (view_methods.update, None),
    "views.publish": (view_methods.publish, None),
}
"""With the scope that the method always needs; others ask for more by what they are called with."""
SIGNED = {"not_authed": "missing", "invalid_auth": "wrong", "account_inactive": "revoked"}
"""What an error says of the token."""
PACED = {"chat.postMessage", "chat.update"}


class RateLimitedError(Exception):
    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after


def _site(workspace: Workspace) -> web.Application:
    async def api(request: web.Request) -> web.StreamResponse:
        return await _answer(workspace, request)

    async def hook(request: web.Request) -> web.StreamResponse:
        return await answer_hook(workspace, request)

    async def upload(request: web.Request) -> web.StreamResponse:
        return await _received(workspace, request)

    async def link(request: web.Request) -> web.StreamResponse:
        return await workspace.sockets.link(request) if workspace.sockets else web.Response(status=404)

    app = web.Application(client_max_size=4 * 2**20)
    app.router.add_get("/link/", link)
    app.router.add_route("*", "/api/{method}", api)
    app.router.add_post("/hooks/{rest:.+}", hook)
    app.router.add_post("/upload/v1/{file}", upload)
    return app


@asynccontextmanager
async def serving(workspace: Workspace, port: int) -> AsyncIterator[str]:
    """On loopback only; OSError when the port is taken."""
    runner = web.AppRunner(_site(workspace), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        host, bound = runner.addresses[0][:2]
        yield f"http://{host}:{bound}"
    finally:
        await runner.cleanup()


async def _answer(workspace: Workspace, request: web.Request) -> web.StreamResponse:
    method, begun, known = request.match_info["method"], time.monotonic(), len(workspace.broken_rules)
    arguments: Json = {}
    status, headers = 200, {"x-oauth-scopes": ",".join(sorted(workspace.scopes))}
    fault = workspace.faults.next_fault(method)
    try:
        if fault and not fault.lost:
            raise RateLimitedError(fault.retry_after) if fault.status == 429 else SlackError("internal_error")
        read = await Arguments.of(request)
        arguments = {name: value for name, value in read.items() if name != "token"}
        answer = {"ok": True, **await _called(workspace, method, request, read)}
    except SlackError as problem:
        answer = {"ok": False, "error": problem.code, **problem.more}
    except RateLimitedError as problem:
        status, answer = 429, {"ok": False, "error": "ratelimited"}
        headers["Retry-After"] = str(problem.retry_after)
    if fault and fault.status != 429:
        status = fault.status
    problem_word = str(answer["error"]) if not answer["ok"] else (str(status) if status != 200 else None)
    workspace.traffic.append(
        Exchange(
            "from bot",
            method,
            arguments,
            status,
            answer,
            problem_word,
            signed=SIGNED.get(str(answer.get("error")), "good"),
            rule="; ".join(workspace.broken_rules[known:]) or None,
            seconds=time.monotonic() - begun,
        )
    )
    if status >= 500:
        return web.Response(status=status, text="<html><body>Server Error</body></html>", content_type="text/html")
    return web.Response(status=status, text=json.dumps(answer), content_type="application/json", headers=headers)


async def _received(workspace: Workspace, request: web.Request) -> web.StreamResponse:
    begun, content, fault = time.monotonic(), await request.read(), workspace.faults.next_fault("upload")
    status, answer = fault.status if fault else 200, ""
    if fault is None or fault.lost:
        received, answer = file_methods.receive(workspace, request.match_info["file"], content)
        status = status if fault else received
    asked = {"bytes": len(content)}
    refused = None if status == 200 else answer
    workspace.traffic.append(
        Exchange("from bot", "upload", asked, status, answer, refused, seconds=time.monotonic() - begun)
    )
    headers = {"Retry-After": str(fault.retry_after)} if fault and status == 429 else {}
    return web.Response(status=status, text=answer, headers=headers)


async def _called(workspace: Workspace, method: str, request: web.Request, arguments: Arguments) -> Json:
    authorization = request.headers.get("Authorization", "")
    if method == "apps.connections.open":
        return _socket(workspace, request.method, authorization.removeprefix("Bearer ").strip())
    if method not in METHODS:
        raise SlackError("unknown_method", req_method=method)
    token = authorization.removeprefix("Bearer ").strip() or arguments.text("token")
    if not token:
        raise SlackError("not_authed")
    if token != workspace.bot_token:
        raise SlackError("invalid_auth")
    if not workspace.installed:
        raise SlackError("account_inactive")
    called, scope = METHODS[method]
    if scope:
        workspace.need_scope(scope)
    if method in PACED:
        channel = arguments.text("channel") or ""
        private = channel in workspace.state.humans
        wait = workspace.faults.wait_for(workspace.state.private_id(channel) if private else channel)
        if wait:
            raise RateLimitedError(wait)
    return await called(workspace, arguments)


def _socket(workspace: Workspace, verb: str, token: str) -> Json:
    """The one method of an app-level token, which is taken from the header only."""
    # https://docs.slack.dev/reference/methods/apps.connections.open
    if verb != "POST":
        raise SlackError("insecure_request")
    if not token:
        raise SlackError("not_authed")
    if token == workspace.bot_token:
        raise SlackError("not_allowed_token_type")
    if workspace.sockets is None or token != workspace.sockets.token:
        raise SlackError("invalid_auth")
    return {"url": workspace.sockets.ticket(workspace.url)}
