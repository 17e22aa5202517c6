"""What belongs to one transaction, and what must be outside of any."""

from contextlib import suppress

from bot.intents import ShowCode, Support
from bot.lookups import Lookups
from bot.model import Account, Subject
from bot.outbox import enqueue
from bot.replies import Reply
from tests.outbox.conftest import Call, Office

OPEN = "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'"


async def test_no_transaction_is_open_while_a_platform_is_asked(office: Office) -> None:
    """The trap: a platform that takes its time would hold what others wait for."""
    open_then: list[int] = []

    async def sent(_call: Call) -> None:
        open_then.append(await office.value(OPEN))

    async def looked_up(_account: Account) -> None:
        open_then.append(await office.value(OPEN))

    office.platform.meets, office.platform.looks = sent, looked_up
    await office.linked("C1")
    idea = await office.idea()
    await office.send()
    await office.changed(idea)
    await office.send()
    lookups = Lookups(office.database.transaction, {"slack": office.platform}, office.house.scene)
    await lookups.look_up(await office.value("select min(id) from account"))
    assert [call.what for call in office.platform.calls] == ["post", "update"]
    assert open_then == [0, 0, 0]


async def test_a_change_that_is_undone_leaves_no_job(office: Office) -> None:
    """The trap: a job in a transaction of its own runs for what was never stored, or is missing for what was."""
    await office.linked("C1")
    idea = await office.idea()
    await office.send()
    await office.rows("delete from procrastinate_jobs")
    with suppress(LookupError):
        async with office.database.transaction() as store:
            await enqueue(store, Reply(redraw=(Subject("idea", idea),)))
            raise LookupError
    assert await office.jobs() == 0
    assert await office.states() == {"C1": "shown"}


async def test_a_job_says_whom_it_concerns_and_none_of_their_words(office: Office) -> None:
    """The trap: the job engine prints what its jobs are given, and keeps it."""
    await office.linked("C1")
    idea = await office.idea()
    await office.house.ask(office.house.person("pekka"), Support(idea))
    await office.house.ask(office.house.person("pekka"), ShowCode())
    given = [row.args for row in await office.rows("select args from procrastinate_jobs")]
    assert {one.get("platform") for one in given} == {"slack", None}
    assert {name for one in given for name in one} == {"platform", "home", "account", "channel", "refused", "asked"}
    assert all(isinstance(one["account"], int) for one in given if "account" in one)
