"""What platforms tell of accounts, kept for a day: requests do not say who is a guest, and nothing is asked before."""

import time
from collections.abc import Callable

from bot.model import Profile

DAY = 86400
"""Seconds for which a profile is believed."""
LATELY = 600
"""Seconds for which somebody is refused as a guest without being looked up again: they may be a member by now."""
MOST = 10_000
"""Profiles that are kept; the oldest one goes first."""


class Profiles:
    """Profiles that have been looked up lately, by the platform's id of the account."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Profile]] = {}

    def recall(self, account: str) -> Profile | None:
        """The profile of an account, without asking the platform; None where it has told nothing for a day."""
        until, profile = self._kept.get(account, (0.0, None))
        return profile if self._clock() < until else None

    def is_guest(self, account: str) -> bool:
        """Whether an account is known to be no full member."""
        profile = self.recall(account)
        return profile is not None and not profile.full_member

    def keep(self, account: str, profile: Profile) -> Profile:
        """Keep what the platform has just told, and answer with it."""
        self._kept.pop(account, None)
        while len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[account] = (self._clock() + (DAY if profile.full_member else LATELY), profile)
        return profile

    def forget(self, account: str) -> None:
        """Something of an account has changed: what the platform told of it is old."""
        self._kept.pop(account, None)
