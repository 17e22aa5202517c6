"""What Slack needs to be told, and where its answers may go."""

from collections.abc import Callable

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from yarl import URL

from bot.errors import Misconfigured

TITLE = "Slack"
API_URL = "https://slack.com/api/"
# https://docs.slack.dev/interactivity/handling-user-interaction: the host of every response_url
ANSWERS = "hooks.slack.com"
# https://docs.slack.dev/reference/methods/files.getUploadURLExternal: the host of every upload_url
UPLOADS = "files.slack.com"
# https://docs.slack.dev/reference/methods/apps.connections.open: sockets are at wss-primary.slack.com and its like
SOCKETS = ".slack.com"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseSettings):
    """What Slack needs: a bot token, and a signing secret or an app token; without them, Latu runs without Slack."""

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
    app_token: SecretStr | None = Field(
        default=None,
        alias="SLACK_APP_TOKEN",
        description="App-Level Token of the Slack app with connections:write; with it Latu opens a socket to Slack.",
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

    @field_validator("signing_secret", "bot_token", "app_token")
    @classmethod
    def _not_blank(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().strip():
            raise ValueError("it is blank")
        return value

    @property
    def local(self) -> bool:
        """Whether it is not Slack itself but a server on this machine."""
        try:
            url = URL(self.api_url)
        except ValueError:
            return False
        return url.scheme in ("http", "https") and url.host in LOOPBACK

    def reaches(self, url: str) -> bool:
        """Whether an answer or a file may be sent to an address that Slack named."""
        hosts = {ANSWERS, UPLOADS, *(host.strip().lower() for host in self.extra_hosts.split(",") if host.strip())}
        return self._leads(url, "https", lambda host: host in hosts)

    def connects(self, url: str) -> bool:
        """Whether a socket may be opened to an address that Slack named."""
        return self._leads(url, "wss", lambda host: host.endswith(SOCKETS))

    def _leads(self, url: str, scheme: str, ours: Callable[[str], bool]) -> bool:
        try:
            target = URL(url)
        except (TypeError, ValueError):
            return False
        if target.host in LOOPBACK:
            return self.local
        plain = target.user is None and target.explicit_port is None
        return target.scheme == scheme and plain and ours(target.host or "")


def configured(settings: Settings | None = None) -> Settings | None:
    """The settings, or None when Slack is not wanted; what is missing or wrong is said in one sentence."""
    settings = Settings() if settings is None else settings
    bot, app = plain(settings.bot_token), plain(settings.app_token)
    if not (bot or app or settings.signing_secret):
        return None
    if not bot:
        other = "SLACK_APP_TOKEN" if app else "SLACK_SIGNING_SECRET"
        raise Misconfigured(f"SLACK_BOT_TOKEN is missing: Slack needs it with {other}.")
    if not (app or settings.signing_secret):
        raise Misconfigured("SLACK_SIGNING_SECRET is missing: Slack needs it with SLACK_BOT_TOKEN.")
    if app and not app.startswith("xapp-"):
        raise Misconfigured("SLACK_APP_TOKEN is not an app's token: take the one that begins with xapp-.")
    if bot.startswith("xapp-"):
        raise Misconfigured("SLACK_BOT_TOKEN is not a bot's token: take the one that begins with xoxb-.")
    if settings.api_url.rstrip("/") != API_URL.rstrip("/") and not settings.local:
        raise Misconfigured("SLACK_API_URL is not Slack's: leave it out, or name an http address on this machine.")
    return settings


def plain(secret: SecretStr | None) -> str:
    """Its value, or nothing."""
    return secret.get_secret_value().strip() if secret else ""


def warnings(settings: Settings) -> list[str]:
    """What an operator should know at the start."""
    return ["SLACK_API_URL is on this machine: Slack itself is not reached."] if settings.local else []
