"""People who press Support at the same moment share a transaction: in a storm each would cost as much as all."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, replace
from typing import Protocol

from bot import outbox, permission
from bot.adopting import Copies, adopt
from bot.errors import Collision
from bot.features.support import Together, open_to, support_each
from bot.intents import Support
from bot.model import Account, Giving, Idea, Pressing, Request
from bot.replies import Reply
from bot.turn import Scene, Turn, known, language_of, newly_reached

MOST = 64
"""In one transaction, so that nobody waits long for it."""


class Store(permission.Storage, Copies, Together, outbox.Leaving, Protocol):
    """What a crowd asks of storage."""

    async def pressing(self, presses: Sequence[tuple[Request, int]]) -> dict[int, Pressing]: ...


@dataclass(eq=False, slots=True)
class Press:
    """One of them; without an answer in the end, it must be asked alone."""

    intent: Support
    request: Request
    taken: bool = False
    reply: Reply | None = None


class Crowd:
    """Whoever presses while somebody else is being answered is in the next transaction, with all who have come by then.

    Only the usual press is answered here: by a known member, of an idea that goes on. `alone` answers all others.
    """

    def __init__(
        self,
        transaction: Callable[[], AbstractAsyncContextManager[Store]],
        scene: Scene,
        alone: Callable[[Support, Request], Awaitable[Reply]],
    ) -> None:
        self.transaction, self.scene, self.alone = transaction, scene, alone
        self.waiting: list[Press] = []
        self.under_way = asyncio.Lock()

    async def press(self, intent: Support, request: Request) -> Reply:
        """Answer one press. When this returns, it is committed."""
        own = Press(intent, request)
        self.waiting.append(own)
        async with self.under_way:
            if not own.taken:
                together, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
                for one in together:
                    one.taken = True
                await self._answer(together)
        return own.reply or await self.alone(intent, request)

    async def _answer(self, together: Sequence[Press]) -> None:
        """All or nothing; whoever cannot be answered here keeps no reply, and has left no trace."""
        with suppress(Collision):
            async with self.transaction() as store:
                answered = await self._answered(store, together)
            for press, reply in answered:
                press.reply = reply

    async def _answered(self, store: Store, together: Sequence[Press]) -> list[tuple[Press, Reply]]:
        pressing = await store.pressing([(one.request, one.intent.idea) for one in together])
        usual = await self.scene.turn(store)
        fits = [one async for one in self._usual(pressing, usual, together)]
        if not fits:
            return []
        given = [Giving(press.request, idea, me, self._key(press.request)) for press, _, me, idea in fits]
        replies, homes = await support_each(store, given, usual.today, self.scene.hour())
        await store.send_from_each(sorted(homes))
        answered = []
        for (press, turn, *_), reply in zip(fits, replies, strict=True):
            if reply.show:
                await adopt(turn, press.intent)
            answered.append((press, replace(reply, language=turn.language)))
        return answered

    def _key(self, request: Request) -> bytes | None:
        return self.scene.delivered(request.caller.own.platform, request.delivery)

    async def _usual(
        self, pressing: Mapping[int, Pressing], usual: Turn[Store], together: Sequence[Press]
    ) -> AsyncIterator[tuple[Press, Turn[Store], Account, Idea]]:
        """Members of whom the platform told lately, each person once for an idea that is open to them."""
        pressed: set[tuple[int, int]] = set()
        for number, one in sorted(pressing.items()):
            press, me, caller = together[number], one.account, together[number].request.caller
            idea = open_to(one.idea, me)
            if idea is None or not me.member or not known(me, usual.now) or newly_reached(me, caller.own):
                continue
            language = language_of(me, caller, one.spoken, usual.organisation)
            turn = replace(usual, language=language, request=press.request, account=me)
            once = (me.person.id, idea.id) not in pressed
            if once and await permission.may(turn, press.intent):
                pressed.add((me.person.id, idea.id))
                yield press, turn, me, idea
