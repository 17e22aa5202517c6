"""Who else has a task in the model municipality, its leadership, HR and shop steward: Aino says so in its channels."""

from collections.abc import Callable

from bot.model import Role
from bot.views.roles import ROLES
from bot.views.text import say_in
from playground.acting import Actor
from playground.people import AINO, PEOPLE, Somebody, municipality


async def appoint(actor: Callable[[Somebody, str], Actor]) -> None:
    """Fill the form of each work community; who answers for it was named when its channel was linked."""
    for channel in municipality().channels:
        if named := municipality().named.get(channel.unit or ""):
            aino = actor(AINO, channel.chat)
            await aino.begin_quick(channel.id, aino.words(say_in("command", "roles")))
            await aino.submit(*((ROLES[Role(role)], [PEOPLE[who].name]) for role, who in named.items()))
            aino.close()
