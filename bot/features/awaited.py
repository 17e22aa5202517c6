"""One thing that waits, with everything that can be done about it: for those whom it waits for."""

from typing import Protocol

from bot.errors import Refusal
from bot.features import checkins, reviews, verdicts
from bot.features.aside import decided_by
from bot.intents import SeeAwaited
from bot.model import Awaited
from bot.replies import Reply
from bot.turn import Turn, handles
from bot.views import aside as parked
from bot.views import checkins as questions
from bot.views import permits as permissions
from bot.views import refusals
from bot.views.kinds import Card


class Storage(checkins.Storage, verdicts.Storage, reviews.Storage, Protocol):
    """What looking at it asks of storage."""


@handles(SeeAwaited)
async def look(turn: Turn[Storage], intent: SeeAwaited) -> Reply:
    """The question itself with its buttons; what opens a form of its own is not looked at first."""
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
