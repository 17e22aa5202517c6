"""What Entra and Azure accept instead of a secret: an assertion signed with a certificate, and a managed identity."""

import hashlib
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from playground.traffic import Json

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST = 600
NEEDED = ("aud", "iss", "sub", "jti", "nbf", "exp", "iat")


class Assertions:
    """https://learn.microsoft.com/entra/identity-platform/certificate-credentials"""

    def __init__(self, app_id: str, certificate: bytes) -> None:
        self.app_id = app_id
        read = x509.load_pem_x509_certificate(certificate)
        key = read.public_key()
        if not isinstance(key, RSAPublicKey):
            raise TypeError("the certificate is not RSA")
        self.key = key
        digest = hashlib.sha256(read.public_bytes(Encoding.DER)).digest()
        self.thumbprint = urlsafe_b64encode(digest).rstrip(b"=").decode()
        self.used: set[str] = set()

    def problem(self, form: Mapping[str, str], url: str) -> tuple[int, str] | None:
        """The number and the words of Entra's refusal."""
        if "client_secret" in form:
            return 7000218, "The request body must contain either client_assertion or client_secret, not both."
        if form.get("client_assertion_type") != ASSERTION or not form.get("client_assertion"):
            return 7000218, "The request body must contain client_assertion."
        proof = form["client_assertion"]
        try:
            header = jwt.get_unverified_header(proof)
            claims = jwt.decode(
                proof, self.key, ["PS256"], audience=url, issuer=self.app_id, options={"require": [*NEEDED]}
            )
        except jwt.InvalidAudienceError:
            return 700021, "The audience of the client assertion is not this endpoint."
        except jwt.InvalidTokenError:
            return 700027, "The client assertion failed signature validation."
        if header.get("x5t#S256") != self.thumbprint or header.get("typ") != "JWT":
            return 700027, "The certificate of the client assertion is not registered."
        if claims["sub"] != self.app_id or claims["exp"] - claims["nbf"] > LONGEST or claims["exp"] < time.time():
            return 700024, "The client assertion is not within its valid time range."
        if claims["jti"] in self.used:
            return 700024, "The client assertion was used before."
        self.used.add(claims["jti"])
        return None


def identity(
    query: Mapping[str, str], headers: Mapping[str, str], app_id: str, audience: str, secret: str | None
) -> str:
    """What is wrong with a request for the token of a managed identity; empty when nothing is.

    With a secret it is App Service's endpoint, without one that of a virtual machine.
    https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
    https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
    """
    if "X-Forwarded-For" in headers:
        return "bad_request_102"
    if secret is None and headers.get("Metadata") != "true":
        return "bad_request_102"
    if secret is not None and headers.get("X-IDENTITY-HEADER") != secret:
        return "unauthorized"
    wanted: dict[str, Any] = {"api-version": "2018-02-01" if secret is None else "2019-08-01", "resource": audience}
    if any(query.get(name) != value for name, value in wanted.items()):
        return "invalid_request"
    # Without a client id it would be the identity of the machine itself.
    return "" if query.get("client_id", "").lower() == app_id.lower() else "identity_not_found"


def identity_answer(token: str, life: int, app_id: str, audience: str, secret: str | None) -> Json:
    """The token; App Service does not say how long it lives, only until when."""
    now = int(time.time())
    answer: Json = {"access_token": token, "client_id": app_id, "resource": audience, "token_type": "Bearer"}
    answer |= {"expires_on": str(now + life), "not_before": str(now)}
    return answer if secret is not None else answer | {"expires_in": str(life), "ext_expires_in": str(life)}
