"""Teams' side of the wire to the bot: one signed POST per activity, and its answer."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import aiohttp
from yarl import URL

from playground.chat import NotDelivered
from playground.teams.login import Login, TokenKind
from playground.traffic import Exchange, Json, Traffic

# How long Teams waits for the answer of an invoke.
INVOKE_SECONDS = 10.0
MESSAGE_SECONDS = 15.0


class Undelivered(NotDelivered):
    """Teams got no answer, or not one as it demands."""

    def __init__(self, problem: str, delivered: "Delivered | None" = None) -> None:
        super().__init__(problem)
        self.delivered = delivered


@dataclass(frozen=True, slots=True)
class Delivered:
    """One POST to the bot. `status` is None when no answer came."""

    activity: Json
    signed: TokenKind
    status: int | None
    answer: Any
    problem: str | None = None

    @property
    def ok(self) -> bool:
        return self.problem is None and self.status is not None and 200 <= self.status < 300


def _nothing(_: Any) -> Sequence[str]:
    return ()


def loopback(url: str) -> str:
    """Nothing of this tenant may leave the machine."""
    host = URL(url).host or ""
    try:
        local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise ValueError(f"the messaging endpoint must be on this machine, not {url}")
    return url


class Delivery:
    def __init__(self, endpoint: str, login: Login, traffic: Traffic) -> None:
        self._endpoint = loopback(endpoint)
        self._login, self._traffic = login, traffic
        self.session: aiohttp.ClientSession | None = None
        self.made: deque[Delivered] = deque(maxlen=500)
        self.broken_by: Callable[[Any], Sequence[str]] = _nothing
        """The platform's rules that an answer breaks."""

    @property
    def endpoint(self) -> str:
        return self._endpoint

    @endpoint.setter
    def endpoint(self, url: str) -> None:
        self._endpoint = loopback(url)

    async def post(self, activity: Json, signed: TokenKind = "good") -> Delivered:
        """Sends as it is; whatever comes back is the result."""
        begun = time.monotonic()
        delivered = await self._post(activity, signed)
        self.made.append(delivered)
        what = " ".join(str(activity[key]) for key in ("type", "name", "action") if key in activity)
        self._traffic.append(
            Exchange(
                "to bot",
                what,
                activity,
                delivered.status,
                delivered.answer,
                delivered.problem or (None if delivered.ok else f"answered {delivered.status}"),
                signed=signed,
                rule="; ".join(self.broken_by(delivered.answer)) or None,
                seconds=time.monotonic() - begun,
            )
        )
        return delivered

    async def _post(self, activity: Json, signed: TokenKind) -> Delivered:
        if self.session is None:
            raise RuntimeError("the tenant is not served")
        headers = {}
        header = self._login.sign(signed, str(activity.get("serviceUrl", "")))
        if header is not None:
            headers["Authorization"] = header
        seconds = INVOKE_SECONDS if activity.get("type") == "invoke" else MESSAGE_SECONDS
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self.session.post(
                self._endpoint, json=activity, headers=headers, timeout=limit, allow_redirects=False
            ) as response:
                raw = await response.read()
                status = response.status
        except TimeoutError:
            return Delivered(activity, signed, None, None, f"no answer in {seconds:g} seconds")
        except aiohttp.ClientError as error:
            return Delivered(activity, signed, None, None, f"not reached: {error!r}")
        try:
            return Delivered(activity, signed, status, json.loads(raw) if raw.strip() else None)
        except ValueError:
            words = raw.decode(errors="replace")
            return Delivered(activity, signed, status, words, "the answer is not JSON" if status == 200 else None)

    async def send(self, activity: Json) -> Any:
        """Sends what must arrive; the answer of an invoke must be 200."""
        delivered = await self.post(activity)
        what = activity.get("name") or activity["type"]
        if delivered.problem and activity["type"] == "invoke":
            raise Undelivered(f"{what}: {delivered.problem}", delivered)
        wanted = delivered.status == 200 if activity["type"] == "invoke" else delivered.status is not None
        if not wanted or not 200 <= (delivered.status or 0) < 300:
            said = delivered.problem or f"answered {delivered.status} {delivered.answer!r:.300}"
            raise Undelivered(f"{what}: {said}", delivered)
        return delivered.answer

    async def again(self, delivered: Delivered) -> Delivered:
        """The same activity once more, under the same id, as Teams does when an answer got lost."""
        return await self.post(delivered.activity)

    async def drain(self) -> None:
        if self.session is not None:
            await self.session.close()
            self.session = None
            await asyncio.sleep(0)
