"""The bot's registration at Azure, and the hosts that its messages may go to."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from adapters.teams.credentials import MACHINE, Certificate, Credential, Identity, Secret

# The Bot Connector for Teams: worldwide, and the clouds of the US government.
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
# Exactly one name under trafficmanager.net: anybody can rent another one there.
SERVICE_HOSTS = ("smba.trafficmanager.net", "*.teams.microsoft.com", "*.teams.microsoft.us")
# Who says which keys sign requests, and who gives the bot its tokens:
# https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
LOGIN_HOSTS = frozenset({"login.botframework.com", "login.microsoftonline.com"})
OPENID_METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
TOKEN_ISSUER = "https://api.botframework.com"  # noqa: S105 - a name

SINGLE_TENANT, MANAGED = "SingleTenant", "UserAssignedMSI"
FOREIGN = "is neither Microsoft's nor here: leave it and TEAMS_TOKEN_ISSUER out."

_SERVICE_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[::1\])(?::(?P<port>\d{1,5}))?(?:/[\w.~%/-]*)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What an administrator copied from the Azure portal; the URLs differ in other clouds and in a local tenant."""

    app_id: str
    app_password: str = field(default="", repr=False)
    certificate: Path | None = None
    identity_endpoint: str = ""
    identity_header: str = field(default="", repr=False)
    tenant_id: str
    app_type: str = SINGLE_TENANT
    openid_metadata_url: str = OPENID_METADATA_URL
    token_url: str = ""
    token_issuer: str = TOKEN_ISSUER
    service_hosts: tuple[str, ...] = ()

    credential: Credential = field(init=False, repr=False)
    """How the bot proves itself where it gets its tokens."""

    def __post_init__(self) -> None:
        if self.app_type not in (SINGLE_TENANT, MANAGED):
            raise ValueError(f"TEAMS_APP_TYPE is neither {SINGLE_TENANT} nor {MANAGED}: choose one of them.")
        for name, value in (("TEAMS_APP_ID", self.app_id), ("TEAMS_TENANT_ID", self.tenant_id)):
            if not value:
                raise ValueError(f"{name} is empty.")
        if not is_login(self.openid_metadata_url, local=True):
            raise ValueError(f"TEAMS_OPENID_METADATA_URL {FOREIGN}")
        credential = self._identity() if self.app_type == MANAGED else self._secret_or_certificate()
        object.__setattr__(self, "credential", credential)

    def _identity(self) -> Credential:
        for name, value in (("TEAMS_APP_PASSWORD", self.app_password), ("TEAMS_APP_CERTIFICATE", self.certificate)):
            if value:
                raise ValueError(f"{name} is set, and TEAMS_APP_TYPE is {MANAGED}, which needs none: leave one out.")
        if self.identity_endpoint:
            if not self.identity_header:
                raise ValueError("IDENTITY_HEADER is missing: Azure sets it with IDENTITY_ENDPOINT.")
            if self.token_url:
                raise ValueError("TEAMS_TOKEN_URL is set, and IDENTITY_ENDPOINT gives the tokens: leave it out.")
            if not is_beside(self.identity_endpoint):
                raise ValueError("IDENTITY_ENDPOINT is not an address of this machine: Azure sets it, leave it alone.")
        elif self.token_url and not is_beside(self.token_url):
            raise ValueError(f"TEAMS_TOKEN_URL {FOREIGN}")
        return Identity(self.app_id, self.token_endpoint, self.identity_header if self.identity_endpoint else "")

    def _secret_or_certificate(self) -> Credential:
        if not is_login(self.token_endpoint, local=True):
            raise ValueError(f"TEAMS_TOKEN_URL {FOREIGN}")
        if self.certificate and self.app_password:
            raise ValueError("TEAMS_APP_CERTIFICATE and TEAMS_APP_PASSWORD are both set: leave one of them out.")
        if self.certificate:
            return Certificate(self.app_id, self.certificate, self.token_endpoint)
        if not self.app_password:
            raise ValueError("TEAMS_APP_PASSWORD is empty.")
        return Secret(self.app_id, self.app_password, self.token_endpoint)

    @property
    def token_endpoint(self) -> str:
        """Where the bot gets its own tokens."""
        if self.app_type == MANAGED:
            return self.identity_endpoint or self.token_url or MACHINE
        return self.token_url or f"https://login.microsoftonline.com/{self.tenant_id}/oauth2/v2.0/token"

    @property
    def is_local(self) -> bool:
        """Whether the whole service is a stand-in on this machine."""
        return all(is_loopback(urlsplit(url).hostname) for url in (self.openid_metadata_url, self.token_endpoint))

    def trusts(self, service_url: str) -> bool:
        """Whether a token of the bot may be sent to this address."""
        parts = _SERVICE_URL.fullmatch(service_url)
        if parts is None:
            return False
        host = parts["host"].lower().strip("[]")
        if is_loopback(host):
            return self.is_local
        if parts["scheme"].lower() != "https" or parts["port"] not in (None, "443"):
            return False
        return any(_matches(host, known.lower()) for known in SERVICE_HOSTS + self.service_hosts)


def is_login(url: str, *, local: bool) -> bool:
    """Whether keys and tokens may be fetched there: from Microsoft's hosts, or if `local` from this machine."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if is_loopback(host):
        return local and parts.scheme in ("http", "https")
    return parts.scheme == "https" and host in LOGIN_HOSTS and port in (None, 443) and parts.username is None


def is_beside(url: str) -> bool:
    """Whether it is this machine, or what Azure puts right beside it; nobody else may be asked for its identity."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        beside = is_loopback(host) or (host != "localhost" and ip_address(host).is_link_local)
    except ValueError:
        return False
    return beside and parts.scheme in ("http", "https") and parts.username is None


def _matches(host: str, known: str) -> bool:
    return host.endswith(known[1:]) if known.startswith("*.") else host == known


def is_loopback(host: str | None) -> bool:
    """Whether it is this machine."""
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"
