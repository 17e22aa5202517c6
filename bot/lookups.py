"""After the commit: what the platform knows of an account that acted and was not looked up today."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol

import structlog

from bot import outbox
from bot.errors import Gone
from bot.features import Storage as Features
from bot.features import accounts
from bot.ports import Platform
from bot.turn import Scene, known

log = structlog.get_logger()


class Store(Features, outbox.Leaving, Protocol):
    """What look-ups ask of storage."""


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

    async def look_up(self, account: int) -> None:
        """Ask the platform outside any transaction, then learn in one."""
        async with self.transaction() as store:
            found = await store.account_by_id(account)
        platform = self.platforms.get(found.own.platform) if found else None
        if found is None or platform is None or known(found, self.scene.clock()):
            return
        try:
            profile = await platform.look_up(found)
        except Gone:
            # The account is asked about again when it acts again.
            log.info("account_not_found", platform=platform.name)
            return
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
            await outbox.enqueue(store, await accounts.learnt(turn, account, profile))
