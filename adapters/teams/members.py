"""What Teams tells of the members of its tenant."""

import time
from collections.abc import Callable
from typing import Any

from adapters.profiles import Profiles
from bot.model import Profile

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
GUESTS = frozenset({"guest", "anonymous"})
# In the names of accounts that another tenant vouches for.
EXTERNAL = "#EXT#"


class Members(Profiles):
    """The profiles of one tenant, by Entra object id."""

    def __init__(self, tenant: str, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(clock)
        self._tenant = tenant.lower()

    def learn(self, account: str, member: dict[str, Any]) -> Profile:
        """Keep what Teams tells of a member of a conversation."""
        return self.keep(account, self._profile(member))

    def is_outsider(self, member: dict[str, Any]) -> bool:
        """Whether a member of a conversation is a guest, or of another organisation."""
        return not self._profile(member).full_member

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
