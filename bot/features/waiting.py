"""What waits for you: one private list, by role and by what is one's own."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from bot.admins import is_admin
from bot.intents import SeeWaiting
from bot.model import Account, Waiting
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
    return (await for_accounts(turn, [account])).get(account.person.id, ()) if account else ()


async def for_accounts(turn: Turn[Storage], accounts: Sequence[Account]) -> dict[int, tuple[Waiting, ...]]:
    """The same for many at once, by the numbers of their persons; whoever is no member is left out."""
    asked = [one for one in accounts if one.member is not False]
    admins = {one.person.id for one in asked if is_admin(turn, one)}
    return await turn.store.waiting_for({one.person.id for one in asked}, turn.today, admins) if asked else {}


@handles(SeeWaiting)
async def see(turn: Turn[Storage], intent: SeeWaiting) -> Reply:
    """Reading stores nothing."""
    return Reply(show=words.waiting_report(await for_account(turn, turn.account), intent.first))
