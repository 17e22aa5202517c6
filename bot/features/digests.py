"""The weekly digest: one a week for whoever answers for work communities, on a morning of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.calendar import at_local, open_at, today_for, working_day, zone_of
from bot.features import weeks
from bot.model import Account, Channel, Digest, Organisation, Reader, Rhythm, Shows, Subject, Week
from bot.replies import Post, Reply
from bot.turn import Turn, language_for
from bot.visibility import may_list

SEVEN = timedelta(days=7)
BATCH = 500
"""Read together: what they tell takes as many questions as for one."""
TIMES = tuple(time(hour, minute) for hour in range(7, 17) for minute in (0, 30))
"""From morning to afternoon; noon and half past are never in quiet hours."""


class Plans(Protocol):
    """What planning asks of storage."""

    async def plan_digests(self, planned: Sequence[tuple[Digest, datetime]]) -> None: ...
    async def digest_reader(self, person: int) -> Reader | None: ...
    async def next_digest(self, person: int) -> Digest | None: ...


class Storage(Plans, weeks.Storage, Protocol):
    """What digests ask of storage."""

    async def claim_digests(self, now: datetime, limit: int) -> list[Digest]: ...
    async def unplanned_readers(self, limit: int) -> list[Reader]: ...
    async def schedule(self, letters: list[tuple[Account, Subject, datetime]]) -> None: ...
    async def channels_numbered(self, numbers: Sequence[int]) -> list[Channel]: ...


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def hours(organisation: Organisation) -> tuple[time, ...]:
    """When a digest may come: never in the quiet hours, in which it would wait for the next morning."""
    return tuple(one for one in TIMES if organisation.quiet_until <= one < organisation.quiet_from)


def hour(rhythm: Rhythm, organisation: Organisation) -> time:
    """When it comes; the quiet hours may have been moved since its reader chose."""
    open_hours = hours(organisation)
    return next((one for one in open_hours if one >= rhythm.at), open_hours[-1])


def due(monday: date, rhythm: Rhythm, account: Account, organisation: Organisation) -> datetime:
    """When a week's digest leaves: its day and time where the account is, on the next working day if that is free."""
    day = working_day(monday + timedelta(days=rhythm.weekday), organisation.country)
    return at_local(day, zone_of(account, organisation), hour(rhythm, organisation))


def first(
    account: Account, rhythm: Rhythm, organisation: Organisation, now: datetime, after: date | None = None
) -> tuple[Digest, datetime]:
    """The digest of the first week whose moment is still to come, later than the week `after`, and that moment."""
    monday = monday_of(today_for(account, organisation, now))
    if after is not None:
        monday = max(monday, after + SEVEN)
    while (moment := due(monday, rhythm, account, organisation)) <= now:
        monday += SEVEN
    until = monday + timedelta(days=rhythm.weekday)
    return Digest(0, account.id, monday, until - SEVEN, until), moment


async def plan_first(store: Plans, now: datetime, account: Account, organisation: Organisation) -> None:
    """The first digest of somebody who has just got a task; nothing changes for who waits for one already."""
    reader = await store.digest_reader(account.person.id)
    if reader and await store.next_digest(account.person.id) is None:
        await store.plan_digests([first(reader.account, reader.rhythm, organisation, now)])


async def plan_missing(turn: Turn[Storage]) -> Reply | None:
    """Whoever has a task and no digest ahead, however they came by it; None when nobody has."""
    found = await turn.store.unplanned_readers(BATCH)
    planned = [first(one.account, one.rhythm, turn.organisation, turn.now) for one in found]
    await turn.store.plan_digests(planned)
    return Reply() if len(found) == BATCH else None


async def send_due(turn: Turn[Storage]) -> Reply | None:
    """What is due now, None when nothing is; after weeks without us, or a pause, one digest tells of them all.

    In private it waits for the reader's next morning where Latu is late, or the quiet hours have been moved since.
    """
    claimed = await turn.store.claim_digests(turn.now, BATCH)
    if not claimed:
        return None
    readers = await turn.store.digest_readers([one.account for one in claimed])
    known = [(one, readers[one.account]) for one in claimed if one.account in readers]
    planned = {one.id: following(turn, one, reader) for one, reader in known}
    heard = [(one, reader) for one, reader in known if not held(turn, reader) and planned[one.id][1] > turn.now]
    told = await weeks.weeks(turn, heard)
    wanted = sorted({one.rhythm.channel for _, one in heard if one.rhythm.channel})
    channels = {one.id: one for one in (await turn.store.channels_numbered(wanted) if wanted else ())}
    posts: list[Post] = []
    waiting, ahead = [], []
    for digest, reader in known:
        later, moment = planned[digest.id]
        week = told.get(digest.id)
        said = letters(turn, digest, reader, week, channels) if week else ()
        hour = open_at(reader.account, turn.organisation, turn.now)
        private = [one for one in said if one.to == reader.account.own and hour > turn.now]
        waiting += [(reader.account, one.subject, hour) for one in private]
        posts += [one for one in said if one not in private]
        if reader.rhythm.stopped or said:
            later = replace(later, since=digest.until)
        elif week:
            later = replace(later, since=digest.until, quiet_since=digest.quiet_since or digest.since)
        else:
            later = replace(later, since=digest.since, quiet_since=digest.quiet_since)
        ahead.append((later, moment))
    await turn.store.plan_digests(ahead)
    await turn.store.schedule(waiting)
    return Reply(post=tuple(posts))


def following(turn: Turn[Storage], digest: Digest, reader: Reader) -> tuple[Digest, datetime]:
    """The digest of the week after, and its moment, which may have passed too."""
    monday = digest.monday + SEVEN
    until = monday + timedelta(days=reader.rhythm.weekday)
    return Digest(0, digest.account, monday, digest.since, until), due(
        monday, reader.rhythm, reader.account, turn.organisation
    )


def held(turn: Turn[Storage], reader: Reader) -> bool:
    """Whether somebody has stopped their digest, or paused everything."""
    paused, today = reader.account.paused_until, today_for(reader.account, turn.organisation, turn.now)
    return reader.rhythm.stopped or (paused is not None and today <= paused)


def takes(channel: Channel, reader: Reader) -> bool:
    """Whether a digest may come there: an admin lets it, and the channel is of their work communities, or of all."""
    own = not channel.wishes.units or not set(channel.wishes.units).isdisjoint(reader.units)
    return may_list(channel) and Shows.DIGEST in channel.wishes.shows and own


def letters(
    turn: Turn[Storage], digest: Digest, reader: Reader, week: Week, channels: Mapping[int, Channel]
) -> tuple[Post, ...]:
    """Where a digest goes; nowhere when nothing happened, until a month has passed.

    In private instead, where the channel is its reader's no more, or an outsider may read there.
    """
    posts = []
    channel = channels.get(reader.rhythm.channel or 0)
    if channel and not takes(channel, reader):
        channel = None
    if (reader.rhythm.private or channel is None) and (digest.month or not week.quiet):
        language = language_for(reader.account, turn.organisation)
        posts.append(Post(Subject("digest", digest.id), reader.account.own, language))
    if channel and week.eventful:
        posts.append(Post(Subject("channel_digest", digest.id), channel.place, channel.language))
    return tuple(posts)
