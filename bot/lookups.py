"""After the commit: what the platform knows of an account not looked up today, of a linked channel, of a new card."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from typing import Protocol

import structlog

from bot import outbox
from bot.cleaning import clean
from bot.errors import Gone
from bot.features import Storage as Features
from bot.features import accounts, arrivals, handovers, surroundings
from bot.model import Place, Posting, Surroundings
from bot.ports import Platform
from bot.replies import Reply
from bot.turn import Scene, known

log = structlog.get_logger()


class Store(Features, outbox.Leaving, Protocol):
    """What look-ups ask of storage."""

    async def posting(self, posting: int) -> Posting | None: ...
    async def keep_permalink(self, posting: Posting, permalink: str) -> None: ...
    async def has_left(self, platform: str, home: str) -> bool: ...


class Lookups:
    """A job for each account; an unreachable platform makes the job engine try again."""

    def __init__(
        self,
        transaction: Callable[[], AbstractAsyncContextManager[Store]],
        platforms: Mapping[str, Platform],
        scene: Scene,
    ) -> None:
        self.transaction = transaction
        self.platforms = platforms
        self.scene = scene

    def tasks(self) -> dict[str, Callable[..., Awaitable[None]]]:
        """By the names under which they wait."""
        return {
            one.__name__: one for one in (self.look_up, self.look_at, self.find_permalink, self.introduce, self.welcome)
        }

    async def look_up(self, account: int) -> None:
        """Ask the platform outside any transaction, then learn in one."""
        async with self.transaction() as store:
            found = await store.account_by_id(account)
            platform = await self._platform(store, found.own) if found else None
        if found is None or platform is None or known(found, self.scene.clock()):
            return
        try:
            profile = clean(await platform.look_up(found))
        except Gone:
            # The account is asked about again when it acts again; whoever is not found has no role any more.
            log.info("account_not_found", platform=platform.name)
            async with self.transaction() as store:
                turn = await self.scene.turn(store)
                if found.member is not None:
                    await store.let_go(found)
                await outbox.enqueue(store, await handovers.left(turn, found))
            return
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
            learnt = await accounts.learnt(turn, account, profile)
            left = Reply()
            if not profile.full_member:
                await store.let_go(found)
                left = await handovers.left(turn, found)
            await outbox.enqueue(store, replace(learnt, post=(*learnt.post, *left.post)))

    async def look_at(self, channel: int, *, refused: bool, asked: bool = False) -> None:
        """Whether something new can appear in a linked channel; `refused`: something could not just now.

        `asked`: an admin waits for the answer.
        """
        async with self.transaction() as store:
            found = await store.channel_by_id(channel)
            platform = await self._platform(store, found.place) if found else None
        if found is None or platform is None:
            return
        try:
            seen = await platform.look_at(found.place)
        except Gone:
            seen = Surroundings(member=False)
        if refused:
            seen = replace(seen, member=False)
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
            await outbox.enqueue(store, await surroundings.learnt(turn, channel, seen, asked=asked))
            await store.send_from(found.place.platform, found.place.home)

    async def find_permalink(self, posting: int) -> None:
        """Where people open a card; one that is gone already has no such place."""
        async with self.transaction() as store:
            found = await store.posting(posting)
            platform = await self._platform(store, found.place) if found else None
        if found is None or platform is None or found.message is None or found.permalink:
            return
        with suppress(Gone):
            if permalink := await platform.permalink(found.place, found.message):
                async with self.transaction() as store:
                    await store.keep_permalink(found, permalink)

    async def introduce(self, introduction: int) -> None:
        """Who added the bot is asked first, so that the introduction can name them; then what the channel is."""
        async with self.transaction() as store:
            found = await store.introduction(introduction)
            platform = await self._platform(store, found.place) if found else None
        if found is None or platform is None:
            return
        if found.by:
            await self.look_up(found.by)
        try:
            seen = await platform.look_at(found.place)
        except Gone:
            return
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
            await outbox.enqueue(store, await arrivals.introduced(turn, found, seen))

    async def welcome(self, account: int) -> None:
        """Who has added the bot for themselves is asked first: no outsider is welcomed, and each in their language."""
        await self.look_up(account)
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
            await outbox.enqueue(store, await arrivals.welcomed(turn, account))

    async def _platform(self, store: Store, place: Place) -> Platform | None:
        """Whom to ask about a place; nobody, where the bot was uninstalled."""
        left = await store.has_left(place.platform, place.home)
        return None if left else self.platforms.get(place.platform)
