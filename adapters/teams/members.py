"""Who is known to be no full member, for a day: activities do not say so, and nothing is asked before an answer."""

import time
from collections.abc import Callable
from typing import Any

from bot.model import Profile

DAY = 86400
MOST = 10_000
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
GUESTS = frozenset({"guest", "anonymous"})
# In the names of accounts that another tenant vouches for.
EXTERNAL = "#EXT#"


class Members:
    """Profiles that have been looked up lately, by Entra object id."""

    def __init__(self, tenant: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._tenant = tenant.lower()
        self._clock = clock
        self._known: dict[str, tuple[float, Profile]] = {}

    def knows(self, account: str) -> bool:
        """Whether somebody has been looked up lately."""
        return self._recall(account) is not None

    def is_guest(self, account: str) -> bool:
        """Whether somebody is known to be no full member."""
        profile = self._recall(account)
        return profile is not None and not profile.full_member

    def learn(self, account: str, member: dict[str, Any]) -> Profile:
        """Keep what Teams tells of a member of a conversation."""
        profile = self._profile(member)
        self._known.pop(account, None)
        while len(self._known) >= MOST:
            self._known.pop(next(iter(self._known)))
        self._known[account] = (self._clock() + DAY, profile)
        return profile

    def is_outsider(self, member: dict[str, Any]) -> bool:
        """Whether a member of a conversation is a guest, or of another organisation."""
        return not self._profile(member).full_member

    def _recall(self, account: str) -> Profile | None:
        until, profile = self._known.get(account, (0.0, None))
        return profile if self._clock() < until else None

    def _profile(self, member: dict[str, Any]) -> Profile:
        email, principal = _text(member, "email"), _text(member, "userPrincipalName")
        parts = (_text(member, "givenName"), _text(member, "surname"))
        return Profile(
            name=_text(member, "name") or " ".join(part for part in parts if part) or principal or email,
            email=email or principal or None,
            # The directory's own address, which people cannot change by themselves.
            email_confirmed=bool(email),
            full_member=(
                _text(member, "userRole").lower() not in GUESTS
                and EXTERNAL not in principal.upper()
                and (_text(member, "tenantId") or self._tenant).lower() == self._tenant
            ),
        )


def _text(member: dict[str, Any], name: str) -> str:
    value = member.get(name)
    return value if isinstance(value, str) else ""
