"""People who press Support at the same moment share a transaction: in a storm each would cost as much as all."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot import outbox, permission
from bot.adopting import Copies, adopt
from bot.errors import Collision
from bot.features.support import Together, open_to, support_each
from bot.intents import Support
from bot.model import Account, Request
from bot.replies import Reply
from bot.turn import Scene, Turn, known, language_of, newly_reached

MOST = 64
"""In one transaction, so that nobody waits long for it."""


class Store(permission.Storage, Copies, Together, outbox.Leaving, Protocol):
    """What a crowd asks of storage."""

    async def askers(self, requests: Sequence[Request]) -> dict[int, tuple[Account, str | None]]: ...
    async def first_times(self, keys: Collection[bytes], now: datetime) -> set[bytes]: ...


@dataclass(eq=False, slots=True)
class Press:
    """One of them; without an answer in the end, it must be asked alone."""

    intent: Support
    request: Request
    taken: bool = False
    reply: Reply | None = None


class Crowd:
    """Whoever presses while somebody else is being answered is in the next transaction, with all who have come by then.

    Only the usual press is answered here: by a known member, of an idea that goes on. `alone` answers all others, and
    nobody waits for them.
    """

    def __init__(
        self,
        transaction: Callable[[], AbstractAsyncContextManager[Store]],
        scene: Scene,
        alone: Callable[[Support, Request], Awaitable[Reply]],
    ) -> None:
        self.transaction, self.scene, self.alone = transaction, scene, alone
        self.waiting: list[Press] = []
        self.beside = 0
        """How many are being answered alone."""
        self.under_way = asyncio.Lock()

    async def press(self, intent: Support, request: Request) -> Reply:
        """Answer one press. When this returns, it is committed."""
        if not (self.beside or self.under_way.locked()):
            return await self._by_itself(intent, request)
        own = Press(intent, request)
        self.waiting.append(own)
        async with self.under_way:
            if not own.taken:
                together, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
                for one in together:
                    one.taken = True
                await self._answer(together)
        return own.reply or await self._by_itself(intent, request)

    async def _by_itself(self, intent: Support, request: Request) -> Reply:
        self.beside += 1
        try:
            return await self.alone(intent, request)
        finally:
            self.beside -= 1

    async def _answer(self, together: Sequence[Press]) -> None:
        """All or nothing; whoever cannot be answered here keeps no reply, and has left no trace."""
        with suppress(Collision):
            async with self.transaction() as store:
                answered = await self._answered(store, together)
            for press, reply in answered:
                press.reply = reply

    async def _answered(self, store: Store, together: Sequence[Press]) -> list[tuple[Press, Reply]]:
        askers = await store.askers([one.request for one in together])
        usual = await self.scene.turn(store)
        asking = [one async for one in self._known(askers, usual, together)]
        if not asking:
            return []
        ideas = await open_to(store, [(press.intent, me) for press, _, me in asking])
        fits = [(*one, idea) for one, idea in zip(asking, ideas, strict=True) if idea]
        keys = {press: self._key(press.request) for press, *_ in fits}
        first = await store.first_times({key for key in keys.values() if key}, self.scene.hour())
        new = [one for one in fits if keys[one[0]] is None or keys[one[0]] in first]
        replies = await support_each(store, [(idea, me) for _, _, me, idea in new], usual.today)
        redraw = tuple({subject for reply in replies for subject in reply.redraw})
        await outbox.enqueue(store, Reply(redraw=redraw), *(press.request for press, *_ in new))
        for press, turn, *_ in new:
            await adopt(turn, press.intent)
        given = {one[0]: reply for one, reply in zip(new, replies, strict=True)}
        return [(press, replace(given.get(press, Reply()), language=turn.language)) for press, turn, *_ in fits]

    def _key(self, request: Request) -> bytes | None:
        return self.scene.delivered(request.caller.own.platform, request.delivery)

    async def _known(
        self, askers: Mapping[int, tuple[Account, str | None]], usual: Turn[Store], together: Sequence[Press]
    ) -> AsyncIterator[tuple[Press, Turn[Store], Account]]:
        """Members of whom the platform told lately, each person once for an idea."""
        pressed: set[tuple[int, int]] = set()
        for number, press in enumerate(together):
            me, spoken = askers.get(number, (None, None))
            caller = press.request.caller
            if me is None or not me.member or not known(me, usual.now) or newly_reached(me, caller.own):
                continue
            language = language_of(me, caller, spoken, usual.organisation)
            turn = replace(usual, language=language, request=press.request, account=me)
            once = (me.person.id, press.intent.idea) not in pressed
            if once and await permission.may(turn, press.intent):
                pressed.add((me.person.id, press.intent.idea))
                yield press, turn, me
