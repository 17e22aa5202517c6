"""The card that hangs, as whoever looks at it sees it; looking stores nothing."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.intents import SeeIdea
from bot.model import Asking, Place, Request
from bot.replies import Reply
from bot.turn import People, Scene, drawers, language_of
from bot.views.kinds import Card, Notice
from bot.views.own_support import as_supporter
from bot.views.refusals import outsider
from bot.visibility import let_in

KEPT = 1.0
"""Seconds for which a card that was read is shown to whoever else looks at the same copy."""
Copy = tuple[int, str, str]
"""The idea, the language, and the copy as it was drawn: a redraw is looked at anew."""


class Store(People, Protocol):
    """What looking asks of storage."""

    async def asking(self, own: Place, place: Place | None, delivery: bytes | None, now: datetime) -> Asking: ...
    async def supports(self, idea: int, person: int) -> bool: ...


class Glances:
    """The board is read once for all who look at the same moment; each one's own support by itself."""

    def __init__(self, transaction: Callable[[], AbstractAsyncContextManager[Store]], scene: Scene) -> None:
        self.transaction, self.scene = transaction, scene
        self.read: dict[Copy, tuple[float, asyncio.Task[Card | None]]] = {}

    async def look(self, intent: SeeIdea, request: Request, copy: str) -> Reply:
        """The card with the looker's own support; guests and outsiders get a no, and keep the copy that hangs."""
        async with self.transaction() as store:
            asking = await store.asking(request.caller.own, request.place, None, self.scene.hour())
            me, usual = asking.account, await self.scene.turn(store)
            language = language_of(me, request.caller, asking.spoken, usual.organisation)
            mine = me is not None and await store.supports(intent.idea, me.person.id)
        if not let_in(me):
            return Reply(show=Notice(outsider(), "refused"), language=language)
        card = await self._card((intent.idea, language, copy))
        return Reply(show=as_supporter(card, intent.idea) if card and card.again and mine else card, language=language)

    async def _card(self, copy: Copy) -> Card | None:
        now = time.monotonic()
        self.read = {one: (until, task) for one, (until, task) in self.read.items() if until > now}
        if copy not in self.read:
            self.read[copy] = (now + KEPT, asyncio.create_task(self._drawn(*copy[:2])))
        return await asyncio.shield(self.read[copy][1])

    async def _drawn(self, idea: int, language: str) -> Card | None:
        async with self.transaction() as store:
            card = (await drawers["idea"](await self.scene.turn(store, language), [idea])).get(idea)
        return card if isinstance(card, Card) else None
