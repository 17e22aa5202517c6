"""How to connect to one workspace, by requests that it sends, by a socket to it, or both."""

import time
from functools import partial

from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters import Connection
from adapters.slack.answers import Answers
from adapters.slack.calls import Rejected, Web, silent
from adapters.slack.guard import Guard
from adapters.slack.inbound import Inbound, listen
from adapters.slack.members import Members
from adapters.slack.outbound import Slack
from adapters.slack.settings import Settings, configured, plain
from adapters.slack.socket import Socket
from bot.errors import Misconfigured, Outage, Unreachable
from bot.ports import Door


async def connect(settings: Settings, door: Door, session: ClientSession) -> Connection:
    """One workspace: its platform, and what hears it; raises Misconfigured or Outage."""
    if configured(settings) is None:
        raise Misconfigured("SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are missing: Slack needs both.")
    web_api = Web(settings.api_url, plain(settings.bot_token), session, settings.reaches)
    since = time.time()
    me = await _test(web_api)
    team, bot = me.team_id or "", me.bot_user_id or ""
    members = Members(web_api, team)

    # A plain function on purpose: with a bound method Bolt answers every request with 500. Other workspaces are told
    # apart in payloads.py: Bolt would call their response_url, which nobody has checked yet, before it acknowledges.
    async def authorize() -> AuthorizeResult:
        return me

    app = AsyncApp(
        name="latu",
        logger=silent,
        client=AsyncWebClient(base_url=settings.api_url, session=session, retry_handlers=[], logger=silent),
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    answers = Answers(web_api, members, partial(door.wait, Slack.name, team))
    platform, routes = Slack(web_api, members), []
    listen(app, Inbound(door, answers, members, platform.guests, settings.reaches, team, bot, since))
    if settings.signing_secret:
        routes.append(web.post("/slack/events", Guard(app, plain(settings.signing_secret)).receive))
    if not settings.app_token:
        return Connection(platform, routes, answers.patience.close)
    socket = Socket(app, web_api, plain(settings.app_token), settings.connects)
    await _prepare(socket)
    return Connection(platform, routes, answers.patience.close, socket.open, socket.stands)


async def _test(web_api: Web) -> AuthorizeResult:
    """Ask once whose token this is."""
    try:
        me = await web_api.test()
    except Rejected as error:
        raise Misconfigured(f"SLACK_BOT_TOKEN is not accepted by Slack ({error}): take the one of the app.") from None
    except Unreachable:
        raise Outage("Slack does not answer: check the network and SLACK_API_URL.") from None
    if not me.get("bot_id"):
        raise Misconfigured("SLACK_BOT_TOKEN is not a bot's token: take the one that begins with xoxb-.")
    return AuthorizeResult(
        enterprise_id=me.get("enterprise_id"),
        team_id=me["team_id"],
        bot_token=web_api.client.token,
        bot_id=me["bot_id"],
        bot_user_id=me["user_id"],
    )


async def _prepare(socket: Socket) -> None:
    """Ask at once whether Slack gives this app a socket."""
    try:
        await socket.prepare()
    except Rejected as error:
        raise Misconfigured(f"SLACK_APP_TOKEN is not accepted by Slack ({error}): take the one of the app.") from None
    except Unreachable:
        raise Outage("Slack gives no socket: check the network and SLACK_APP_TOKEN.") from None
