"""Slack: its settings, and how to connect to one workspace."""

from aiohttp import ClientSession, web
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from adapters import Connection
from adapters.slack.answers import Answers
from adapters.slack.calls import LOOPBACK, Rejected, Web, silent
from adapters.slack.guard import Guard
from adapters.slack.inbound import Inbound, listen
from adapters.slack.members import Members
from adapters.slack.outbound import Slack
from bot.errors import Misconfigured, Outage, Unreachable
from bot.ports import Door

API_URL = "https://slack.com/api/"
# https://docs.slack.dev/interactivity/handling-user-interaction: the host of every response_url
ANSWERS = "hooks.slack.com"
# https://docs.slack.dev/reference/methods/files.getUploadURLExternal: the host of every upload_url
UPLOADS = "files.slack.com"
TITLE = Slack.title


class Settings(BaseSettings):
    """What Slack needs; without the first two, Latu runs without Slack."""

    model_config = SettingsConfigDict(populate_by_name=True, frozen=True, env_ignore_empty=True)

    signing_secret: SecretStr | None = Field(
        default=None,
        alias="SLACK_SIGNING_SECRET",
        description="Signing Secret of the Slack app (Basic Information); it proves that a request is Slack's.",
    )
    bot_token: SecretStr | None = Field(
        default=None,
        alias="SLACK_BOT_TOKEN",
        description="Bot User OAuth Token of the Slack app (OAuth & Permissions); it begins with xoxb-.",
    )
    api_url: str = Field(
        default=API_URL,
        alias="SLACK_API_URL",
        description="Address of Slack's Web API; another one only on this machine, for local tests.",
    )
    extra_hosts: str = Field(
        default="",
        alias="SLACK_EXTRA_HOSTS",
        description="Further hosts, separated by commas, to which answers to clicks and pictures may be sent.",
    )

    @field_validator("signing_secret", "bot_token")
    @classmethod
    def _not_blank(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().strip():
            raise ValueError("it is blank")
        return value

    @property
    def local(self) -> bool:
        """Whether it is not Slack itself but a server on this machine."""
        try:
            return URL(self.api_url).host in LOOPBACK
        except ValueError:
            return False

    def reaches(self, url: str) -> bool:
        """Whether an answer or a file may be sent to an address that Slack named."""
        try:
            target = URL(url)
        except (TypeError, ValueError):
            return False
        if target.host in LOOPBACK:
            return self.local
        hosts = {ANSWERS, UPLOADS, *(host.strip().lower() for host in self.extra_hosts.split(",") if host.strip())}
        return (
            target.scheme == "https" and target.host in hosts and target.user is None and target.explicit_port is None
        )


def configured(settings: Settings | None = None) -> Settings | None:
    """The settings, or None when Slack is not wanted; what is missing or wrong is said in one sentence."""
    settings = Settings() if settings is None else settings
    needed = {"SLACK_SIGNING_SECRET": settings.signing_secret, "SLACK_BOT_TOKEN": settings.bot_token}
    missing = [name for name, value in needed.items() if value is None]
    if len(missing) == len(needed):
        return None
    for name in missing:
        other = next(one for one in needed if one != name)
        raise Misconfigured(f"{name} is missing: Slack needs it with {other}.")
    if settings.api_url.rstrip("/") != API_URL.rstrip("/") and not settings.local:
        raise Misconfigured("SLACK_API_URL is not Slack's: leave it out, or name an address on this machine.")
    return settings


def warnings(settings: Settings) -> list[str]:
    """What an operator should know at the start."""
    return ["SLACK_API_URL is on this machine: Slack itself is not reached."] if settings.local else []


async def connect(settings: Settings, door: Door, session: ClientSession) -> Connection:
    """One workspace: its platform, and the route to which it sends; raises Misconfigured or Outage."""
    if configured(settings) is None or settings.bot_token is None or settings.signing_secret is None:
        raise Misconfigured("SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are missing: Slack needs both.")
    token = settings.bot_token.get_secret_value().strip()
    web_api = Web(settings.api_url, token, session, settings.reaches)
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
    answers = Answers(web_api, members)
    listen(app, Inbound(door, answers, members, settings.reaches, team, bot))
    guard = Guard(app, settings.signing_secret.get_secret_value().strip())
    return Connection(Slack(web_api, members), [web.post("/slack/events", guard.receive)], answers.close)


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
