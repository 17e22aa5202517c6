"""Admins link channels to the board, and say what each of them shows."""

from collections.abc import Sequence
from typing import Protocol

from bot.admins import is_admin, workspace_seen
from bot.checks import check, there
from bot.errors import Refusal
from bot.features import roles
from bot.intents import CheckChannel, LinkChannel, SeeChannels, SetUpChannel, UnlinkChannel
from bot.meanwhile import marked, overtaken
from bot.model import (
    ANSWERING,
    BETWEEN,
    Account,
    Channel,
    Home,
    Language,
    Place,
    Posters,
    Role,
    Shows,
    Subject,
    Unit,
    Wishes,
)
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import channels as words
from bot.views.kinds import Form
from bot.views.linked import channels_report

UNIT_LIMIT = 1000


class Storage(roles.Storage, Protocol):
    """What channels ask of storage."""

    async def link(
        self,
        place: Place,
        language: str,
        units: Sequence[int] = (),
        *,
        shows: Sequence[Shows] = (Shows.IDEAS,),
        posters: Posters = Posters.EVERYBODY,
        opened: bool = False,
        by: int | None = None,
    ) -> None: ...
    async def unlink(self, place: Place) -> bool: ...
    async def hold_channel(self, place: Place) -> Channel | None: ...
    async def introductions_at(self, place: Place) -> list[Subject]: ...
    async def unit_named(self, name: str) -> Unit: ...
    async def unit_called(self, name: str) -> Unit | None: ...
    async def channel_by_id(self, channel: int) -> Channel | None: ...
    async def look_at(self, channel: Channel) -> None: ...
    async def all_channels(self, home: Home | None) -> list[Channel]: ...
    async def left_homes(self) -> set[Home]: ...
    async def has_left(self, platform: str, home: str) -> bool: ...


def where(turn: Turn[Storage]) -> Place:
    """The channel where it is asked."""
    place = turn.asked.place
    if place is None:
        raise Refusal(words.not_a_channel())
    return place


async def meant(turn: Turn[Storage], channel: int | None) -> Place:
    """The channel that is named, or else the one where it is asked."""
    return where(turn) if channel is None else there(await turn.store.channel_by_id(channel)).place


async def reached(turn: Turn[Storage], place: Place) -> None:
    """Refuse where Latu was taken away: nobody finds out what appears there."""
    if await turn.store.has_left(place.platform, place.home):
        raise Refusal(words.taken_away())


@handles(SeeChannels)
async def see(turn: Turn[Storage], intent: SeeChannels) -> Reply:
    """All of the organisation's; an admin of a workspace sees those of it."""
    channels = await turn.store.all_channels(workspace_seen(turn, await turn.me()))
    left = await turn.store.left_homes()
    return Reply(show=channels_report(channels, left, turn.organisation.chats, intent.first))


@handles(SetUpChannel)
async def set_up(turn: Turn[Storage], intent: SetUpChannel) -> Reply:
    """The form, with what the channel is now. Who is not known yet is looked up first."""
    return Reply(show=await shown(turn, intent.channel, None))


@asks(LinkChannel)
async def form(turn: Turn[Storage], intent: LinkChannel) -> Form:
    return await shown(turn, intent.channel, intent)


async def shown(turn: Turn[Storage], number: int | None, intent: LinkChannel | None) -> Form:
    """The form with these answers, or with what the channel is now."""
    place = await meant(turn, number)
    channel, admin = await turn.store.channel(place), is_admin(turn, await turn.me())
    now, held = await present(turn, number, channel, admin=admin)
    units, elsewhere = await turn.store.units(), None if number is None else place
    drawn = words.link_form(intent or now, linked=channel is not None, admin=admin, units=units, elsewhere=elsewhere)
    return marked(drawn, intent or now, now, roles.names(held))


async def present(
    turn: Turn[Storage], number: int | None, channel: Channel | None, *, admin: bool
) -> tuple[LinkChannel, roles.Held]:
    """What the channel is now, and who is named in its form; guests and people are for a Latu admin only.

    `number`: it is changed from elsewhere, where nobody is named.
    """
    if channel is None:
        return LinkChannel(Language(turn.organisation.language), channel=number), {}
    wishes, named = channel.wishes, admin and number is None
    held = await roles.here(turn, channel.unit.id, channel.place.platform) if channel.unit and named else {}
    found = LinkChannel(
        language=Language(wishes.language),
        unit=f"{BETWEEN} ".join(unit.called(turn.language) for unit in wishes.units),
        shows=tuple(one.value for one in Shows if one in wishes.shows),
        posters=wishes.posters,
        opened="yes" if wishes.opened and admin else "no",
        supervisor=roles.first(held, Role.SUPERVISOR),
        deputy=roles.first(held, Role.DEPUTY),
        renewer=roles.first(held, Role.RENEWER),
        channel=number,
    )
    return found, held


@handles(LinkChannel)
async def link(turn: Turn[Storage], intent: LinkChannel) -> Reply:
    """The channel shows what was chosen from now on; its people get their tasks, and Latu's first word is redrawn.

    Whether it can is found out after the commit; if not, the admin is told.
    """
    place, me = await meant(turn, intent.channel), await turn.me()
    check(intent.unit, UNIT_LIMIT, "unit", required=False)
    names = [" ".join(one.split()) for one in intent.unit.split(BETWEEN)]
    people = {role: getattr(intent, role) for role in ANSWERING}
    names = [name for name in names if name]
    if len(names) != 1 and any(people.values()):
        raise Refusal(words.roles_need_unit(), field="unit")
    shows = [one for one in Shows if one in intent.shows]
    if not shows:
        raise Refusal(words.nothing_shown(), field="shows")
    before, admin = await turn.store.hold_channel(place), is_admin(turn, me)
    if intent.channel is not None:
        there(before)
        await reached(turn, place)
    now, _ = await present(turn, intent.channel, before, admin=admin)
    if overtaken(intent, now):
        return Reply(show=await form(turn, intent))
    found = [await turn.store.unit_named(name) for name in names] if admin else await known(turn, names)
    units = list({unit.id: unit for unit in found}.values())
    opened = intent.opened == "yes" if admin else stays_open(before, units, shows)
    await turn.store.link(
        place,
        intent.language,
        [unit.id for unit in units],
        shows=shows,
        posters=intent.posters,
        opened=opened,
        by=me.id,
    )
    await note_link(
        turn, me, place, before, Wishes(intent.language, tuple(units), frozenset(shows), intent.posters, opened)
    )
    if intent.channel is not None:
        return Reply(show=words.changed(place))
    told: Reply = Reply()
    if len(units) == 1 and admin:
        shown = before is not None and before.unit == units[0]
        wanted: dict[Role, tuple[str, ...]] = {role: (one,) if one else () for role, one in people.items()}
        told = await roles.give(turn, me, units[0], wanted, shown=shown)
    redraw = tuple(await turn.store.introductions_at(place)) if before is None else ()
    return Reply(show=words.linked(units, intent.language, shows), post=told.post, redraw=redraw)


async def note_link(turn: Turn[Storage], me: Account, place: Place, before: Channel | None, now: Wishes) -> None:
    """A new link with all that was chosen; of one that was there each thing that differs, from what to what."""
    where, kept = {"place": place.id, "name": place.name or ""}, details(now)
    if before is None:
        await turn.store.note(me, "channel linked", where | kept, turn.now)
        return
    for setting, old in details(before.wishes).items():
        if old != kept[setting]:
            changed = where | {"setting": setting, "before": old, "now": kept[setting]}
            await turn.store.note(me, "channel changed", changed, turn.now)


def details(wishes: Wishes) -> dict[str, str]:
    """As the audit trail keeps it, the same in every language."""
    return {
        "language": str(wishes.language),
        "units": f"{BETWEEN} ".join(unit.name for unit in sorted(wishes.units, key=lambda unit: unit.id)),
        "shows": " ".join(one for one in Shows if one in wishes.shows),
        "posters": str(wishes.posters),
        "opened": "yes" if wishes.opened else "no",
    }


async def known(turn: Turn[Storage], names: Sequence[str]) -> list[Unit]:
    """Work communities as they are: an admin of a workspace adds none and opens none again."""
    offered = {unit.id for unit in await turn.store.units()}
    found = []
    for name in names:
        unit = await turn.store.unit_called(name)
        if unit is None or unit.id not in offered:
            raise Refusal(words.unknown_unit(name), field="unit")
        found.append(unit)
    return found


def stays_open(before: Channel | None, units: Sequence[Unit], shows: Sequence[Shows]) -> bool:
    """Whether guests see no more in a channel than what a Latu admin opened to them there."""
    if before is None or not before.wishes.opened:
        return False
    same = {unit.id for unit in units} == {unit.id for unit in before.wishes.units}
    return same and before.wishes.shows.issuperset(shows)


@handles(UnlinkChannel)
async def unlink(turn: Turn[Storage], intent: UnlinkChannel) -> Reply:
    """Copies that hang there are still kept current."""
    place, me = await meant(turn, intent.channel), await turn.me()
    if await turn.store.unlink(place):
        await turn.store.note(me, "channel unlinked", {"place": place.id, "name": place.name or ""}, turn.now)
    shown = words.unlinked(None if intent.channel is None else place)
    return Reply(show=shown, redraw=tuple(await turn.store.introductions_at(place)))


@handles(CheckChannel)
async def check_channel(turn: Turn[Storage], intent: CheckChannel) -> Reply:
    """The platform is asked once more, and whoever asks is told again if nothing has changed."""
    channel = await turn.store.channel_by_id(intent.channel)
    if channel is None:
        raise Refusal(words.not_linked())
    await reached(turn, channel.place)
    await turn.store.look_at(channel)
    return Reply(show=words.checking())
