"""How the bot proves itself where it gets its tokens: by a secret, a certificate, or the machine that it runs on."""

import hashlib
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import jwt
import structlog
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

# https://learn.microsoft.com/entra/identity-platform/certificate-credentials
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 300
# https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
MACHINE = "http://169.254.169.254/metadata/identity/oauth2/token"
MACHINE_VERSION = "2018-02-01"
# https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
SERVICE_VERSION = "2019-08-01"
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a token; without a form it is a GET."""

    url: str
    form: Mapping[str, str] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    direct: bool = False
    """Never through a proxy: it is the machine itself that answers."""


class Credential(Protocol):
    """What the bot has to show."""

    def ask(self, audience: str) -> Asked:
        """The request for a token for this audience."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A client secret (RFC 6749, 4.4)."""

    app_id: str
    secret: str = field(repr=False)
    endpoint: str

    def ask(self, audience: str) -> Asked:
        return Asked(self.endpoint, granted(self.app_id, audience) | {"client_secret": self.secret})


class Certificate:
    """A certificate and its key (RFC 7523, 2.2): the key never leaves this process.

    A file that has been renewed is used for the next token; while it cannot be used, what was read last is.
    """

    def __init__(self, app_id: str, path: Path, endpoint: str) -> None:
        self.app_id, self.path, self.endpoint = app_id, path, endpoint
        self._read = read_certificate(path)

    def ask(self, audience: str) -> Asked:
        try:
            self._read = read_certificate(self.path)
        except ValueError as error:
            log.warning("teams_certificate_not_renewed", why=str(error))
        key, thumbprint = self._read
        now = int(time.time())
        claims = {"aud": self.endpoint, "iss": self.app_id, "sub": self.app_id, "jti": str(uuid4())}
        times = {"nbf": now, "iat": now, "exp": now + ASSERTION_SECONDS}
        signed = jwt.encode(claims | times, key, "PS256", headers={"x5t#S256": thumbprint})
        proof = {"client_assertion_type": ASSERTION, "client_assertion": signed}
        return Asked(self.endpoint, granted(self.app_id, audience) | proof)


@dataclass(frozen=True, slots=True)
class Identity:
    """A user-assigned managed identity: App Service names its endpoint and a header, a machine of Azure has neither."""

    app_id: str
    endpoint: str
    header: str = field(default="", repr=False)

    def ask(self, audience: str) -> Asked:
        version, proof = MACHINE_VERSION, {"Metadata": "true"}
        if self.header:
            version, proof = SERVICE_VERSION, {"X-IDENTITY-HEADER": self.header}
        query = {"api-version": version, "resource": audience, "client_id": self.app_id}
        return Asked(self.endpoint, query=query, headers=proof, direct=True)


def granted(app_id: str, audience: str) -> dict[str, str]:
    """What every request for a token to Microsoft Entra says: who asks, and for which audience."""
    return {"grant_type": "client_credentials", "client_id": app_id, "scope": f"{audience}/.default"}


def read_certificate(path: Path) -> tuple[RSAPrivateKey, str]:
    """The key and the thumbprint of a PEM file with both; a ValueError says in one sentence what is wrong."""
    try:
        content = path.read_bytes()
    except OSError:
        raise ValueError("TEAMS_APP_CERTIFICATE is not a file that Latu may read: name one that it may.") from None
    try:
        key = load_pem_private_key(content, None)
        certificate = x509.load_pem_x509_certificate(content)
    except (ValueError, TypeError):
        raise ValueError(
            "TEAMS_APP_CERTIFICATE cannot be read: name a PEM file of a certificate and its key, without a password."
        ) from None
    if not isinstance(key, RSAPrivateKey) or key.public_key() != certificate.public_key():
        raise ValueError("TEAMS_APP_CERTIFICATE holds a key of another certificate: put both of one into the file.")
    if certificate.not_valid_after_utc < datetime.now(UTC):
        raise ValueError("TEAMS_APP_CERTIFICATE has expired: make a new one and give it to the app registration too.")
    digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
    return key, urlsafe_b64encode(digest).rstrip(b"=").decode()
