"""Whether something new can appear in a linked channel; if not, the admin who linked it is told once."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot import telling
from bot.model import Account, Channel, Surroundings, Trouble
from bot.replies import Reply
from bot.turn import Turn, draws
from bot.views import channels as words
from bot.views.kinds import Card

BATCH = 50


class Storage(telling.Storage, Protocol):
    """What finding out about channels asks of storage."""

    async def channel_by_id(self, channel: int) -> Channel | None: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def accounts_with(self, email_keys: Collection[str]) -> list[Account]: ...
    async def learn_channel(self, channel: Channel, trouble: Trouble | None, now: datetime) -> None: ...
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


async def learnt(turn: Turn[Storage], number: int, seen: Surroundings) -> Reply:
    """What the platform tells now; the same trouble is told once, to whoever linked the channel or another admin."""
    channel = await turn.store.channel_by_id(number)
    if channel is None:
        return Reply()
    trouble = trouble_with(channel, seen)
    await turn.store.learn_channel(channel, trouble, turn.now)
    if trouble is channel.trouble:
        return Reply()
    reader = await answers_for(turn, channel) if trouble else None
    posts = (telling.private(turn, reader, channel.subject),) if reader else ()
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
