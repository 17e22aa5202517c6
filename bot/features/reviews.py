"""A parked idea is come back to on its day: whoever parked it is asked what comes next."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot import permission, telling
from bot.calendar import open_at, today_for, working_days_later, working_morning
from bot.features.aside import Storage as Deciding
from bot.intents import ParkIdea
from bot.model import Account, Change, Idea, Review, Role
from bot.replies import Post, Reply
from bot.turn import Turn, draws
from bot.views import aside as words
from bot.views.kinds import Card
from bot.visibility import may_see

REST = 10
"""Working days before it is asked again."""
BATCH = 100
INSTEAD = (Role.SUPERVISOR, Role.RENEWER)
"""Who is asked when whoever parked it has left."""


class Storage(Deciding, Protocol):
    """What coming back asks of storage."""

    async def claim_reviews(self, now: datetime, limit: int) -> Sequence[Review]: ...
    async def review(self, review: int) -> Review | None: ...
    async def ask_again(self, review: int, due_at: datetime) -> None: ...
    async def put_aside_because(self, idea: int) -> Change | None: ...
    async def roles(self, unit: int) -> dict[Role, int]: ...
    async def account_by_id(self, account: int) -> Account | None: ...


async def review_due(turn: Turn[Storage]) -> Reply | None:
    """Every parked idea whose day has come; None when none has. It is asked about until it is answered."""
    due = await turn.store.claim_reviews(turn.now, BATCH)
    posts: list[Post] = []
    for one in due:
        idea = await turn.store.idea(one.idea)
        reader = await answers_for(turn, idea, one.account) if idea else None
        at = open_at(reader, turn.organisation, turn.now) if reader else turn.now
        if reader and at <= turn.now:
            posts.append(telling.private(turn, reader, one.subject))
        if at <= turn.now:
            asked = reader or one.account
            today = today_for(asked, turn.organisation, turn.now)
            day = working_days_later(today, REST, turn.organisation.country)
            at = working_morning(asked, turn.organisation, day)
        await turn.store.ask_again(one.id, at)
    return Reply(post=tuple(posts)) if due else None


async def answers_for(turn: Turn[Storage], idea: Idea, parked_by: Account) -> Account | None:
    """Whoever parked it, as long as they may decide about it; then those of its work community."""
    if await permission.may(turn, ParkIdea(idea.id), parked_by):
        return parked_by
    roles = await turn.store.roles(idea.unit.id) if idea.unit else {}
    for role in INSTEAD:
        account = await turn.store.account_by_id(roles[role]) if role in roles else None
        if account and account.member is not False:
            return account
    return None


@draws("review")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """The question; once it has been answered, what was decided."""
    review = await turn.store.review(number)
    idea = await turn.store.idea(review.idea) if review else None
    if review is None or idea is None or not may_see(idea):
        return None
    return words.review_card(review.subject, idea, await turn.store.put_aside_because(idea.id))
