"""Trouble made on purpose: answers that fail, and the pace that Slack demands."""

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass

ANY = "*"
"""Whatever is called next."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that fails; `lost` = done all the same, and only the answer fails."""

    status: int
    retry_after: int = 1
    lost: bool = False


class Faults:
    """`limits_on` turns on the pace of one message per second and channel; files may not be shown at once."""

    def __init__(self) -> None:
        self.limits_on = False
        self.messages_per_second = 1.0
        self.rate_limited = 0
        self.seconds_to_see_files = 0.0
        self._planned: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._last: dict[str, float] = {}

    def fail_next(self, method: str, status: int, times: int = 1, *, retry_after: int = 1, lost: bool = False) -> None:
        """The next answers of a method (chat.update, …), or of ANY, are 429, 500 or 502."""
        self._planned[method] += [Fault(status, retry_after, lost)] * times

    def next_fault(self, method: str) -> Fault | None:
        planned = self._planned[method] or self._planned[ANY]
        fault = planned.popleft() if planned else None
        self.rate_limited += fault is not None and fault.status == 429
        return fault

    def wait_for(self, channel: str) -> int:
        """Seconds until the channel takes another message; 0 = now, and it is taken."""
        now, pause = time.monotonic(), 1 / self.messages_per_second
        left = self._last.get(channel, -math.inf) + pause - now
        if not self.limits_on or left <= 0:
            self._last[channel] = now
            return 0
        self.rate_limited += 1
        return max(1, math.ceil(left))
