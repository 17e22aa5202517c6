"""The bot's own token for the Bot Connector."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any

import aiohttp

from adapters.teams.credentials import Asked
from adapters.teams.errors import Transient
from adapters.teams.registration import Registration

MARGIN = 300.0
TIMEOUT = aiohttp.ClientTimeout(total=10)


class Tokens:
    """One token for all, fetched again a few minutes before it expires; one request however many wait for it."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        registration: Registration,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._registration = registration
        self._clock = clock
        self._token = ""
        self._good_until = float("-inf")
        self._failures = 0
        self._lock = asyncio.Lock()

    async def get(self) -> str:
        """A token that is good for a while; Transient when there is none."""
        if self._clock() < self._good_until:
            return self._token
        failures = self._failures
        async with self._lock:
            if self._clock() < self._good_until:
                return self._token
            if self._failures > failures:
                raise Transient("no token: failed while waiting")
            try:
                self._token, lifetime = await self._fetch()
            except Transient:
                self._failures += 1
                raise
            self._good_until = self._clock() + lifetime - min(MARGIN, lifetime / 2)
        return self._token

    def forget(self, token: str) -> None:
        """Fetch another token next time: the Bot Connector did not take this one."""
        if token == self._token:
            self._good_until = float("-inf")

    async def _fetch(self) -> tuple[str, float]:
        asked = self._registration.credential.ask(self._registration.token_issuer)
        try:
            if not asked.direct:
                return await _answer(self._session, asked)
            async with aiohttp.ClientSession() as unproxied:
                return await _answer(unproxied, asked)
        except (aiohttp.ClientError, TimeoutError, OSError) as failure:
            raise Transient(f"no token: {type(failure).__name__}") from failure


async def _answer(session: aiohttp.ClientSession, asked: Asked) -> tuple[str, float]:
    """A token and the seconds that it lives."""
    async with session.request(
        "GET" if asked.form is None else "POST",
        asked.url,
        params=asked.query,
        data=asked.form,
        headers=asked.headers,
        timeout=TIMEOUT,
        allow_redirects=False,
    ) as answer:
        try:
            content = await answer.json(content_type=None)
            if answer.status == 200:
                return str(content["access_token"]), _lifetime(content)
            refusal = content.get("error")
        except (ValueError, LookupError, TypeError, AttributeError):
            raise Transient(f"no token: unreadable answer {answer.status}") from None
    named = refusal if isinstance(refusal, str) and re.fullmatch(r"\w{1,60}", refusal) else ""
    raise Transient(f"no token: {answer.status} {named}".rstrip())


def _lifetime(content: dict[str, Any]) -> float:
    """App Service tells only when it ends; a machine tells both, as text."""
    if "expires_in" in content:
        return float(content["expires_in"])
    return float(content["expires_on"]) - time.time()
