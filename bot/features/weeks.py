"""What digests tell: read for all of them at once, with the same questions for one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from bot.errors import Refusal
from bot.features import waiting
from bot.intents import ReadPart
from bot.model import Answered, Decided, Digest, Goal, Moved, Pace, Part, Reader, Subject, Tried, Week
from bot.replies import Reply
from bot.turn import Turn, draws, handles
from bot.views import digests as words
from bot.views import refusals
from bot.views.kinds import Report

T = TypeVar("T")
Due = Sequence[tuple[Digest, Reader]]


class Storage(waiting.Storage, Protocol):
    """What the weeks of work communities ask of storage."""

    async def digest(self, digest: int) -> Digest | None: ...
    async def digest_readers(self, numbers: Sequence[int]) -> dict[int, Reader]: ...
    async def moved_ideas(self, units: list[int], since: date, until: date) -> list[Moved]: ...
    async def undecided_trials(self, units: list[int]) -> list[Tried]: ...
    async def decided_trials(self, units: list[int], since: date, until: date) -> list[tuple[Decided, date]]: ...
    async def goals_without_trials(self, units: list[int]) -> list[Goal]: ...
    async def pace(self, units: list[int], until: date) -> list[Pace]: ...


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
    promised = [(one, one.answer_by) for one in moved if one.answer_by]
    in_time = [one.answered_on <= by for one, by in promised if one.answered_on and within(digest, [one.answered_on])]
    missing = (one for one, by in promised if one.unanswered and by < digest.until)
    return Answered(sum(in_time), len(in_time) - sum(in_time), tuple(missing))


def by_unit(rows: Iterable[tuple[int, T]]) -> Mapping[int, list[T]]:
    """What belongs to each work community, in its order."""
    found: dict[int, list[T]] = {}
    for unit, one in rows:
        found.setdefault(unit, []).append(one)
    return found


def by_end(one: Tried) -> tuple[date, int]:
    return one.ends_on, one.id


def within(digest: Digest, days: Iterable[date]) -> bool:
    return any(digest.since <= day < digest.until for day in days)


async def told(turn: Turn[Storage], number: int) -> tuple[Digest, Reader, Week] | None:
    """One digest with what it tells now; None once its reader has no task any more."""
    digest = await turn.store.digest(number)
    reader = (await turn.store.digest_readers([digest.account])).get(digest.account) if digest else None
    if digest is None or reader is None:
        return None
    return digest, reader, (await weeks(turn, [(digest, reader)]))[number]


@draws("digest")
async def draw(turn: Turn[Storage], number: int) -> Report | None:
    """For its reader alone: a week, or the one line after a quiet month; never both."""
    found = await told(turn, number)
    if found is None:
        return None
    digest, reader, week = found
    if week.quiet:
        return words.quiet_report(Subject("digest", number), week) if digest.month else None
    units = [unit.id for unit in reader.units]
    return words.digest_report(Subject("digest", number), week, await turn.store.pace(units, digest.until))


@draws("channel_digest")
async def draw_for_channel(turn: Turn[Storage], number: int) -> Report | None:
    """For everybody in a channel: nothing of what waits for its reader."""
    found = await told(turn, number)
    if found is None or not found[2].eventful:
        return None
    digest, reader, week = found
    units = [unit.id for unit in reader.units]
    subject = Subject("channel_digest", number)
    return words.channel_report(subject, week, await turn.store.pace(units, digest.until))


@handles(ReadPart)
async def read_part(turn: Turn[Storage], intent: ReadPart) -> Reply:
    """The whole of one section; what waits for somebody is shown to them alone."""
    found = await told(turn, intent.digest)
    if found is None:
        raise Refusal(refusals.not_found())
    _, reader, week = found
    own = turn.account is not None and turn.account.person == reader.account.person
    if intent.part is Part.WAITING and not own:
        raise Refusal(words.for_its_reader())
    return Reply(show=words.part_report(intent.part, week))
