"""What digests for many managers cost, and what waits for them: read together, and as they leave."""

import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import text

from bot.features import digests, weeks
from bot.keys import Keys
from bot.model import Digest, Organisation, Reader
from bot.sender import BATCH as SENT
from bot.turn import Scene
from storage.database import Database
from storage.embedded import embedded
from storage.schema import migrate
from tests.benchmarks.years import MONDAY, Size, lived
from tests.statements import heard

SATURDAY = datetime(2026, 11, 21, 10, tzinfo=UTC)
DUE = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 6, 30, tzinfo=UTC)
"""Half past eight in Helsinki."""
DRAWN = LISTS = 50


async def measured(folder: Path, size: Size) -> list[str]:
    """Lines to be told, of a database that is filled for it."""
    async with embedded(folder) as url:
        await migrate(url)
        database = Database(url)
        await lived(database, size)
        lines = [f"{size.ideas} ideas, {size.supports} supports, {size.trials} trials:"]
        now = [SATURDAY]
        scene = Scene(Organisation("fi", "Europe/Helsinki", ("Slack",)), Keys(b"x" * 32), lambda: now[0])
        async with database.transaction() as store:
            turn = await scene.turn(store, "fi")
            while await digests.plan_missing(turn):
                pass
        now[0] = DUE
        for count in (10, size.managers):
            lines += await together(database, scene, count)
        async with database.transaction() as store:
            begun = time.perf_counter()
            with heard() as said:
                reply = await digests.send_due(await scene.turn(store, "fi"))
            took = time.perf_counter() - begun
            assert reply
            lines.append(f"  a batch claimed, read, decided and planned: {len(said)} statements, {took:.2f} s")
            lines.append(f"  {len(reply.post)} of them have something to say")
            numbers = [one.subject.id for one in reply.post]
        lines += await leaving(database, scene, numbers[:DRAWN])
        for count in (1, 10, size.managers):
            lines.append(await waiting(database, count, size.managers))
        await database.close()
    return lines


async def together(database: Database, scene: Scene, count: int) -> list[str]:
    """What so many digests tell, read by the same questions."""
    times, own, asked, told = [], [], 0, 0
    async with database.transaction() as store:
        turn = await scene.turn(store, "fi")
        waiting = await store.connection.execute(
            text("select id, account, monday, since, until from digest where sent_at is null order by id limit :most"),
            {"most": count},
        )
        due = [Digest(*row) for row in waiting]
        for _ in range(6):
            begun, spent = time.perf_counter(), time.process_time()
            with heard() as said:
                readers = await store.digest_readers([one.account for one in due])
                pairs: list[tuple[Digest, Reader]] = [(one, readers[one.account]) for one in due]
                found = await weeks.weeks(turn, pairs)
            times.append(time.perf_counter() - begun)
            own.append(time.process_time() - spent)
            asked, told = len(said), sum(len(one.new) + len(one.supported) for one in found.values())
    first, *later = times
    took = f"{median(later):.3f} s, best {min(later):.3f} s, {median(own):.3f} s of it own processor time"
    took += f" (the first time {first:.3f} s)"
    return [f"  {count} digests: {asked} queries, {took}; {told} ideas told"]


async def leaving(database: Database, scene: Scene, numbers: list[int]) -> list[str]:
    """Drawn as they leave: so many together as a sender takes at once."""
    times, own, asked = [], [], set()
    async with database.transaction() as store:
        turn = await scene.turn(store, "fi")
        for first in range(0, len(numbers), SENT):
            these = numbers[first : first + SENT]
            begun, spent = time.perf_counter(), time.process_time()
            with heard() as said:
                assert len(await weeks.draw(turn, these)) == len(these)
            times.append((time.perf_counter() - begun) / len(these))
            own.append((time.process_time() - spent) / len(these))
            asked.add(len(said))
    took = f"{median(times) * 1000:.1f} ms, {median(own) * 1000:.1f} ms of it own processor time"
    counts = ", ".join(map(str, sorted(asked)))
    return [f"  {SENT} drawn as they leave: {counts} queries; for each {took} (worst {max(times) * 1000:.1f} ms)"]


async def waiting(database: Database, count: int, managers: int) -> str:
    """What waits for so many managers, asked for in one transaction each time."""
    times, asked, found = [], 0, 0
    for first in range(1, LISTS + 1):
        people = [1 + (first * 7 + number) % managers for number in range(count)]
        async with database.transaction() as store:
            begun = time.perf_counter()
            with heard() as said:
                lists = await store.waiting_for(people, MONDAY)
            times.append(time.perf_counter() - begun)
            asked, found = len(said), sum(map(len, lists.values()))
    middle, best, last = median(times) * 1000, min(times) * 1000, quantiles(times, n=100)[98] * 1000
    took = f"p50 {middle:.1f} ms, best {best:.1f} ms, p99 {last:.1f} ms"
    return f"  what waits for {count} at once: {asked} queries, {took}; {found} things"
