"""The weekly digest: one private message a week to each supervisor, in the morning of their own Monday."""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.calendar import at_local, working_day
from bot.model import Account, Experiment, Idea, Organisation, Subject, Unit, Week
from bot.replies import Post, Reply
from bot.turn import People, Turn, draws, language_for
from bot.views import digests as words
from bot.views.kinds import Report

MORNING = time(8, 30)
WEEK = timedelta(days=7)
BATCH = 100


class Storage(People, Protocol):
    """What digests ask of storage."""

    async def plan_digest(self, account: int, monday: date, due_at: datetime) -> None: ...
    async def claim_digests(self, now: datetime, limit: int) -> list[tuple[int, int, date]]: ...
    async def digest(self, digest: int) -> tuple[int, date] | None: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def supervised(self, person: int) -> list[Unit]: ...
    async def new_ideas(self, units: list[int], since: date, until: date) -> list[Idea]: ...
    async def supported_ideas(self, units: list[int], since: date, until: date) -> list[Idea]: ...
    async def running(self, units: list[int]) -> list[Experiment]: ...


class Plans(Protocol):
    """What planning asks of storage."""

    async def plan_digest(self, account: int, monday: date, due_at: datetime) -> None: ...


async def plan_next(store: Plans, today: date, account: Account, organisation: Organisation) -> None:
    """The next Monday's digest, kept by local date: however late we are, one is planned and none twice."""
    monday = today + timedelta(days=7 - today.weekday())
    zone = account.time_zone or organisation.time_zone
    morning = at_local(working_day(monday, organisation.country), zone, MORNING)
    await store.plan_digest(account.id, monday, morning)


async def send_due(turn: Turn[Storage]) -> Reply:
    """What is due now; who supervises nothing any more is not asked again."""
    posts = []
    told: set[tuple[int, date]] = set()
    for digest, number, monday in await turn.store.claim_digests(turn.now, BATCH):
        account = await turn.store.account_by_id(number)
        if account is None or not await turn.store.supervised(account.person.id):
            continue
        await plan_next(turn.store, turn.today, account, turn.organisation)
        if (account.person.id, monday) not in told:
            told.add((account.person.id, monday))
            posts.append(Post(Subject("digest", digest), account.own, language_for(account, turn.organisation)))
    return Reply(post=tuple(posts))


@draws("digest")
async def draw(turn: Turn[Storage], digest: int) -> Report | None:
    """The seven days before its Monday, and what ends in the seven days from it."""
    found = await turn.store.digest(digest)
    account = await turn.store.account_by_id(found[0]) if found else None
    if found is None or account is None:
        return None
    monday = found[1]
    units = [unit.id for unit in await turn.store.supervised(account.person.id)]
    running = await turn.store.running(units)
    ends = monday + WEEK
    week = Week(
        number=(monday - WEEK).isocalendar().week,
        new=tuple(await turn.store.new_ideas(units, monday - WEEK, monday)),
        supported=tuple(await turn.store.supported_ideas(units, monday - WEEK, monday)),
        running=tuple(one for one in running if one.ends_on >= ends),
        ending=tuple(one for one in running if one.ends_on < ends),
    )
    return words.digest_report(Subject("digest", digest), week)
