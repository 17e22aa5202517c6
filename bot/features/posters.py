"""Who may share ideas and trials from a channel."""

from typing import Protocol

from bot.errors import Refusal
from bot.model import ANSWERING, Posters, Role, Unit
from bot.turn import People, Turn
from bot.views import channels as words


class Storage(People, Protocol):
    """What that asks of storage."""

    async def held_by_person(self, person: int) -> list[tuple[Unit, Role]]: ...


async def may_post(turn: Turn[Storage]) -> None:
    """Refused where only supervisors, deputies and renewers do; what is anonymous has no channel, its form had."""
    channel = await turn.here()
    if channel is None or channel.wishes.posters is Posters.EVERYBODY:
        return
    me = await turn.me()
    own = {unit.id for unit in channel.wishes.units}
    for unit, role in await turn.store.held_by_person(me.person.id):
        if role in ANSWERING and (not own or unit.id in own):
            return
    raise Refusal(words.only_roles())
