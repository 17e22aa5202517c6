"""Of what is due, no more is claimed than was asked for, whatever way PostgreSQL takes through the rows."""

from datetime import date

from sqlalchemy import text

from bot.features import digests
from tests.benchmarks.seeds import supervisors
from tests.features.conftest import House
from tests.features.conftest import house as house

# Left are nested loops, in which a subquery is run for each row.
NESTED = ("hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize", "indexscan", "bitmapscan", "indexonlyscan")


async def test_a_claim_takes_as_many_as_it_may_also_in_a_nested_loop(house: House) -> None:
    """The trap: a subquery with a limit that skips what is locked takes as many again each time it is run."""
    await supervisors(house.database, 21, house.now, date(2026, 11, 24))
    async with house.database.transaction() as store:
        await digests.plan_missing(await house.scene.turn(store, "fi"))
    house.later(days=7)
    async with house.database.transaction() as store:
        for one in NESTED:
            await store.connection.execute(text(f"set local enable_{one} = off"))
        assert len(await store.claim_digests(house.now, 3)) == 3
