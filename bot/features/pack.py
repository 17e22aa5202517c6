"""The leadership's sheets: asked for, sent to one's own chat, and saved only by whoever says yes where a chat asks."""

from datetime import date
from typing import Protocol

from bot import permission, telling
from bot.features import steering
from bot.intents import FetchPack, LeavePack, TakePack
from bot.model import Attempt, Subject, quarter_of
from bot.replies import Reply
from bot.turn import Turn, draws, handles
from bot.views import pack as words
from bot.views.kinds import File


class Storage(steering.Storage, Protocol):
    """What the sheets ask of storage."""

    async def attempts(self, since: date) -> list[Attempt]: ...


@handles(FetchPack)
async def fetch(turn: Turn[Storage], intent: FetchPack) -> Reply:
    """The file comes by itself, wherever it was asked for: into one's own chat, in one's own language."""
    del intent
    me = await turn.me()
    post = telling.private(turn, me, Subject("pack", me.id))
    return Reply(show=words.pack_coming(), post=(post,))


@handles(TakePack)
async def take(turn: Turn[Storage], intent: TakePack) -> Reply:
    """As everything is when somebody says yes, but not in another quarter than the file's name tells."""
    if intent.quarter != quarter_of(turn.today):
        return Reply(show=words.pack_old())
    return Reply(file=await sheets(turn))


@handles(LeavePack)
async def leave(turn: Turn[Storage], intent: LeavePack) -> Reply:
    """A no to the offered file: nothing is kept of it."""
    del turn, intent
    return Reply(show=words.pack_left())


@draws("pack")
async def draw(turn: Turn[Storage], number: int) -> File | None:
    """The subject is the account that asked; nothing leaves for somebody who leads no more."""
    account = await turn.store.account_by_id(number)
    if account is None or not await permission.may(turn, FetchPack(), account):
        return None
    return await sheets(turn)


async def sheets(turn: Turn[Storage]) -> File:
    """The file as everything is today; its content is written when it leaves."""
    return words.pack(await steering.overview(turn), await turn.store.attempts(turn.today - steering.YEAR))
