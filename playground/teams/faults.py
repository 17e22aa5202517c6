"""Trouble on order: limits as Teams has them, and answers that a test wants the bot to get."""

import asyncio
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from math import ceil

from playground.teams.errors import Refused, throttled

# Operations per seconds, https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
PER_CONVERSATION = ((7, 1), (8, 2), (60, 30), (1800, 3600))
PER_TENANT = ((50, 1),)
_CODES = {412: "PreconditionFailed", 429: "Throttled", 500: "ServiceError", 502: "ServiceError"}


@dataclass(slots=True)
class _Fault:
    refused: Refused
    left: int
    method: str | None
    path: str
    after: bool


class Faults:
    def __init__(self) -> None:
        self.limits_on = False
        self.slow_by = 0.0
        """Seconds that every call of the bot takes longer."""
        self._faults: list[_Fault] = []
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def fail_next(
        self,
        status: int,
        times: int = 1,
        *,
        code: str | None = None,
        retry_after: int | None = None,
        method: str | None = None,
        path: str = "",
        after: bool = False,
    ) -> None:
        """The next calls (of a method, with this in their path) get this answer. `after`: the work is done, only
        its answer is lost."""
        if status == 429 and retry_after is None:
            retry_after = 1
        words = f"Ordered by a test: {status}"
        refused = Refused(status, code or _CODES.get(status, ""), words, retry_after)
        self._faults.append(_Fault(refused, times, method, path, after))

    async def before(self, method: str, path: str) -> Refused | None:
        """Raises the fault that comes instead of the work; returns the one that comes after it."""
        await asyncio.sleep(self.slow_by)
        for fault in self._faults:
            if fault.left > 0 and fault.method in (None, method) and fault.path in path:
                fault.left -= 1
                if fault.after:
                    return fault.refused
                raise fault.refused
        return None

    def count(self, conversation: str) -> None:
        """One more operation, in a conversation or in none; raises 429 when there were too many."""
        if not self.limits_on:
            return
        now = time.monotonic()
        counted = {"": PER_TENANT} | ({conversation: PER_CONVERSATION} if conversation else {})
        for name, limits in counted.items():
            calls = self._calls[name]
            while calls and calls[0] < now - limits[-1][1]:
                calls.popleft()
            for most, seconds in limits:
                recent = [at for at in calls if at > now - seconds]
                if len(recent) >= most:
                    raise throttled(max(1, ceil(recent[-most] + seconds - now)))
        for name in counted:
            self._calls[name].append(now)
