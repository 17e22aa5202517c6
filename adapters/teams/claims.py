"""Whether a request comes from the Bot Connector: what its token claims, once the signature holds."""

from dataclasses import dataclass

import jwt

from adapters.teams.keys import Keys
from adapters.teams.registration import Registration

CLOCK_SKEW = 300
ALGORITHM = "RS256"


class Inauthentic(Exception):
    """Nothing shows that the request comes from the Bot Connector."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What an authentic token says of the request."""

    service_url: str
    channels: frozenset[str]

    def cover(self, channel: object, service_url: object) -> bool:
        """Whether the request's own channel and service URL are those that were signed."""
        return (
            isinstance(channel, str)
            and channel in self.channels
            and isinstance(service_url, str)
            and service_url.rstrip("/") == self.service_url.rstrip("/")
        )


async def verify(authorization: str | None, registration: Registration, keys: Keys) -> Claims:
    """The claims of a bearer token: one algorithm, one issuer, one audience; or Inauthentic."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Inauthentic
    try:
        key = await keys.get(jwt.get_unverified_header(token).get("kid", ""))
        if key is None:
            raise Inauthentic
        claims = jwt.decode(
            token,
            key.public,
            algorithms=[ALGORITHM],
            audience=registration.app_id,
            issuer=registration.token_issuer,
            leeway=CLOCK_SKEW,
            options={"require": ["exp", "iss", "aud"], "strict_aud": True},
        )
    except (jwt.PyJWTError, ValueError, OverflowError, RecursionError):
        raise Inauthentic from None
    if not isinstance(service_url := claims.get("serviceurl"), str):
        raise Inauthentic
    return Claims(service_url, key.endorsements)
