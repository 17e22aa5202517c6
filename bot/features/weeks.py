"""What digests tell: read for all of them at once, with the same questions for one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from bot.checks import there
from bot.errors import Refusal
from bot.features import waiting
from bot.intents import ReadPart
from bot.model import Answered, Decided, Digest, Goal, Moved, Pace, Part, Reader, Subject, Tried, Week
from bot.replies import Reply
from bot.turn import Turn, draws_all, handles
from bot.views import digests as words
from bot.views.kinds import Report

T = TypeVar("T")
Due = Sequence[tuple[Digest, Reader]]
Told = tuple[Digest, Reader, Week]


class Storage(waiting.Storage, Protocol):
    """What the weeks of work communities ask of storage."""

    async def digests(self, these: Sequence[int]) -> list[Digest]: ...
    async def digest_readers(self, numbers: Sequence[int]) -> dict[int, Reader]: ...
    async def moved_ideas(self, units: list[int], since: date, until: date) -> list[Moved]: ...
    async def undecided_trials(self, units: list[int]) -> list[Tried]: ...
    async def decided_trials(self, units: list[int], since: date, until: date) -> list[tuple[Decided, date]]: ...
    async def goals_without_trials(self, units: list[int]) -> list[Goal]: ...
    async def paces(self, wanted: Sequence[tuple[Sequence[int], date]]) -> list[list[Pace]]: ...


async def weeks(turn: Turn[Storage], due: Due) -> dict[int, Week]:
    """What each digest tells, by its number. As many questions for five hundred readers as for one."""
    if not due:
        return {}
    units = sorted({unit.id for _, reader in due for unit in reader.units})
    since, until = min(one.since for one, _ in due), max(one.until for one, _ in due)
    store, asked = turn.store, await waiting.for_accounts(turn, [reader.account for _, reader in due])
    moved = by_unit((one.unit, one) for one in await store.moved_ideas(units, since, until))
    undecided = by_unit((one.unit, one) for one in await store.undecided_trials(units))
    ends = await store.decided_trials(units, since, until)
    decided = by_unit((one.unit, (one, day)) for one, day in ends)
    goals = await store.goals_without_trials(units)
    found = {}
    for digest, reader in due:
        own = [unit.id for unit in reader.units]
        then = [one for unit in own for one in undecided.get(unit, ()) if one.starts_on < digest.until]
        theirs = [one for unit in own for one in moved.get(unit, ())]
        fresh = tuple(one for one in theirs if within(digest, [one.shared_on]))
        liked = [one for one in theirs if within(digest, one.supported_on)]
        over = tuple(one for unit in own for one, day in decided.get(unit, ()) if within(digest, [day]))
        running = [one for one in then if one.ends_on >= digest.until]
        tried: set[int] = {one.unit for one in over} | {one.unit for one in then}
        active = tried | {one.unit for one in (*fresh, *liked)}
        found[digest.id] = Week(
            number=(digest.until - timedelta(days=1)).isocalendar().week,
            waiting=asked.get(reader.account.person.id, ()),
            new=fresh,
            supported=tuple(sorted(liked, key=lambda one: -one.support)),
            decided=over,
            running=tuple(sorted(running, key=by_end)),
            started=sum(within(digest, [one.starts_on]) for one in running),
            goals=tuple(one for one in goals if one.unit is None or one.unit.id in own),
            answered=answered(digest, theirs),
            taking_part=tuple(unit for unit in reader.units if unit.id in active),
        )
    return found


def answered(digest: Digest, moved: Iterable[Moved]) -> Answered:
    """What was answered in these days, by the promised day or later, and what is still owed."""
    promised = [(one, one.answer_by, one.answered_on) for one in moved if one.answer_by]
    given = [(one, day <= by) for one, by, day in promised if day and within(digest, [day])]
    missing = tuple(one for one, by, _ in promised if one.unanswered and by < digest.until)
    return Answered(
        tuple(one for one, in_time in given if in_time), tuple(one for one, in_time in given if not in_time), missing
    )


def by_unit(rows: Iterable[tuple[int, T]]) -> Mapping[int, list[T]]:
    """What belongs to each work community, in its order."""
    found: dict[int, list[T]] = {}
    for unit, one in rows:
        found.setdefault(unit, []).append(one)
    return found


def by_end(one: Tried) -> tuple[date, int]:
    """The order of trials: the one that ends first on top."""
    return one.ends_on, one.id


def within(digest: Digest, days: Iterable[date]) -> bool:
    """Whether one of the days is among those that a digest tells of."""
    return any(digest.since <= day < digest.until for day in days)


async def told(turn: Turn[Storage], numbers: Sequence[int]) -> dict[int, Told]:
    """Digests with what they tell now, by their numbers; without those whose reader has no task any more."""
    digests = await turn.store.digests(numbers)
    readers = await turn.store.digest_readers([one.account for one in digests])
    due = [(one, readers[one.account]) for one in digests if one.account in readers]
    found = await weeks(turn, due)
    return {one.id: (one, reader, found[one.id]) for one, reader in due}


async def with_pace(turn: Turn[Storage], found: Collection[Told]) -> list[tuple[Digest, Week, list[Pace]]]:
    """Digests and their weeks, each with the pace of trials that its picture shows."""
    wanted = [([unit.id for unit in reader.units], digest.until) for digest, reader, _ in found]
    paces = await turn.store.paces(wanted) if wanted else []
    return [(digest, week, pace) for (digest, _, week), pace in zip(found, paces, strict=True)]


@draws_all("digest")
async def draw(turn: Turn[Storage], numbers: Sequence[int]) -> dict[int, Report | None]:
    """Each for its reader alone: a week, or the one line after a quiet month; never both. They leave by the hundred."""
    found = (await told(turn, numbers)).values()
    drawn: dict[int, Report | None] = {
        digest.id: words.quiet_report(Subject("digest", digest.id), week)
        for digest, _, week in found
        if week.quiet and digest.month
    }
    for digest, week, pace in await with_pace(turn, [one for one in found if not one[2].quiet]):
        drawn[digest.id] = words.digest_report(Subject("digest", digest.id), week, pace)
    return drawn


@draws_all("channel_digest")
async def draw_for_channel(turn: Turn[Storage], numbers: Sequence[int]) -> dict[int, Report | None]:
    """For everybody in a channel: nothing of what waits for its reader."""
    found = (await told(turn, numbers)).values()
    return {
        digest.id: words.channel_report(Subject("channel_digest", digest.id), week, pace)
        for digest, week, pace in await with_pace(turn, [one for one in found if one[2].eventful])
    }


@handles(ReadPart)
async def read_part(turn: Turn[Storage], intent: ReadPart) -> Reply:
    """The whole of one section; what waits for somebody is shown to them alone."""
    _, reader, week = there((await told(turn, [intent.digest])).get(intent.digest))
    own = turn.account is not None and turn.account.person == reader.account.person
    if intent.part in {Part.WAITING, Part.PROMISE} and not own:
        raise Refusal(words.for_its_reader())
    return Reply(show=words.part_report(intent, week))
