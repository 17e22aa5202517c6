"""A click on a card that we do not know, because we died before noting it, makes it ours."""

from typing import Protocol

from bot.intents import Intent
from bot.model import Place, Subject
from bot.turn import People, Turn


class Copies(People, Protocol):
    """What adopting asks of storage."""

    async def knows(self, own: Place, copy: str) -> bool: ...
    async def adopt(self, subject: Subject, place: Place, message: str, language: str) -> None: ...


async def adopt(turn: Turn[Copies], intent: Intent) -> None:
    """Only an idea's card in a linked channel, and only by an intent of that idea: a client can forge the rest."""
    request = turn.request
    if not (request and request.message and request.subject and request.subject.kind == "idea"):
        return
    if getattr(intent, "idea", None) != request.subject.id:
        return
    if not await turn.store.knows(request.caller.own, request.message) and (channel := await turn.here()):
        await turn.store.adopt(request.subject, channel.place, request.message, channel.language)
