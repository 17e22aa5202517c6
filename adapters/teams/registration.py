"""The bot's registration at Azure, and the hosts that its messages may go to."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

# The Bot Connector for Teams: worldwide, and the clouds of the US government.
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
# Exactly one name under trafficmanager.net: anybody can rent another one there.
SERVICE_HOSTS = ("smba.trafficmanager.net", "*.teams.microsoft.com", "*.teams.microsoft.us")
# Who says which keys sign requests, and who gives the bot its tokens:
# https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
LOGIN_HOSTS = frozenset({"login.botframework.com", "login.microsoftonline.com"})

_SERVICE_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[::1\])(?::(?P<port>\d{1,5}))?(?:/[\w.~%/-]*)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What an administrator copied from the Azure portal; the URLs differ in other clouds and in a local tenant."""

    app_id: str
    app_password: str = field(repr=False)
    tenant_id: str
    app_type: str = "SingleTenant"
    openid_metadata_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    token_url: str = ""
    token_issuer: str = "https://api.botframework.com"  # noqa: S105 - a name
    service_hosts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.app_type != "SingleTenant":
            raise ValueError("TEAMS_APP_TYPE: only SingleTenant with a client secret is supported so far.")
        for name, value in (("TEAMS_APP_ID", self.app_id), ("TEAMS_TENANT_ID", self.tenant_id)):
            if not value:
                raise ValueError(f"{name} is empty.")
        if not self.app_password:
            raise ValueError("TEAMS_APP_PASSWORD is empty.")
        for name, url in (
            ("TEAMS_OPENID_METADATA_URL", self.openid_metadata_url),
            ("TEAMS_TOKEN_URL", self.token_endpoint),
        ):
            if not is_login(url, local=True):
                raise ValueError(f"{name} is neither Microsoft's nor here: leave it and TEAMS_TOKEN_ISSUER out.")

    @property
    def token_endpoint(self) -> str:
        """Where the bot gets its own tokens."""
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


def _matches(host: str, known: str) -> bool:
    return host.endswith(known[1:]) if known.startswith("*.") else host == known


def is_loopback(host: str | None) -> bool:
    """Whether it is this machine."""
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"
