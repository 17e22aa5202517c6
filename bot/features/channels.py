"""Admins link channels to the board, and say who answers for a work community."""

from datetime import date, datetime
from typing import Protocol

from bot import permission
from bot.checks import check
from bot.errors import Refusal
from bot.features.digests import plan_first
from bot.intents import LinkChannel, SetUpChannel, UnlinkChannel
from bot.model import Account, Caller, Language, Place, Role, Unit
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import channels as words
from bot.views.kinds import Form

UNIT_LIMIT = 100


class Storage(People, Protocol):
    """What channels ask of storage."""

    async def link(self, place: Place, language: str, unit: int | None) -> None: ...
    async def unlink(self, place: Place) -> bool: ...
    async def units(self) -> list[Unit]: ...
    async def unit_named(self, name: str) -> Unit: ...
    async def give_role(self, unit: int, role: Role, account: int) -> None: ...
    async def drop_role(self, unit: int, role: Role) -> None: ...
    async def roles(self, unit: int) -> dict[Role, int]: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def plan_digest(self, account: int, since: date, monday: date, due_at: datetime) -> None: ...
    async def note(self, account: Account, what: str, details: dict[str, str], now: datetime) -> None: ...


def where(turn: Turn[Storage]) -> Place:
    """The channel where it is asked."""
    place = turn.asked.place
    if place is None:
        raise Refusal(words.not_a_channel())
    return place


@handles(SetUpChannel)
async def set_up(turn: Turn[Storage], intent: SetUpChannel) -> Reply:
    """The form, with what the channel is now. Who is not known yet is looked up first."""
    del intent
    place = where(turn)
    channel = await turn.here()
    found = LinkChannel(language=Language(channel.language if channel else turn.organisation.language))
    if channel and channel.unit:
        roles = await turn.store.roles(channel.unit.id)
        accounts = {role: await turn.store.account_by_id(account) for role, account in roles.items()}
        here = {role: one.own.id for role, one in accounts.items() if one and one.own.platform == place.platform}
        found = LinkChannel(
            language=found.language,
            unit=channel.unit.called(turn.language),
            supervisor=here.get(Role.SUPERVISOR, ""),
            deputy=here.get(Role.DEPUTY, ""),
            renewer=here.get(Role.RENEWER, ""),
            cooperation=here.get(Role.COOPERATION, ""),
        )
    return Reply(show=await form(turn, found))


@asks(LinkChannel)
async def form(turn: Turn[Storage], intent: LinkChannel) -> Form:
    where(turn)
    linked = await turn.here() is not None
    return words.link_form(
        intent, linked=linked, roles=permission.is_admin(turn, await turn.me()), units=await turn.store.units()
    )


@handles(LinkChannel)
async def link(turn: Turn[Storage], intent: LinkChannel) -> Reply:
    """The channel shows ideas from now on; its people get their tasks, and know them by their digest."""
    place, me = where(turn), await turn.me()
    check(intent.unit, UNIT_LIMIT, "unit", required=False)
    name = " ".join(intent.unit.split())
    people = {role: getattr(intent, role) for role in Role}
    if not name and any(people.values()):
        raise Refusal(words.roles_need_unit(), field="unit")
    before = await turn.here()
    unit = await turn.store.unit_named(name) if name else None
    await turn.store.link(place, intent.language, unit.id if unit else None)
    details = {"place": place.id, "name": place.name or "", "unit": unit.name if unit else ""}
    details["language"] = intent.language
    await turn.store.note(me, "channel linked", details, turn.now)
    if unit and permission.is_admin(turn, me):
        shown = before is not None and before.unit == unit
        await give_roles(turn, me, unit, people, shown=shown)
    return Reply(show=words.linked(unit, intent.language))


async def give_roles(turn: Turn[Storage], me: Account, unit: Unit, people: dict[Role, str], *, shown: bool) -> None:
    """An empty choice takes a role only from somebody whom the form has `shown`: of this unit and this chat."""
    held = await turn.store.roles(unit.id)
    for role, picked in people.items():
        given = ""
        holder = await turn.store.account_by_id(held[role]) if role in held else None
        if picked:
            account = await turn.store.meet(Caller(colleague(me, picked)), turn.now)
            await turn.store.give_role(unit.id, role, account.id)
            given = str(account.id)
            if role is Role.SUPERVISOR:
                await plan_first(turn.store, turn.today, account, turn.organisation)
        elif shown and holder and holder.own.platform == me.own.platform:
            await turn.store.drop_role(unit.id, role)
        else:
            continue
        await turn.store.note(me, "role", {"unit": unit.name, "role": role, "account": given}, turn.now)


def colleague(me: Account, picked: str) -> Place:
    """Somebody of the same workspace or tenant, as the platform's own picker named them."""
    return Place(me.own.platform, me.own.home, picked, picked, private=True)


@handles(UnlinkChannel)
async def unlink(turn: Turn[Storage], intent: UnlinkChannel) -> Reply:
    """Copies that hang here are still kept current."""
    del intent
    place, me = where(turn), await turn.me()
    if await turn.store.unlink(place):
        await turn.store.note(me, "channel unlinked", {"place": place.id, "name": place.name or ""}, turn.now)
    return Reply(show=words.unlinked())
