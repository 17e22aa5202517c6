"""What Teams needs to be told: the bot's registration in Azure, and how it proves itself."""

import re
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.teams.registration import MANAGED, OPENID_METADATA_URL, SINGLE_TENANT, TOKEN_ISSUER, Registration

TITLE = "Teams"
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
"""Of an app or a tenant."""


class Settings(BaseSettings):
    """What Teams needs: an app, a tenant, and how the bot proves itself; without them, Latu runs without Teams."""

    model_config = SettingsConfigDict(env_prefix="TEAMS_", env_ignore_empty=True, frozen=True, populate_by_name=True)

    app_id: str = Field("", description="Microsoft App ID of the bot (Azure portal, Azure Bot, Configuration).")
    app_password: SecretStr | None = Field(
        None,
        description="Value of a client secret of the bot (Azure portal, App registrations, Certificates & secrets).",
    )
    app_certificate: Path | None = Field(
        None,
        description="PEM file with a certificate of the bot and its key, without a password; instead of the secret.",
    )
    tenant_id: str = Field("", description="ID of the organisation's Microsoft Entra tenant; others are refused.")
    app_type: str = Field(
        SINGLE_TENANT, description="Type of the bot in Azure: SingleTenant, or UserAssignedMSI for a managed identity."
    )
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
    welcomes: bool = Field(
        default=False,
        description="true where people add Latu to their own Teams: each is welcomed there at once. "
        "Leave it out where an administrator installs it for everybody, as nobody is written to unasked.",
    )
    identity_endpoint: str = Field(
        "",
        alias="IDENTITY_ENDPOINT",
        description="Where a managed identity gets its tokens; Azure sets it.",
    )
    identity_header: SecretStr | None = Field(
        None, alias="IDENTITY_HEADER", description="What proves who asks there; Azure sets it."
    )

    def registration(self) -> Registration:
        """The bot as Azure knows it; a ValueError says in one sentence what is missing or wrong."""
        password, header = _plain(self.app_password), _plain(self.identity_header)
        needed = {"TEAMS_APP_ID": self.app_id.strip(), "TEAMS_TENANT_ID": self.tenant_id.strip()}
        if self.app_type != MANAGED and not self.app_certificate:
            needed["TEAMS_APP_PASSWORD"] = password
        for name, value in needed.items():
            if not value:
                others = " and ".join(other for other in needed if other != name)
                raise ValueError(f"{name} is missing: Teams needs it with {others}.")
        for name in ("TEAMS_APP_ID", "TEAMS_TENANT_ID"):
            if not ID.fullmatch(needed[name]):
                raise ValueError(f"{name} is no id: copy it from the Azure portal, 36 letters, figures and hyphens.")
        found = Registration(
            app_id=self.app_id.strip(),
            app_password=password,
            certificate=self.app_certificate,
            identity_endpoint=self.identity_endpoint,
            identity_header=header,
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


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value().strip() if secret else ""


def configured() -> Settings | None:
    """The settings, if Teams is wanted; a ValueError says in one sentence what is missing or wrong."""
    settings = Settings()
    if not (settings.app_id or settings.app_password or settings.app_certificate or settings.tenant_id):
        return None
    settings.registration()
    return settings


def warnings(settings: Settings) -> tuple[str, ...]:
    """What an operator should know."""
    if settings.registration().is_local:
        return ("TEAMS_OPENID_METADATA_URL and TEAMS_TOKEN_URL are on this machine: this is not the real Teams.",)
    return ()
