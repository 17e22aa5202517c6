"""Whom a text mentions by an id: a name that is known here, else a word that names nobody; the one place for it."""

import re
from dataclasses import replace
from typing import TypeVar

from bot.intents import MENTION, CaptureMessage, Intent, Say, SendFile, WriteIdea
from bot.turn import People, Turn
from bot.views.mentions import somebody
from bot.views.text import read

NAMES = 20
"""Of so many whom a text mentions the names are looked for: its answer must not wait."""

I = TypeVar("I", bound=Intent)  # noqa: E741


async def told(turn: Turn[People], intent: I) -> I:
    """The intent with names in its text.

    Whoever typed it for Latu named them on purpose; a message from where no ideas are shown names nobody.
    """
    if not isinstance(intent, Say | SendFile | WriteIdea | CaptureMessage):
        return intent
    named = not isinstance(intent, CaptureMessage) or await turn.here() is not None
    said = {}
    for number, one in enumerate(dict.fromkeys(intent.mentioned)):
        name = await name_of(turn, one) if named and number < NAMES else None
        said[one] = name or read(somebody(one[:1]), turn.language)
    stand_ins = iter(intent.mentioned)
    text = re.sub(MENTION, lambda _: said.get(next(stand_ins, ""), ""), intent.text)
    return replace(intent, text=text, mentioned=())


async def name_of(turn: Turn[People], mentioned: str) -> str | None:
    """What is known of it here; nobody is asked, and nobody met."""
    sign, identity = mentioned[:1], mentioned[1:]
    if identity and sign == "@":
        account = await turn.store.account(replace(turn.asked.caller.own, id=identity))
        return account.person.name if account else None
    if identity and sign == "#" and turn.asked.place:
        channel = await turn.store.channel(replace(turn.asked.place, id=identity))
        return f"#{channel.place.name}" if channel and channel.place.name else None
    return None
