"""What waits for you: one private list, by role and by what is one's own."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from bot.errors import Refusal
from bot.features import checkins, reviews, verdicts
from bot.features.aside import decided_by
from bot.intents import SeeAwaited, SeeWaiting
from bot.model import Account, Awaited, Waiting
from bot.replies import Reply
from bot.turn import People, Turn, handles
from bot.views import aside as parked
from bot.views import checkins as questions
from bot.views import permits as permissions
from bot.views import refusals
from bot.views import waiting as words
from bot.views.kinds import Card


class List(People, Protocol):
    """What the list asks of storage."""

    async def waiting_for(
        self, people: Collection[int], today: date, admins: Collection[int] = ()
    ) -> dict[int, tuple[Waiting, ...]]: ...


class Storage(checkins.Storage, verdicts.Storage, reviews.Storage, List, Protocol):
    """What looking at it asks of storage."""


async def for_account(turn: Turn[List], account: Account | None) -> tuple[Waiting, ...]:
    """Everything that waits for the person of an account."""
    if account is None or account.member is False:
        return ()
    person = account.person.id
    admins = (person,) if account.member and account.email_key in turn.organisation.admin_keys else ()
    return (await turn.store.waiting_for((person,), turn.today, admins))[person]


@handles(SeeWaiting)
async def see(turn: Turn[List], intent: SeeWaiting) -> Reply:
    """Reading stores nothing."""
    del intent
    return Reply(show=words.waiting_report(await for_account(turn, turn.account)))


@handles(SeeAwaited)
async def look(turn: Turn[Storage], intent: SeeAwaited) -> Reply:
    """The question itself with its buttons, for those whom it waits for."""
    match intent.kind:
        case Awaited.PERMISSION:
            permit, _ = await verdicts.to_answer(turn, intent.number)
            return Reply(show=permissions.question_card(permit))
        case Awaited.DECISION:
            checkin, experiment = await checkins.own_question(turn, intent.number)
            return Reply(show=questions.checkin_card(checkin.subject, experiment, checkin))
        case Awaited.REVIEW:
            return Reply(show=await coming_back(turn, intent.number))
        case _:
            raise Refusal(refusals.not_found())


async def coming_back(turn: Turn[Storage], number: int) -> Card:
    """The question about a parked idea."""
    review = await turn.store.review(number)
    idea = await decided_by(turn, await turn.store.idea(review.idea) if review else None)
    if review is None:
        raise Refusal(refusals.not_found())
    return parked.review_card(review.subject, idea, await turn.store.put_aside_because(idea.id))
