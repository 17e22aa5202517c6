"""What Slack tells of the members of its workspace."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from adapters.profiles import Profiles
from adapters.slack.calls import Web, told
from bot.errors import Gone, Unreachable
from bot.model import LANGUAGES, Profile

# A modal's trigger lives for three seconds, and the modal has to be opened in them too.
SECONDS = 1.5


class Members(Profiles):
    """The profiles of one workspace, by Slack's id of the user."""

    def __init__(self, web: Web, team: str, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(clock)
        self.web = web
        self.team = team

    async def turns_out_guest(self, user: str) -> bool:
        """`is_guest`, after asking Slack where nothing is known; without an answer in time nobody is turned away."""
        if self.recall(user) is None:
            try:
                async with asyncio.timeout(SECONDS):
                    await self.look_up(user)
            except (Gone, Unreachable, TimeoutError):
                return False
        return self.is_guest(user)

    async def look_up(self, user: str) -> Profile:
        """Ask Slack; raises Unreachable or Gone."""
        answer = await self.web.ask(self.web.client.users_info(user=user, include_locale=True))
        return self.keep(user, _profile(told(answer, "user", dict), self.team))


def _profile(user: dict[str, Any], team: str) -> Profile:
    about = user.get("profile") or {}
    language = str(user.get("locale") or "").partition("-")[0].lower()
    return Profile(
        name=about.get("real_name") or user.get("real_name") or about.get("display_name") or user.get("name") or "",
        email=about.get("email"),
        # Where Slack says nothing, it does not call the address unconfirmed.
        email_confirmed=bool(about.get("email")) and user.get("is_email_confirmed") is not False,
        full_member=is_full_member(user, team),
        workspace_admin=bool(user.get("is_admin") or user.get("is_owner")),
        language=language if language in LANGUAGES else None,
        time_zone=user.get("tz"),
    )


def is_full_member(user: dict[str, Any], team: str) -> bool:
    """Whether Slack's record of a user says that they belong to the workspace: no guest, no bot, not deactivated."""
    others = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger", "is_workflow_bot")
    homes = {user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ())}
    # Slack's own Slackbot is not marked as a bot.
    return team in homes and not any(user.get(mark) for mark in others) and user.get("id") != "USLACKBOT"
