"""What one place may be sent within an hour: much at once, and then slowly."""

import time
from collections.abc import Callable

HOUR = 3600.0
AT_ONCE = 1 / 3
"""Of the hour's messages; the others are earned, evenly."""


class Purse:
    """Of each place, how many messages are left; in no hour more than `most`. None: as many as the pace allows."""

    def __init__(self, most: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.clock = most, clock
        self.left: dict[str, tuple[float, float]] = {}

    def spend(self, place: str) -> float:
        """One message has left; seconds until the next one may."""
        if self.most is None:
            return 0.0
        now, full = self.clock(), self.most * AT_ONCE
        earned = (self.most - full) / HOUR
        kept = {one: (left, at) for one, (left, at) in self.left.items() if left + (now - at) * earned < full}
        left, at = kept.get(place, (full, now))
        left += (now - at) * earned - 1
        self.left = {**kept, place: (left, now)}
        return max(0.0, (1 - left) / earned)
