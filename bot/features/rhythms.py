"""When and where one's own weekly digest comes: another day or time, a channel, no more, and again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from bot.calendar import read_by
from bot.errors import Refusal
from bot.features import digests
from bot.intents import ChooseDigest, OpenDigest, ResumeDigest, StopDigest
from bot.model import Channel, Digest, Reader, Rhythm
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import refusals
from bot.views import rhythms as words
from bot.views.kinds import Form
from bot.views.text import Moment


class Storage(digests.Storage, Protocol):
    """What choosing asks of storage."""

    async def channels_of(self, units: Sequence[int]) -> list[Channel]: ...
    async def choose_digest(self, person: int, rhythm: Rhythm) -> None: ...
    async def last_week(self, person: int) -> date | None: ...
    async def move_digest(self, digest: Digest, due_at: datetime) -> None: ...


async def mine(turn: Turn[Storage]) -> Reader:
    """The asker's own digest; refused to who gets none."""
    reader = await turn.store.digest_reader(turn.account.person.id) if turn.account else None
    if reader is None:
        raise Refusal(words.for_those_with_a_task())
    return reader


async def offered(turn: Turn[Storage], reader: Reader) -> list[Channel]:
    """Channels of their work communities where a digest may come."""
    found = await turn.store.channels_of([unit.id for unit in reader.units])
    return [one for one in found if digests.takes(one, reader)]


@handles(OpenDigest)
async def open_digest(turn: Turn[Storage], intent: OpenDigest) -> Reply:
    """What is chosen now."""
    del intent
    rhythm = (await mine(turn)).rhythm
    where, at = words.where(rhythm.private, rhythm.channel), digests.hour(rhythm, turn.organisation)
    return Reply(show=await form(turn, ChooseDigest(str(rhythm.weekday), f"{at:%H:%M}", where)))


@asks(ChooseDigest)
async def form(turn: Turn[Storage], intent: ChooseDigest) -> Form:
    reader = await mine(turn)
    channels, hours = await offered(turn, reader), digests.hours(turn.organisation)
    quiet = turn.organisation.quiet_from, turn.organisation.quiet_until
    return words.rhythm_form(intent, channels, hours, quiet, stopped=reader.rhythm.stopped)


@handles(ChooseDigest)
async def choose(turn: Turn[Storage], intent: ChooseDigest) -> Reply:
    """Keep when and where the digest comes, from the next one on, which is never a second one of a week."""
    reader = await mine(turn)
    kind, _, number = intent.where.partition(":")
    channels = await offered(turn, reader)
    known = next((one for one in channels if str(one.id) == number), None)
    if intent.where not in words.places(channels):
        raise Refusal(refusals.not_found(), field="where")
    if intent.weekday not in words.WEEKDAYS:
        raise Refusal(refusals.not_found(), field="weekday")
    at = next((one for one in digests.hours(turn.organisation) if f"{one:%H:%M}" == intent.at), None)
    if at is None:
        raise Refusal(words.in_quiet_hours(), field="at")
    rhythm = Rhythm(int(intent.weekday), at, kind != "channel", known.id if known else None)
    return Reply(show=words.digest_moved(await changed(turn, reader, rhythm), known, private=rhythm.private))


@handles(StopDigest)
async def stop(turn: Turn[Storage], intent: StopDigest) -> Reply:
    """What waits for somebody still reaches them one by one."""
    del intent
    reader = await mine(turn)
    await turn.store.choose_digest(reader.account.person.id, replace(reader.rhythm, stopped=True))
    return Reply(show=words.digest_stopped())


@handles(ResumeDigest)
async def resume(turn: Turn[Storage], intent: ResumeDigest) -> Reply:
    """What happened while it was stopped is not told any more."""
    del intent
    reader = await mine(turn)
    moment = await changed(turn, reader, replace(reader.rhythm, stopped=False))
    return Reply(show=words.digest_resumed(moment))


async def changed(turn: Turn[Storage], reader: Reader, rhythm: Rhythm) -> Moment:
    """Keep it, and move the digest that waits; answers with its moment, in local time."""
    person, account = reader.account.person.id, reader.account
    waiting = await turn.store.next_digest(person)
    last = await turn.store.last_week(person)
    await turn.store.choose_digest(person, rhythm)
    planned, moment = digests.first(account, rhythm, turn.organisation, turn.now, last)
    if waiting:
        moved = replace(waiting, monday=planned.monday, until=planned.until)
        await turn.store.move_digest(moved, moment)
    else:
        await turn.store.plan_digests([(planned, moment)])
    return read_by(account, turn.organisation, moment)
