"""Whether a guest is in a channel: Slack tells it of people, not of channels."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
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
        self.listed: frozenset[str] = frozenset()
        self.until = float("-inf")
        self.said: dict[str, bool] = {}
        """What Slack has said of people unasked since the last listing began."""

    async def are_in(self, channel: str) -> bool:
        """Whether a guest is in a channel; raises Unreachable, or Gone where the channel is."""
        lately = self.clock() < self.until
        if not lately:
            await self._list()
            if not self.known:
                return False
        client, there = self.web.client, set[str]()
        async for page in self._pages(lambda at: client.conversations_members(channel=channel, limit=PAGE, cursor=at)):
            there |= set(told(page, "members", list))
            if not self.known.isdisjoint(there):
                return True
        if not lately or there <= self.listed:
            return False
        # Whoever was invited since the last look is in no list yet, and may be a guest.
        await self._list()
        self.listed |= there
        return not self.known.isdisjoint(there)

    def is_news(self, user: dict[str, Any]) -> bool:
        """Whether what Slack says of a user makes them a guest, or none any more, since they were last looked up."""
        return _is_guest(user) is not (user["id"] in self.known)

    def learn(self, user: dict[str, Any]) -> None:
        """Believe it from now on, also where people are being listed just now."""
        self.said[user["id"]] = _is_guest(user)
        self._believe(self.known)

    def _believe(self, guests: Iterable[str]) -> None:
        others = {one for one in guests if self.said.get(one) is not False}
        self.known = frozenset(others | {one for one, guest in self.said.items() if guest})

    async def _list(self) -> None:
        client, guests, everybody = self.web.client, set[str](), set[str]()
        self.said = {}
        async for page in self._pages(lambda at: client.users_list(limit=PAGE, cursor=at)):
            people = told(page, "members", list)
            everybody |= {user["id"] for user in people}
            guests |= {user["id"] for user in people if _is_guest(user)}
        self._believe(guests)
        self.listed, self.until = frozenset(everybody), self.clock() + SECONDS

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
