"""What is stored of whoever asks, and how it is corrected or erased. Reading it stores nothing."""

from typing import Protocol

from bot.admins import is_admin
from bot.intents import SeeKeeping, SeeMyData
from bot.model import Account, MyData, Role, Trace, Unit
from bot.replies import Reply
from bot.turn import People, Turn, handles
from bot.views import my_data as words


class Storage(People, Protocol):
    """What this asks of storage."""

    async def accounts_of(self, person: int) -> list[Account]: ...
    async def held_by(self, account: int) -> list[tuple[Unit, Role]]: ...
    async def traces_of(self, person: int) -> dict[Trace, int]: ...


@handles(SeeMyData)
async def see(turn: Turn[Storage], intent: SeeMyData) -> Reply:
    """Whoever is not known yet is not met by asking."""
    del intent
    me, organisation = turn.account, turn.organisation
    if me is None:
        return Reply(show=words.nothing_known())
    accounts = await turn.store.accounts_of(me.person.id)
    held = [one for account in accounts for one in await turn.store.held_by(account.id)]
    data = MyData(
        accounts=len(accounts),
        email=any(account.email_key for account in accounts),
        counts=await turn.store.traces_of(me.person.id),
        roles=tuple(dict.fromkeys(held)),
    )
    admin = any(is_admin(turn, account) for account in accounts)
    several = len(organisation.chats) > 1
    return Reply(show=words.my_data(me, data, turn.today, admin=admin, several=several))


@handles(SeeKeeping)
async def keeping(turn: Turn[Storage], intent: SeeKeeping) -> Reply:
    del intent
    joined = turn.account is not None and turn.account.joined
    return Reply(show=words.keeping(turn.organisation, joined=joined))
