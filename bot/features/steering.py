"""The leadership's overview: asked for by a word, and sent once a quarter in each one's own morning."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot import permission, telling
from bot.calendar import at_local, today_for, working_day, zone_of
from bot.intents import SeeOverview
from bot.model import Account, Experiment, Goal, Kept, Letter, Overview, Practice, Subject, quarter_after
from bot.replies import Post, Reply
from bot.turn import Turn, draws, handles
from bot.views import steering as words
from bot.views.kinds import Report

MORNING = time(8, 30)
YEAR = timedelta(days=365)
BATCH = 100


class Storage(telling.Storage, permission.Storage, Protocol):
    """What the overview asks of storage."""

    async def practices(self, since: date, today: date) -> list[Practice]: ...
    async def undecided(self, today: date) -> list[Experiment]: ...
    async def answers_kept(self, since: date, today: date) -> Kept: ...
    async def goals(self) -> list[Goal]: ...
    async def unplanned_leaders(self, keys: Collection[str], limit: int) -> list[Account]: ...
    async def plan_overview(self, account: int, quarter: date, due_at: datetime) -> bool: ...
    async def claim_overviews(self, now: datetime, limit: int) -> list[Letter]: ...
    async def overview_letter(self, letter: int) -> Letter | None: ...
    async def account_by_id(self, account: int) -> Account | None: ...


@handles(SeeOverview)
async def see(turn: Turn[Storage], intent: SeeOverview) -> Reply:
    """Reading stores nothing."""
    del intent
    return Reply(show=words.overview_report(await overview(turn)))


async def overview(turn: Turn[Storage]) -> Overview:
    """The organisation as it is today, and what it has tried in a year."""
    today = turn.today
    return Overview(
        day=today,
        practices=tuple(await turn.store.practices(today - YEAR, today)),
        goals=tuple(goal for goal in await turn.store.goals() if goal.closed_on is None),
        waiting=tuple(await turn.store.undecided(today)),
        answers=await turn.store.answers_kept(today - YEAR, today),
    )


async def plan_due(turn: Turn[Storage]) -> Reply | None:
    """The next quarter's letter of everybody in the leadership who has none waiting, however they came to lead."""
    planned = []
    for leader in await turn.store.unplanned_leaders(turn.organisation.admin_keys, BATCH):
        quarter = quarter_after(today_for(leader, turn.organisation, turn.now))
        day = working_day(quarter, turn.organisation.country)
        due_at = at_local(day, zone_of(leader, turn.organisation), MORNING)
        planned.append(await turn.store.plan_overview(leader.id, quarter, due_at))
    return Reply() if any(planned) else None


async def send_due(turn: Turn[Storage]) -> Reply | None:
    """What is due now, None when nothing is; who was paused or is abroad gets it in a morning of their own."""
    due = await turn.store.claim_overviews(turn.now, BATCH)
    posts: list[Post] = []
    for letter in due:
        account = await turn.store.account_by_id(letter.account)
        if account and await permission.may(turn, SeeOverview(), account):
            posts += await telling.tell(turn, [account], Subject("overview", letter.id))
    return Reply(post=tuple(posts)) if due else None


@draws("overview")
async def draw(turn: Turn[Storage], number: int) -> Report | None:
    """Drawn when it leaves: nothing to show for somebody who leads no more."""
    letter = await turn.store.overview_letter(number)
    account = await turn.store.account_by_id(letter.account) if letter else None
    if account is None or not await permission.may(turn, SeeOverview(), account):
        return None
    return words.overview_report(await overview(turn), Subject("overview", number))
