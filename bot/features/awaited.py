"""One thing that waits, with everything that can be done about it: for those whom it waits for."""

from typing import Protocol

from bot import permission
from bot.checks import there
from bot.errors import Refusal
from bot.features import checkins, reviews, verdicts
from bot.intents import AllowTrial, AskToPark, OpenDecision, SeeAwaited
from bot.model import Awaited, Decision
from bot.replies import Reply
from bot.turn import Turn, handles
from bot.views import aside as parked
from bot.views import checkins as questions
from bot.views import permits, refusals
from bot.views.kinds import Card


class Storage(checkins.Storage, verdicts.Storage, reviews.Storage, permission.Storage, Protocol):
    """What looking at it asks of storage."""


@handles(SeeAwaited)
async def look(turn: Turn[Storage], intent: SeeAwaited) -> Reply:
    """The question itself, for whoever may press its buttons; what opens a form of its own is not looked at first."""
    match intent.kind:
        case Awaited.PERMISSION:
            await permission.check(turn, AllowTrial(intent.number))
            permit, _ = await verdicts.to_answer(turn, intent.number)
            return Reply(show=permits.question_card(permit))
        case Awaited.DECISION:
            await permission.check(turn, OpenDecision(intent.number, Decision.ADOPT))
            checkin, experiment = await checkins.own_question(turn, intent.number)
            return Reply(show=questions.checkin_card(checkin.subject, experiment, checkin))
        case Awaited.REVIEW:
            return Reply(show=await coming_back(turn, intent.number))
        case _:
            raise Refusal(refusals.not_found())


async def coming_back(turn: Turn[Storage], number: int) -> Card:
    """The question about a parked idea."""
    review = there(await turn.store.review(number))
    await permission.check(turn, AskToPark(review.idea))
    idea = there(await turn.store.idea(review.idea))
    return parked.review_card(review.subject, idea, await turn.store.put_aside_because(idea.id))
