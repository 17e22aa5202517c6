"""The keys that the Bot Connector signs its requests with."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm

from adapters.teams.registration import is_login, is_loopback

# At least every 24 hours:
# https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
REFRESH_AFTER = 12 * 3600.0
UNKNOWN_KEY_PAUSE = 300.0
FAILURE_PAUSE = 10.0
TIMEOUT = aiohttp.ClientTimeout(total=10)

log = structlog.get_logger()


class KeysUnavailable(Exception):
    """The keys could not be fetched."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key and the channels that it may speak for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class Keys:
    """Known keys are answered from memory, and renewed in the background before they are old."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._clock = clock
        self._keys: dict[str, Key] = {}
        self._fetched_at = self._tried_at = float("-inf")
        self._lock = asyncio.Lock()
        self._renewal: asyncio.Task[None] | None = None

    async def get(self, key_id: str) -> Key | None:
        """The key of this name; an unknown name is looked for again at most every five minutes."""
        if key := self._keys.get(key_id):
            self._renew_when_old()
            return key
        async with self._lock:
            if key_id not in self._keys and self._clock() - self._fetched_at > UNKNOWN_KEY_PAUSE:
                await self._fetch()
        return self._keys.get(key_id)

    async def close(self) -> None:
        """Stop a renewal that is under way."""
        if self._renewal:
            self._renewal.cancel()
            await asyncio.gather(self._renewal, return_exceptions=True)

    def _renew_when_old(self) -> None:
        now = self._clock()
        if now - self._fetched_at < REFRESH_AFTER or now - self._tried_at < FAILURE_PAUSE:
            return
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.create_task(self._renew())

    async def _renew(self) -> None:
        async with self._lock:
            try:
                await self._fetch()
            except KeysUnavailable as failure:
                log.warning("teams keys not renewed", reason=str(failure))

    async def _fetch(self) -> None:
        if self._clock() - self._tried_at < FAILURE_PAUSE:
            raise KeysUnavailable("failed just now")
        self._tried_at = self._clock()
        try:
            metadata = await self._get_json(self._metadata_url)
            keys = _read(await self._get_json(metadata["jwks_uri"]))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, LookupError, TypeError) as failure:
            raise KeysUnavailable(type(failure).__name__) from failure
        self._keys = keys
        self._fetched_at = self._clock()
        self._tried_at = float("-inf")

    async def _get_json(self, url: object) -> dict[str, Any]:
        """From nobody but who signs: whoever names the keys could sign for everybody."""
        local = is_loopback(urlsplit(self._metadata_url).hostname)
        if not (isinstance(url, str) and is_login(url, local=local)):
            raise ValueError("a foreign address")
        async with self._session.get(url, timeout=TIMEOUT, raise_for_status=True, allow_redirects=False) as answer:
            content: dict[str, Any] = await answer.json(content_type=None)
            return content


def _read(jwks: dict[str, Any]) -> dict[str, Key]:
    keys = {}
    for jwk in jwks["keys"]:
        try:
            public = RSAAlgorithm.from_jwk(jwk)
        except InvalidKeyError:
            continue
        if isinstance(public, RSAPublicKey):
            keys[jwk["kid"]] = Key(public, frozenset(jwk.get("endorsements") or ()))
    if not keys:
        raise ValueError("no usable key")
    return keys
