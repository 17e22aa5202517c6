"""The bot is taken away, by a workspace or by one person, and comes back; the board stays."""

from datetime import datetime
from typing import Protocol

from bot.features import handovers
from bot.model import Account, PersonChanged, PersonRemoved, Uninstalled
from bot.replies import Reply
from bot.turn import Turn, hears


class Storage(handovers.Storage, Protocol):
    """What departures ask of storage."""

    async def leave_home(self, platform: str, home: str, now: datetime) -> None: ...
    async def let_go(self, account: Account) -> None: ...
    async def look_up_afresh(self, account: Account, now: datetime) -> None: ...
    async def ask_about_all(self, platform: str, home: str) -> None: ...


@hears(Uninstalled)
async def uninstalled(turn: Turn[Storage], event: Uninstalled) -> Reply:
    """Nothing more is sent there; it may be told twice, in any order."""
    await turn.store.leave_home(event.platform, event.home, turn.now)
    return Reply()


@hears(PersonChanged)
async def changed(turn: Turn[Storage], event: PersonChanged) -> Reply:
    """Somebody whom we know has left, or is back: the platform is asked now, not tomorrow.

    So it is where a guest may read now, or does no more, whether or not we know them.
    """
    if event.reads:
        await turn.store.ask_about_all(event.own.platform, event.own.home)
    account = await turn.store.account(event.own)
    if account and account.member is not None and account.member is not event.member:
        await turn.store.look_up_afresh(account, turn.now)
    return Reply()


@hears(PersonRemoved)
async def removed(turn: Turn[Storage], event: PersonRemoved) -> Reply:
    """Nobody writes to them there until they use the bot again; what they answered for is handed over."""
    account = await turn.store.account(event.own)
    if account is None:
        return Reply()
    await turn.store.let_go(account)
    return await handovers.left(turn, account)
