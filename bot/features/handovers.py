"""A role changes hands, or somebody leaves: whoever comes next hears what has been promised."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot import telling
from bot.features import waiting
from bot.model import ANSWERING, Account, Handover, Role, Subject, Unit, Waiting
from bot.replies import Post, Reply
from bot.turn import Turn, draws
from bot.views import handovers as words
from bot.views.kinds import Card, Report


class Storage(telling.Storage, waiting.Storage, Protocol):
    """What handing over asks of storage."""

    async def accounts_of(self, person: int) -> list[Account]: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def hold_roles(self, unit: int) -> None: ...
    async def holders(self, unit: int) -> list[tuple[Role, Account]]: ...
    async def held_by(self, account: int) -> list[tuple[Unit, Role]]: ...
    async def give_role(self, unit: int, role: Role, account: int) -> None: ...
    async def drop_role(self, unit: int, role: Role, account: int) -> None: ...
    async def role_passed(self, unit: int, role: Role, account: int | None) -> int: ...
    async def handover(self, number: int) -> Handover | None: ...
    async def had_holder(self, unit: int, role: Role) -> bool: ...
    async def accounts_with(self, email_keys: Collection[str]) -> list[Account]: ...
    async def units_below(self, units: list[int]) -> list[int]: ...
    async def note(self, account: Account | None, what: str, details: dict[str, str], now: datetime) -> None: ...


async def passed(turn: Turn[Storage], unit: Unit, role: Role, account: Account) -> Subject:
    """What somebody is told who takes a role over."""
    return Subject("handover", await turn.store.role_passed(unit.id, role, account.id))


async def left(turn: Turn[Storage], account: Account) -> Reply:
    """Somebody is no member any more, or took the bot away. Another account of theirs goes on; else the role is empty.

    The deputy is asked instead of a supervisor, and an admin is told, once: the role is theirs no more.
    """
    posts: list[Post] = []
    others = [one for one in await turn.store.accounts_of(account.person.id) if one.member and one.id != account.id]
    for unit, role in await held(turn, account):
        await turn.store.drop_role(unit.id, role, account.id)
        if others:
            await turn.store.give_role(unit.id, role, others[0].id)
            continue
        await turn.store.note(None, "role left", {"unit": unit.name, "role": role}, turn.now)
        instead = await deputy(turn, unit) if role is Role.SUPERVISOR else None
        number = await turn.store.role_passed(unit.id, role, instead.id if instead else None)
        if instead:
            posts += await telling.tell(turn, [instead], Subject("handover", number))
        admins = await turn.store.accounts_with(turn.organisation.admin_keys)
        posts += await telling.tell(turn, admins[:1], Subject("vacancy", number))
    return Reply(post=tuple(posts))


async def held(turn: Turn[Storage], account: Account) -> list[tuple[Unit, Role]]:
    """What somebody does, as nobody changes it any more in this turn."""
    for unit in sorted({unit.id for unit, _ in await turn.store.held_by(account.id)}):
        await turn.store.hold_roles(unit)
    return await turn.store.held_by(account.id)


async def deputy(turn: Turn[Storage], unit: Unit) -> Account | None:
    """Who stands in for the supervisor of a work community; None where nobody does."""
    holders = await turn.store.holders(unit.id)
    return next((one for role, one in holders if role is Role.DEPUTY and one.member is not False), None)


@draws("handover")
async def draw(turn: Turn[Storage], number: int) -> Report | None:
    """What the role is, and what is open for them now in the work community and below; nothing once they have left."""
    handover = await turn.store.handover(number)
    if handover is None:
        return None
    holders = await turn.store.holders(handover.unit.id)
    theirs = {role: one for role, one in holders if one.id == handover.account}
    if not theirs:
        return None
    acting = handover.role not in theirs
    return words.handover_report(handover, await open_for(turn, handover, next(iter(theirs.values()))), acting=acting)


async def open_for(turn: Turn[Storage], handover: Handover, account: Account) -> list[Waiting]:
    """What waits for whoever has taken the role over, of what it answers for."""
    if handover.role not in ANSWERING:
        return []
    below = await turn.store.units_below([handover.unit.id])
    return [one for one in await waiting.for_account(turn, account) if one.unit in below]


@draws("vacancy")
async def draw_vacancy(turn: Turn[Storage], number: int) -> Card | None:
    """A role that somebody left; the card says when somebody has it again."""
    handover = await turn.store.handover(number)
    if handover is None:
        return None
    holders = await turn.store.holders(handover.unit.id)
    now = next((one.person for role, one in holders if role is handover.role), None)
    instead = await turn.store.account_by_id(handover.account) if handover.account else None
    return words.vacancy_card(Subject("vacancy", number), handover, now, instead.person if instead else None)
