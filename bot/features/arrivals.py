"""The bot comes to a channel: it says once who added it, and what to do next."""

from typing import Protocol

from bot import telling
from bot.model import Account, Added, Caller, Introduction, Place, Subject, Surroundings
from bot.replies import Post, Reply
from bot.turn import Turn, draws, hears
from bot.views import channels as words
from bot.views.kinds import Card


class Storage(telling.Storage, Protocol):
    """What arriving asks of storage."""

    async def account_by_id(self, account: int) -> Account | None: ...
    async def ask_about(self, place: Place) -> bool: ...
    async def introduce(self, place: Place, by: int | None) -> None: ...
    async def introduction(self, number: int) -> Introduction | None: ...
    async def claim_introduction(self, number: int) -> bool: ...


@hears(Added)
async def added(turn: Turn[Storage], event: Added) -> Reply:
    """In a channel that is linked already nothing is said; elsewhere once, when the platform has told what it is."""
    if not await turn.store.ask_about(event.place):
        by = await met(turn, event.by) if event.by else None
        await turn.store.introduce(event.place, by)
    return Reply()


async def met(turn: Turn[Storage], caller: Caller) -> int | None:
    """The account of whoever added the bot, which has a name after the next look-up; nobody is written to for it."""
    account = await turn.store.meet(caller, turn.now)
    return account.id


async def introduced(turn: Turn[Storage], found: Introduction, seen: Surroundings) -> Reply:
    """Introduce the bot once the platform has told of the channel; not where all are, nor where the bot is no more."""
    if seen.general or seen.archived or not seen.member or not await turn.store.claim_introduction(found.id):
        return Reply()
    return Reply(post=(Post(Subject("introduction", found.id), found.place, turn.organisation.language),))


@draws("introduction")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """Whoever reads it later sees whether somebody still has to link the channel."""
    found = await turn.store.introduction(number)
    if found is None:
        return None
    by = await turn.store.account_by_id(found.by) if found.by else None
    linked = await turn.store.channel(found.place) is not None
    return words.introduction_card(Subject("introduction", number), by.person if by else None, linked=linked)
