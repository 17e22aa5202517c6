"""The leadership's overview: asked for by a word, and sent once a quarter in each one's own morning."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot import telling
from bot.calendar import at_local, working_day, zone_of
from bot.errors import Refusal
from bot.intents import SeeOverview
from bot.model import Account, Experiment, Goal, Letter, Overview, Standing, Subject, quarter_after
from bot.replies import Post, Reply
from bot.turn import People, Turn, draws, handles
from bot.views import steering as words
from bot.views.kinds import Report

MORNING = time(8, 30)
YEAR = timedelta(days=365)
BATCH = 100


class Storage(telling.Storage, People, Protocol):
    """What the overview asks of storage."""

    async def standings(self, since: date, today: date) -> list[Standing]: ...
    async def undecided(self, today: date) -> list[Experiment]: ...
    async def goals(self) -> list[Goal]: ...
    async def unplanned_leaders(self, keys: Collection[str], limit: int) -> list[Account]: ...
    async def plan_overview(self, account: int, quarter: date, due_at: datetime) -> bool: ...
    async def claim_overviews(self, now: datetime, limit: int) -> list[Letter]: ...
    async def overview_letter(self, letter: int) -> Letter | None: ...
    async def account_by_id(self, account: int) -> Account | None: ...


def leads(turn: Turn[People], account: Account | None) -> bool:
    """The one place that decides who sees the whole."""
    return account is not None and bool(account.member) and account.email_key in turn.organisation.admin_keys


@handles(SeeOverview)
async def see(turn: Turn[Storage], intent: SeeOverview) -> Reply:
    """Reading stores nothing."""
    del intent
    if not leads(turn, turn.account):
        raise Refusal(words.not_for_you())
    return Reply(show=words.overview_report(await overview(turn)))


async def overview(turn: Turn[Storage]) -> Overview:
    """The organisation as it is today, and what it has tried in a year."""
    today = turn.today
    return Overview(
        day=today,
        standings=tuple(await turn.store.standings(today - YEAR, today)),
        goals=tuple(goal for goal in await turn.store.goals() if goal.closed_on is None),
        waiting=tuple(await turn.store.undecided(today)),
    )


async def plan_due(turn: Turn[Storage]) -> Reply | None:
    """The next quarter's letter of everybody in the leadership who has none waiting, however they came to lead."""
    planned = []
    for leader in await turn.store.unplanned_leaders(turn.organisation.admin_keys, BATCH):
        zone = zone_of(leader, turn.organisation)
        quarter = quarter_after(turn.now.astimezone(zone).date())
        due_at = at_local(working_day(quarter, turn.organisation.country), zone, MORNING)
        planned.append(await turn.store.plan_overview(leader.id, quarter, due_at))
    return Reply() if any(planned) else None


async def send_due(turn: Turn[Storage]) -> Reply | None:
    """What is due now, None when nothing is; who was paused or is abroad gets it in a morning of their own."""
    due = await turn.store.claim_overviews(turn.now, BATCH)
    posts: list[Post] = []
    for letter in due:
        account = await turn.store.account_by_id(letter.account)
        if account and leads(turn, account):
            posts += await telling.tell(turn, [account], Subject("overview", letter.id))
    return Reply(post=tuple(posts)) if due else None


@draws("overview")
async def draw(turn: Turn[Storage], number: int) -> Report | None:
    """Drawn when it leaves: nothing to show for somebody who leads no more."""
    letter = await turn.store.overview_letter(number)
    account = await turn.store.account_by_id(letter.account) if letter else None
    if not leads(turn, account):
        return None
    return words.overview_report(await overview(turn), Subject("overview", number))
