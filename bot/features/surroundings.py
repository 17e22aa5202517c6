"""Whether something new can appear in a linked channel; if not, the admin who linked it is told once."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot import telling
from bot.model import (
    Account,
    Channel,
    ChannelChanged,
    ChannelMoved,
    ChannelsChanged,
    Place,
    Subject,
    Surroundings,
    Trouble,
)
from bot.replies import Post, Reply
from bot.turn import Turn, draws, hears
from bot.views import channels as words
from bot.views.kinds import Card
from bot.visibility import closes

BATCH = 50


class Storage(telling.Storage, Protocol):
    """What finding out about channels asks of storage."""

    async def channel_by_id(self, channel: int) -> Channel | None: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def accounts_with(self, email_keys: Collection[str]) -> list[Account]: ...
    async def learn_channel(
        self, channel: Channel, trouble: Trouble | None, now: datetime, *, ended: bool = False, name: str | None = None
    ) -> None: ...
    async def close_copies(self, place: Place, *, closed: bool) -> None: ...
    async def ask_about(self, place: Place) -> bool: ...
    async def move_channel(self, place: Place, to: Place, names: tuple[str, str]) -> None: ...
    async def ask_about_all(self, platform: str, home: str) -> None: ...
    async def unschedule(self, subject: Subject) -> None: ...
    async def look_at_again(self, now: datetime, limit: int) -> int: ...


def trouble_with(channel: Channel, seen: Surroundings) -> Trouble | None:
    """The first thing that keeps new ideas out."""
    if not seen.member:
        return Trouble.OUTSIDE
    if seen.archived:
        return Trouble.ARCHIVED
    if seen.outsiders and not channel.wishes.opened:
        return Trouble.OUTSIDERS
    return None


@hears(ChannelChanged)
async def changed(turn: Turn[Storage], event: ChannelChanged) -> Reply:
    """The platform is asked what a linked channel is now; it may have a new name."""
    await turn.store.ask_about(event.place)
    return Reply()


@hears(ChannelMoved)
async def moved(turn: Turn[Storage], event: ChannelMoved) -> Reply:
    """Its link and all that hangs there go along: else nobody could close it any more. Others may read there now."""
    await turn.store.move_channel(event.place, event.to, event.names)
    await turn.store.ask_about(event.to)
    return Reply()


@hears(ChannelsChanged)
async def all_changed(turn: Turn[Storage], event: ChannelsChanged) -> Reply:
    await turn.store.ask_about_all(event.platform, event.home)
    return Reply()


async def learnt(turn: Turn[Storage], number: int, seen: Surroundings, *, asked: bool = False) -> Reply:
    """What the platform tells now: what hangs there closes, or is whole again.

    The same trouble is told once, to whoever linked the channel or another admin: at once to whoever has just `asked`,
    by linking it or trying again; else at an hour when they may be written to.
    """
    channel = await turn.store.channel_by_id(number)
    if channel is None:
        return Reply()
    trouble = trouble_with(channel, seen)
    ended = seen.archived or not seen.member
    await turn.store.learn_channel(channel, trouble, turn.now, ended=ended, name=seen.name)
    await turn.store.close_copies(channel.place, closed=closes(trouble))
    if trouble is channel.trouble:
        return Reply()
    await turn.store.unschedule(channel.subject)
    reader = await answers_for(turn, channel) if trouble else None
    if reader is None:
        posts: tuple[Post, ...] = ()
    elif asked:
        posts = (telling.private(turn, reader, channel.subject),)
    else:
        posts = await telling.tell(turn, [reader], channel.subject)
    return Reply(post=posts, redraw=(channel.subject,))


async def answers_for(turn: Turn[Storage], channel: Channel) -> Account | None:
    """Whoever linked it; an admin of the installation, if they have left."""
    linked_by = await turn.store.account_by_id(channel.linked_by) if channel.linked_by else None
    if linked_by and linked_by.member:
        return linked_by
    return next(iter(await turn.store.accounts_with(turn.organisation.admin_keys)), None)


async def look_due(turn: Turn[Storage]) -> None:
    """Each channel is looked at once a day: it may have been archived, or shared with others."""
    await turn.store.look_at_again(turn.now, BATCH)


@draws("channel")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    channel = await turn.store.channel_by_id(number)
    return words.trouble_card(channel) if channel else None
