"""The bot comes to a channel or to a person: it says once what to do next, and in a channel who added it."""

from datetime import date
from typing import Protocol

from bot import permission, telling
from bot.intents import SeeAdministration
from bot.model import Account, Added, Caller, Introduction, PersonAdded, Place, Subject, Surroundings
from bot.replies import Post, Reply
from bot.turn import Turn, draws, hears
from bot.views import channels as words
from bot.views.kinds import Card, Report
from bot.views.my_page import welcome_report


class Storage(telling.Storage, permission.Storage, Protocol):
    """What arriving asks of storage."""

    async def account_by_id(self, account: int) -> Account | None: ...
    async def lead_to(self, own: Place) -> None: ...
    async def greet(self, account: int, own: Place) -> None: ...
    async def welcome(self, account: Account, day: date) -> bool: ...
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


async def met(turn: Turn[Storage], caller: Caller) -> int:
    """The account of whoever added the bot, which has a name after the next look-up; nobody is written to for it."""
    return (await turn.store.meet(caller, turn.now)).id


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


@hears(PersonAdded)
async def added_by_a_person(turn: Turn[Storage], event: PersonAdded) -> Reply:
    """Whoever had taken it away can be written to again. A new person is met once they add it themselves, or use it."""
    await turn.store.lead_to(event.own)
    if event.by:
        await turn.store.greet(await met(turn, event.by), event.own)
    return Reply()


async def welcomed(turn: Turn[Storage], number: int) -> Reply:
    """Welcome a person once the platform has told that they are a member; not who was welcomed before, anywhere."""
    account = await turn.store.account_by_id(number)
    if account is None or not account.member or not await turn.store.welcome(account, turn.today):
        return Reply()
    return Reply(post=(telling.private(turn, account, Subject("welcome", account.id)),))


@draws("welcome")
async def draw_welcome(turn: Turn[Storage], number: int) -> Report | None:
    account = await turn.store.account_by_id(number)
    if account is None or not account.member:
        return None
    is_admin = await permission.may(turn, SeeAdministration(), account)
    return welcome_report(Subject("welcome", number), admin=is_admin)
