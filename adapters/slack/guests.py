"""Whether a guest is in a channel: Slack tells it of people, not of channels."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.calls import Web, told
from bot.errors import Unreachable

# https://docs.slack.dev/reference/methods/users.list and conversations.members: a thousand at most in one answer.
PAGE = 1000
# users.list is for some twenty calls a minute: channels that are looked at one after another share what it says.
SECONDS = 600
Page = Callable[[str], Awaitable[AsyncSlackResponse]]


class Guests:
    """The guests of one workspace, as far as they were looked up lately."""

    def __init__(self, web: Web, clock: Callable[[], float] = time.monotonic) -> None:
        self.web = web
        self.clock = clock
        self.known: frozenset[str] = frozenset()
        self.until = float("-inf")

    async def are_in(self, channel: str) -> bool:
        """Whether a guest is in a channel; raises Unreachable, or Gone where the channel is."""
        if not (guests := await self._everywhere()):
            return False
        client = self.web.client
        async for page in self._pages(lambda at: client.conversations_members(channel=channel, limit=PAGE, cursor=at)):
            if not guests.isdisjoint(told(page, "members", list)):
                return True
        return False

    async def _everywhere(self) -> frozenset[str]:
        if self.clock() >= self.until:
            client, found = self.web.client, set[str]()
            async for page in self._pages(lambda at: client.users_list(limit=PAGE, cursor=at)):
                found |= {user["id"] for user in told(page, "members", list) if _is_guest(user)}
            self.known, self.until = frozenset(found), self.clock() + SECONDS
        return self.known

    async def _pages(self, ask: Page) -> AsyncIterator[dict[str, Any]]:
        asked = {""}
        following = ""
        while True:
            page = await self.web.ask(ask(following))
            yield page
            following = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not following:
                return
            if following in asked:
                # Else whoever waits to be looked up would wait for ever.
                raise Unreachable
            asked.add(following)


def _is_guest(user: dict[str, object]) -> bool:
    # A guest of one channel is marked as both.
    return bool(user.get("is_restricted") or user.get("is_ultra_restricted")) and not user.get("deleted")
