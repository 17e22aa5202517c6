"""What waits for you: one private list, by role and by what is one's own."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from bot.intents import SeeWaiting
from bot.model import Account, Waiting
from bot.permission import is_admin
from bot.replies import Reply
from bot.turn import People, Turn, handles
from bot.views import waiting as words


class Storage(People, Protocol):
    """What the list asks of storage."""

    async def waiting_for(
        self, people: Collection[int], today: date, admins: Collection[int] = ()
    ) -> dict[int, tuple[Waiting, ...]]: ...


async def for_account(turn: Turn[Storage], account: Account | None) -> tuple[Waiting, ...]:
    """Everything that waits for the person of an account."""
    if account is None or account.member is False:
        return ()
    person = account.person.id
    admins = (person,) if is_admin(turn, account) else ()
    return (await turn.store.waiting_for((person,), turn.today, admins))[person]


@handles(SeeWaiting)
async def see(turn: Turn[Storage], intent: SeeWaiting) -> Reply:
    """Reading stores nothing."""
    del intent
    return Reply(show=words.waiting_report(await for_account(turn, turn.account)))
