"""Keys and tokens: those that Teams signs its deliveries with, and those that the bot fetches from Entra."""

import hashlib
import secrets
import time
from base64 import urlsafe_b64encode
from functools import cache
from typing import Literal
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from playground.teams.proofs import Assertions
from playground.traffic import Json

TokenKind = Literal[
    "good",
    "missing",
    "malformed",
    "expired",
    "not yet valid",
    "wrong audience",
    "wrong issuer",
    "wrong serviceurl",
    "no serviceurl",
    "unendorsed",
    "unknown key",
    "forged",
    "alg none",
    "HS256",
]
# Who signs the deliveries, and what the bot's tokens are for; other clouds have another.
ISSUER = "https://api.botframework.com"


@cache
def _stranger(_which: str) -> RSAPrivateKey:
    """A key that must not be trusted for Teams."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def _new_key() -> str:
    key = generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


@cache
def _loaded(pem: str) -> RSAPrivateKey:
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("the kept signing key is not RSA")
    return key


def _kid(key: RSAPrivateKey) -> str:
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return urlsafe_b64encode(hashlib.sha1(public, usedforsecurity=False).digest()).rstrip(b"=").decode()


def _public(key: RSAPrivateKey, endorsements: list[str]) -> Json:
    numbers = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    kid = _kid(key)
    published = {"kty": "RSA", "use": "sig", "kid": kid, "x5t": kid, "n": numbers["n"], "e": numbers["e"]}
    return {**published, "endorsements": endorsements}


class Login:
    """`kept` holds the private keys and outlives a restart."""

    def __init__(
        self,
        kept: Json,
        tenant_id: str,
        app_id: str,
        app_password: str,
        issuer: str,
        app_certificate: bytes | None = None,
    ) -> None:
        self._kept, self.issuer = kept, issuer
        self._tenant_id, self._app_id, self._app_password = tenant_id, app_id, app_password
        self._assertions = Assertions(app_id, app_certificate) if app_certificate else None
        self.token_requests = 0
        self.token_life = 3599
        if "signing" not in kept:
            kept["signing"] = _new_key()
        kept.setdefault("secret", secrets.token_hex(32))

    @property
    def _signing(self) -> RSAPrivateKey:
        return _loaded(self._kept["signing"])

    def roll_key(self) -> None:
        """From now on deliveries are signed with a new key, and the old one is no longer published."""
        self._kept["signing"] = _new_key()

    def revoke_tokens(self) -> None:
        """Every token that the bot holds is refused from now on."""
        self._kept["secret"] = secrets.token_hex(32)

    def jwks(self) -> Json:
        other = _public(_stranger("webchat"), ["webchat", "directline"])
        return {"keys": [_public(self._signing, ["msteams"]), other]}

    def sign(self, kind: TokenKind, service_url: str) -> str | None:
        """The Authorization header of one delivery."""
        if kind == "missing":
            return None
        if kind == "malformed":
            return "Bearer not.a-token"
        now = int(time.time())
        start = {"expired": now - 7200, "not yet valid": now + 3600}.get(kind, now - 60)
        claims: Json = {"serviceurl": service_url, "nbf": start, "exp": start + 3600}
        claims |= {"iss": self.issuer, "aud": self._app_id}
        match kind:
            case "wrong audience":
                claims["aud"] = str(uuid4())
            case "wrong issuer":
                claims["iss"] = "https://sts.windows.net/00000000-0000-0000-0000-000000000000/"
            case "wrong serviceurl":
                claims["serviceurl"] = "https://smba.trafficmanager.net/elsewhere/"
            case "no serviceurl":
                del claims["serviceurl"]
        key = self._signing
        if kind in ("unendorsed", "unknown key"):
            key = _stranger("webchat" if kind == "unendorsed" else "stranger")
        kid = _kid(key)
        if kind == "forged":
            key = _stranger("stranger")
        headers = {"kid": kid, "x5t": kid}
        if kind == "alg none":
            return "Bearer " + jwt.encode(claims, "", algorithm="none", headers=headers)
        if kind == "HS256":
            published = _public(key, [])["n"]
            return "Bearer " + jwt.encode(claims, published, algorithm="HS256", headers=headers)
        return "Bearer " + jwt.encode(claims, key, algorithm="RS256", headers=headers)

    def issue(self, form: dict[str, str], tenant: str, url: str) -> tuple[int, Json]:
        """Entra's answer to a client credentials request that came to this address."""
        self.token_requests += 1
        if tenant.lower() != self._tenant_id.lower():
            return _entra(400, "invalid_request", 90002, f"Tenant '{tenant}' not found.")
        if form.get("grant_type") != "client_credentials":
            return _entra(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.")
        if form.get("client_id", "").lower() != self._app_id.lower():
            return _entra(400, "unauthorized_client", 700016, "Application was not found in the directory.")
        if self._assertions is None:
            if form.get("client_secret") != self._app_password:
                return _entra(401, "invalid_client", 7000215, "Invalid client secret provided.")
        elif problem := self._assertions.problem(form, url):
            return _entra(401, "invalid_client", *problem)
        if form.get("scope") != f"{self.issuer}/.default":
            return _entra(
                400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid."
            )
        life = {"expires_in": self.token_life, "ext_expires_in": self.token_life}
        return 200, {"token_type": "Bearer", **life, "access_token": self.token()}

    def token(self) -> str:
        """What the connector takes for a while."""
        now = int(time.time())
        claims = {"aud": self.issuer, "iss": f"https://sts.windows.net/{self._tenant_id}/", "iat": now}
        claims |= {"nbf": now, "exp": now + self.token_life, "appid": self._app_id, "tid": self._tenant_id}
        return jwt.encode({**claims, "uti": uuid4().hex}, self._kept["secret"], algorithm="HS256")

    def accepts(self, authorization: str) -> bool:
        """Is this the header of a bot that fetched its token here and not too long ago?"""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            return False
        try:
            claims = jwt.decode(token, self._kept["secret"], algorithms=["HS256"], audience=self.issuer)
        except jwt.InvalidTokenError:
            return False
        return (claims.get("tid"), claims.get("appid")) == (self._tenant_id, self._app_id)


def _entra(status: int, error: str, number: int, words: str) -> tuple[int, Json]:
    return status, {
        "error": error,
        "error_description": f"AADSTS{number}: {words}",
        "error_codes": [number],
        "timestamp": time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime()),
        "trace_id": str(uuid4()),
        "correlation_id": str(uuid4()),
    }
