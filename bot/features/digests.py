"""The weekly digest: one private message a week to each supervisor, in the morning of their own Monday."""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.calendar import at_local, working_day, zone_of
from bot.model import Account, Digest, Experiment, Idea, Organisation, Subject, Unit, Week
from bot.replies import Post, Reply
from bot.turn import People, Turn, draws, language_for
from bot.views import digests as words
from bot.views.kinds import Report

MORNING = time(8, 30)
WEEK = timedelta(days=7)
BATCH = 100


class Plans(Protocol):
    """What planning asks of storage."""

    async def plan_digest(self, account: int, since: date, monday: date, due_at: datetime) -> None: ...


class Storage(Plans, People, Protocol):
    """What digests ask of storage."""

    async def claim_digests(self, now: datetime, limit: int) -> list[Digest]: ...
    async def digest(self, digest: int) -> Digest | None: ...
    async def first_supervisor(self, person: int) -> int | None: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def supervised(self, person: int) -> list[Unit]: ...
    async def new_ideas(self, units: list[int], since: date, until: date) -> list[Idea]: ...
    async def supported_ideas(self, units: list[int], since: date, until: date) -> list[Idea]: ...
    async def running(self, units: list[int]) -> list[Experiment]: ...


async def plan_first(store: Plans, today: date, account: Account, organisation: Organisation) -> None:
    """The digest of the coming Monday, for somebody who has just become a supervisor."""
    monday = today + timedelta(days=7 - today.weekday())
    await store.plan_digest(account.id, monday - WEEK, monday, morning(monday, account, organisation))


def morning(monday: date, account: Account, organisation: Organisation) -> datetime:
    """When a week's digest leaves: the account's own Monday morning, on the next working day if that is a holiday."""
    at = max(MORNING, organisation.quiet_until)
    return at_local(working_day(monday, organisation.country), zone_of(account, organisation), at)


async def send_due(turn: Turn[Storage]) -> Reply | None:
    """What is due now, None when nothing is; after weeks without us one digest tells of them all."""
    due = await turn.store.claim_digests(turn.now, BATCH)
    posts = []
    for digest in due:
        account = await turn.store.account_by_id(digest.account)
        if account is None or not await turn.store.supervised(account.person.id):
            continue
        monday = digest.monday + WEEK
        due_at = morning(monday, account, turn.organisation)
        missed = due_at <= turn.now
        await turn.store.plan_digest(account.id, digest.since if missed else digest.monday, monday, due_at)
        chosen = await turn.store.first_supervisor(account.person.id) == account.id
        if account.member and chosen and not missed:
            posts.append(Post(Subject("digest", digest.id), account.own, language_for(account, turn.organisation)))
    return Reply(post=tuple(posts)) if due else None


@draws("digest")
async def draw(turn: Turn[Storage], number: int) -> Report | None:
    """The days before its Monday, what ends in the seven days from it, and what has waited longer."""
    digest = await turn.store.digest(number)
    account = await turn.store.account_by_id(digest.account) if digest else None
    if digest is None or account is None:
        return None
    units = [unit.id for unit in await turn.store.supervised(account.person.id)]
    running = await turn.store.running(units)
    ends = digest.monday + WEEK
    week = Week(
        number=(digest.monday - WEEK).isocalendar().week,
        new=tuple(await turn.store.new_ideas(units, digest.since, digest.monday)),
        supported=tuple(await turn.store.supported_ideas(units, digest.since, digest.monday)),
        running=tuple(one for one in running if one.ends_on >= ends),
        ending=tuple(one for one in running if digest.monday <= one.ends_on < ends),
        waiting=tuple(one for one in running if one.ends_on < digest.monday),
    )
    return words.digest_report(Subject("digest", number), week)
