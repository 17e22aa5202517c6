"""A small real Bolt app that says on the wire what a test tells it to, and the workspace that it lives in."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from playground.chat import Human, Room
from playground.slack import SlackWorkspace

SECRET, TOKEN, IDEAS = "shhh", "xoxb-local", "C0IDEAS0001"
AINO = Human("U0AINO00001", "Aino Virtanen", "aino@example.fi", "fi-FI", admin=True)
BERT = Human("U0BERT00001", "Bert Berg", "bert@example.fi", "sv-SE")
GUEST = Human("U0GUEST0001", "Gunn Guest", "gunn@example.fi", kind="guest")
OLGA = Human("U0OLGA00001", "Olga Outside", "olga@elsewhere.example", kind="external")
SCOPES = frozenset(
    {
        "chat:write",
        "links:read",
        "links:write",
        "im:write",
        "im:read",
        "channels:read",
        "users:read",
        "users:read.email",
        "app_mentions:read",
    }
)
SHORTCUTS = {"share_message": "message", "share_idea": "global"}
EVENTS = frozenset(
    {"app_mention", "message.im", "app_home_opened", "member_joined_channel", "member_left_channel", "channel_left"}
    | {"link_shared", "channel_archive", "channel_unarchive", "channel_deleted", "channel_rename", "channel_shared"}
    | {"channel_id_changed"}
    | {"channel_unshared", "app_uninstalled", "tokens_revoked", "user_change"}
    | {"group_archive", "group_unarchive", "group_deleted", "group_rename", "group_left"}
)


@dataclass
class Bot:
    """What reached the app, and what it answers."""

    app: AsyncApp
    client: AsyncWebClient
    events: list[Any] = field(default_factory=list)
    clicks: list[Any] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)
    status: int | None = None
    """Answer this and nothing else."""


@dataclass
class Stage:
    workspace: SlackWorkspace
    bot: Bot

    async def post(self, *blocks: dict[str, Any], channel: str = IDEAS, text: str = "news", **more: Any) -> str:
        sent = await self.bot.client.chat_postMessage(channel=channel, text=text, blocks=list(blocks), **more)
        return str(sent["ts"])

    async def show_modal(self, *blocks: dict[str, Any], who: str = AINO.id, **more: Any) -> None:
        """Somebody types the command, and the app opens a modal with the trigger."""
        await self.workspace.slash(who, IDEAS, "/latu", "open")
        view = {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}
        await self.bot.client.views_open(trigger_id=self.bot.clicks[-1]["trigger_id"], view=view)


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(label: str, value: str = "1") -> dict[str, Any]:
    return {"type": "button", "action_id": f"press_{label}", "text": plain(label), "value": value}


def actions(*labels: str) -> dict[str, Any]:
    return {"type": "actions", "block_id": "acts", "elements": [button(label) for label in labels]}


def asks(block_id: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    element = {"action_id": "answer", **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def options(*labels: str) -> list[dict[str, Any]]:
    return [{"text": plain(label), "value": label.lower()} for label in labels]


def _app(bot: Bot, workspace: SlackWorkspace) -> None:
    async def said(body: dict[str, Any]) -> None:
        bot.events.append(body)

    async def clicked(ack: Any, body: dict[str, Any]) -> None:
        bot.clicks.append(body)
        await ack(**bot.answer)

    app = bot.app
    for event in ("app_mention", "message", "app_home_opened", "member_joined_channel", "member_left_channel"):
        app.event(event)(said)
    for event in ("link_shared", "channel_left", "channel_archive", "app_uninstalled", "tokens_revoked"):
        app.event(event)(said)
    anything = re.compile(".*")
    app.action(anything)(clicked)
    app.options(anything)(clicked)
    app.command("/latu")(clicked)
    app.shortcut(anything)(clicked)
    for kind in ("view_submission", "view_closed"):
        app.view({"type": kind, "callback_id": re.compile(".*")})(clicked)


@asynccontextmanager
async def stage(data: Path | None = None, **changed: Any) -> AsyncIterator[Stage]:
    """A workspace of four people with the app in one channel, both sides on real sockets."""

    async def receive(request: web.Request) -> web.Response:
        if bot.status is not None:
            return web.Response(status=bot.status)
        return await to_aiohttp_response(await bot.app.async_dispatch(await to_bolt_request(request)))

    async def authorize(team_id: str) -> AuthorizeResult:
        assert team_id == workspace.app.team_id
        return AuthorizeResult(
            enterprise_id=None,
            team_id=team_id,
            bot_token=TOKEN,
            bot_id=workspace.app.bot_id,
            bot_user_id=workspace.app.bot_user_id,
        )

    site = web.Application()
    site.router.add_post("/slack/events", receive)
    runner = web.AppRunner(site)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        wanted: dict[str, Any] = {
            "scopes": SCOPES,
            "events": EVENTS,
            "commands": frozenset({"/latu"}),
            "shortcuts": SHORTCUTS,
            "domains": frozenset({"latu.example"}),
        } | changed
        workspace = SlackWorkspace(
            "T0LATUTEST",
            [AINO, BERT, GUEST, OLGA],
            [Room(IDEAS, "ideas", (AINO.id, BERT.id, GUEST.id, OLGA.id))],
            signing_secret=SECRET,
            bot_token=TOKEN,
            request_url=f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events",
            data=data,
            **wanted,
        )
        async with workspace.serve() as api_url:
            client = AsyncWebClient(token=TOKEN, base_url=api_url)
            # Without a name Bolt reads the source of all callers to find one.
            app = AsyncApp(
                name="app",
                signing_secret=SECRET,
                authorize=authorize,
                client=client,
                process_before_response=True,
            )
            bot = Bot(app, client)
            _app(bot, workspace)
            yield Stage(workspace, bot)
    finally:
        await runner.cleanup()
