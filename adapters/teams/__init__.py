"""Microsoft Teams: its settings, and how to connect to one tenant."""

from aiohttp import ClientSession, web
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters import Connection
from adapters.teams.chats import Chats
from adapters.teams.files import Uploads
from adapters.teams.inbound import Inbound
from adapters.teams.members import Members
from adapters.teams.outbound import TITLE, Teams
from adapters.teams.registration import Registration
from adapters.teams.sdk import TeamsApi
from bot.ports import Door

__all__ = ["TITLE", "Settings", "configured", "connect", "warnings"]

# Where Teams can be reached before it has been heard:
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
WORLDWIDE = "https://smba.trafficmanager.net/teams/"
OPENID_METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
TOKEN_ISSUER = "https://api.botframework.com"  # noqa: S105 - a name


class Settings(BaseSettings):
    """What Teams needs; without the first three, Latu runs without Teams."""

    model_config = SettingsConfigDict(env_prefix="TEAMS_", env_ignore_empty=True, frozen=True)

    app_id: str = Field("", description="Microsoft App ID of the bot (Azure portal, Azure Bot, Configuration).")
    app_password: SecretStr | None = Field(
        None,
        description="Value of a client secret of the bot (Azure portal, App registrations, Certificates & secrets).",
    )
    tenant_id: str = Field("", description="ID of the organisation's Microsoft Entra tenant; others are refused.")
    app_type: str = Field("SingleTenant", description="Type of the bot's registration; only SingleTenant so far.")
    openid_metadata_url: str = Field(
        OPENID_METADATA_URL,
        description="Where the keys of the Bot Connector are; another address only on this machine, for local tests.",
    )
    token_url: str = Field(
        "",
        description="Where the bot gets its tokens, Microsoft Entra when empty; another address only on this machine.",
    )
    token_issuer: str = Field(
        TOKEN_ISSUER, description="Who signs the requests of the Bot Connector; another one only in local tests."
    )
    extra_hosts: str = Field(
        "", description="Further hosts of the Bot Connector that messages may be sent to, separated by commas."
    )

    def registration(self) -> Registration:
        """The bot as Azure knows it; a ValueError says in one sentence what is missing or wrong."""
        password = self.app_password.get_secret_value().strip() if self.app_password else ""
        needed = {
            "TEAMS_APP_ID": self.app_id.strip(),
            "TEAMS_APP_PASSWORD": password,
            "TEAMS_TENANT_ID": self.tenant_id.strip(),
        }
        for name, value in needed.items():
            if not value:
                others = " and ".join(other for other in needed if other != name)
                raise ValueError(f"{name} is missing: Teams needs it with {others}.")
        found = Registration(
            app_id=self.app_id.strip(),
            app_password=password,
            tenant_id=self.tenant_id.strip(),
            app_type=self.app_type,
            openid_metadata_url=self.openid_metadata_url,
            token_url=self.token_url,
            token_issuer=self.token_issuer,
            service_hosts=tuple(host.strip() for host in self.extra_hosts.split(",") if host.strip()),
        )
        usual = (OPENID_METADATA_URL, "", TOKEN_ISSUER)
        if (self.openid_metadata_url, self.token_url, self.token_issuer) != usual and not found.is_local:
            raise ValueError(
                "TEAMS_OPENID_METADATA_URL and TEAMS_TOKEN_URL are not Microsoft's: "
                "leave them and TEAMS_TOKEN_ISSUER out, or name addresses on this machine."
            )
        return found


def configured() -> Settings | None:
    """The settings, if Teams is wanted; a ValueError says in one sentence what is missing or wrong."""
    settings = Settings()
    if not (settings.app_id or settings.app_password or settings.tenant_id):
        return None
    settings.registration()
    return settings


def warnings(settings: Settings) -> tuple[str, ...]:
    """What an operator should know."""
    if settings.registration().is_local:
        return ("TEAMS_OPENID_METADATA_URL and TEAMS_TOKEN_URL are on this machine: this is not the real Teams.",)
    return ()


async def connect(settings: Settings, door: Door, session: ClientSession) -> Connection:
    """One tenant: its platform, and the route that it sends to."""
    registration = settings.registration()
    api = TeamsApi(registration, session)
    chats = Chats(api, None if registration.is_local else WORLDWIDE)
    members = Members(registration.tenant_id)
    inbound = Inbound(api, door, chats, members, Uploads(session, registration), registration.tenant_id)
    return Connection(Teams(api, chats, members), [web.post("/api/messages", inbound.receive)], inbound.close)
