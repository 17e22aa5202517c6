"""After the commit: what the platform knows of an account that was met for the first time."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot import outbox
from bot.errors import Gone
from bot.features import Storage as Features
from bot.features import accounts
from bot.ports import Platform
from bot.turn import Scene


class Store(Features, outbox.Leaving, Protocol):
    """What look-ups ask of storage."""


class Lookups:
    """A job for each new account; an unreachable platform makes the job engine try again."""

    def __init__(
        self,
        transaction: Callable[[], AbstractAsyncContextManager[Store]],
        platforms: Mapping[str, Platform],
        scene: Scene,
    ) -> None:
        self.transaction = transaction
        self.platforms = platforms
        self.scene = scene

    async def look_up(self, account: int) -> None:
        """Ask the platform outside any transaction, then learn in one."""
        async with self.transaction() as store:
            found = await store.account_by_id(account)
        if found is None or found.own.platform not in self.platforms:
            return
        try:
            profile = await self.platforms[found.own.platform].look_up(found)
        except Gone:
            return
        async with self.transaction() as store:
            turn = self.scene.turn(store, self.scene.organisation.language)
            await outbox.enqueue(store, await accounts.learnt(turn, account, profile))
