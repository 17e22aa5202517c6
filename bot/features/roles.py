"""Who does what for a work community; only an admin of the installation says so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot import telling
from bot.checks import there
from bot.errors import Refusal
from bot.features import handovers
from bot.features.digests import Plans, plan_first
from bot.intents import ChooseUnit, GiveRoles, OpenRoles
from bot.meanwhile import marked, overtaken
from bot.model import ANSWERING, SHARED, Account, Caller, Person, Place, Role, Unit
from bot.replies import Post, Reply
from bot.turn import Turn, asks, handles
from bot.views import refusals
from bot.views import roles as words
from bot.views.kinds import Form

BATCH = 50
Held = dict[Role, list[Account]]


class Storage(Plans, handovers.Storage, Protocol):
    """What roles ask of storage."""

    async def units(self) -> list[Unit]: ...
    async def unit(self, unit: int) -> Unit | None: ...
    async def give_role(self, unit: int, role: Role, account: int) -> None: ...
    async def look_up_unheard_of(self, now: datetime, limit: int) -> None: ...


@handles(OpenRoles)
async def open_roles(turn: Turn[Storage], intent: OpenRoles) -> Reply:
    """Of the work community whose channel this is; elsewhere the form asks which first."""
    me = await turn.me()
    here = await turn.unit_here()
    unit = intent.unit or (here.id if here else None)
    if unit is None:
        return Reply(show=await which(turn, ChooseUnit()))
    return Reply(show=await shown(turn, me, unit, None))


@asks(ChooseUnit)
async def which(turn: Turn[Storage], intent: ChooseUnit) -> Form:
    units = await turn.store.units()
    if not units:
        raise Refusal(words.no_work_community())
    return words.which_form(intent, units)


@handles(ChooseUnit)
async def choose(turn: Turn[Storage], intent: ChooseUnit) -> Reply:
    me = await turn.me()
    if intent.unit is None:
        raise Refusal(refusals.missing(), field="unit")
    return Reply(show=await shown(turn, me, intent.unit, None))


def filled(unit: int, held: Held) -> GiveRoles:
    """Who has the roles now, as far as they are of this chat."""
    supervisor, deputy, renewer = (first(held, role) for role in ANSWERING)
    leadership, hr, steward = (tuple(one.own.id for one in held.get(role, ())) for role in SHARED)
    return GiveRoles(unit, supervisor, deputy, renewer, leadership, hr, steward)


def first(held: Held, role: Role) -> str:
    """The one who has a role, or nobody."""
    return next((one.own.id for one in held.get(role, ())), "")


def names(held: Held) -> dict[str, Person]:
    """Who they are, by their ids in that chat."""
    return {one.own.id: one.person for several in held.values() for one in several}


async def here(turn: Turn[Storage], unit: int, platform: str) -> Held:
    """The holders of each role who are of one chat."""
    found: Held = {}
    for role, account in await turn.store.holders(unit):
        if account.own.platform == platform:
            found.setdefault(role, []).append(account)
    return found


@asks(GiveRoles)
async def form(turn: Turn[Storage], intent: GiveRoles) -> Form:
    return await shown(turn, await turn.me(), intent.unit, intent)


async def shown(turn: Turn[Storage], me: Account, number: int, intent: GiveRoles | None) -> Form:
    unit = there(await turn.store.unit(number))
    held = await here(turn, unit.id, me.own.platform)
    now = filled(unit.id, held)
    return marked(words.roles_form(intent or now, unit), intent or now, now, names(held))


@handles(GiveRoles)
async def give_roles(turn: Turn[Storage], intent: GiveRoles) -> Reply:
    """Whoever takes a role over hears what has been promised."""
    me = await turn.me()
    unit = there(await turn.store.unit(intent.unit))
    await turn.store.hold_roles(unit.id)
    if overtaken(intent, filled(unit.id, await here(turn, unit.id, me.own.platform))):
        return Reply(show=await shown(turn, me, unit.id, intent))
    wanted = {role: tuple(one for one in [getattr(intent, role)] if one) for role in ANSWERING}
    wanted |= {role: getattr(intent, role) for role in SHARED}
    told = await give(turn, me, unit, wanted, shown=True)
    return Reply(show=words.given(unit), post=told.post)


async def give(
    turn: Turn[Storage], me: Account, unit: Unit, wanted: dict[Role, tuple[str, ...]], *, shown: bool
) -> Reply:
    """An empty choice takes a role only from somebody whom the form has `shown`: of this unit and this chat."""
    await turn.store.hold_roles(unit.id)
    held = await turn.store.holders(unit.id)
    posts: list[Post] = []
    for role, picked in wanted.items():
        before = [account for held_role, account in held if held_role is role]
        new = [await colleague(turn, me, one, role) for one in dict.fromkeys(picked)]
        left = replaced(me, role, before, new, shown=shown)
        new = [one for one in new if one.id not in {account.id for account in before}]
        posts += await pass_on(turn, me, unit, role, left, new)
    return Reply(post=tuple(posts))


async def pass_on(
    turn: Turn[Storage], me: Account | None, unit: Unit, role: Role, left: Sequence[Account], new: Sequence[Account]
) -> list[Post]:
    """From who has left a role to who is new in it; on the server nobody is named who says so."""
    for one in left:
        await turn.store.drop_role(unit.id, role, one.id)
        await noted(turn, me, unit, role, "")
    if left and not new:
        await turn.store.role_passed(unit.id, role, None)
    posts = [await one_more(turn, me, unit, role, one, passed=bool(left)) for one in new]
    return [post for several in posts for post in several]


def replaced(
    me: Account, role: Role, before: Sequence[Account], new: Sequence[Account], *, shown: bool
) -> list[Account]:
    """Who has the role no longer: a role of one person goes to the one who was picked, from whichever chat."""
    kept = {account.id for account in new}
    instead = role in ANSWERING and bool(new)
    return [
        one for one in before if one.id not in kept and (instead or (shown and one.own.platform == me.own.platform))
    ]


async def one_more(
    turn: Turn[Storage], me: Account | None, unit: Unit, role: Role, account: Account, *, passed: bool
) -> tuple[Post, ...]:
    """Somebody has the role from now on; where somebody had it before, with what is open."""
    await turn.store.give_role(unit.id, role, account.id)
    await noted(turn, me, unit, role, str(account.id))
    if role in (Role.SUPERVISOR, Role.RENEWER):
        await plan_first(turn.store, turn.now, account, turn.organisation)
    if not passed and not await turn.store.had_holder(unit.id, role):
        return ()
    return await telling.tell(turn, [account], await handovers.passed(turn, unit, role, account))


async def noted(turn: Turn[Storage], me: Account | None, unit: Unit, role: Role, account: str) -> None:
    """A line of the audit trail: the role was given to an account, or taken away where that is empty."""
    await turn.store.note(me, "role", {"unit": unit.name, "role": role, "account": account}, turn.now)


async def colleague(turn: Turn[Storage], me: Account, picked: str, role: Role) -> Account:
    """Somebody of the same workspace or tenant, as the platform's own picker named them; no guest."""
    account = await turn.store.meet(Caller(of_the_same_chat(me, picked)), turn.now)
    if account.member is False:
        raise Refusal(words.not_a_member(), field=role)
    return account


def of_the_same_chat(me: Account, picked: str) -> Place:
    """The place of somebody who was picked from a list."""
    return Place(me.own.platform, me.own.home, picked, picked, private=True)


async def look_due(turn: Turn[Storage]) -> None:
    """Whoever has a role is looked up each day, also when they do nothing: they may have left."""
    await turn.store.look_up_unheard_of(turn.now, BATCH)
