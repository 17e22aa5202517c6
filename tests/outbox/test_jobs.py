"""Jobs of one home follow each other; look-ups let messages pass."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.jobs import Job

from bot.errors import Unreachable
from bot.intents import ShowCode, Support
from bot.model import Account, Subject
from storage.jobs import LONGEST_WAIT, Again, Jobs
from tests.outbox.conftest import Office, happened


async def test_an_idea_in_fifty_channels_is_one_job(office: Office) -> None:
    """The trap: a lock against a second waiting job aborts the transaction of whoever comes second."""
    await office.linked(*(f"C{number}" for number in range(50)))
    idea = await office.idea()
    assert await office.jobs() == 1
    await office.rows("update posting set state = 'shown'")
    await office.rows("update procrastinate_jobs set status = 'doing' where task_name = 'send'")
    await office.house.ask(office.house.person("pekka"), Support(idea))
    assert await office.jobs() == 2


async def test_who_clicks_while_a_sender_is_about_to_begin_needs_no_other_and_is_waited_for(office: Office) -> None:
    """The trap: a job that begins between a click and its commit sends nothing of it, and nobody else is asked to."""
    begins = "select id from procrastinate_fetch_job_v2(null, null) where id is not null"
    await office.linked("C1")
    idea = await office.idea()
    await office.rows("update posting set state = 'shown'")
    await office.rows("delete from procrastinate_jobs where task_name <> 'send'")
    async with office.database.transaction() as store:
        assert await store.redraw([Subject("idea", idea)], ()) == set()
        assert await office.rows(begins) == []
    assert len(await office.rows(begins)) == 1
    await office.rows("update posting set state = 'shown'")
    async with office.database.transaction() as store:
        assert await store.redraw([Subject("idea", idea)], ()) == {("slack", "home")}


async def test_a_sender_that_waits_for_its_time_is_not_waited_for(office: Office) -> None:
    await office.linked("C1")
    idea = await office.idea()
    await office.rows("update posting set state = 'shown'")
    await office.rows("update procrastinate_jobs set scheduled_at = now() + interval '1 hour'")
    async with office.database.transaction() as store:
        assert await store.redraw([Subject("idea", idea)], ()) == {("slack", "home")}


async def met(office: Office, people: int) -> None:
    """New people ask something, so that they are looked up."""
    for number in range(people):
        await office.house.ask(office.house.person(f"NEW{number}"), ShowCode())


async def test_many_new_people_do_not_hold_up_a_card(office: Office) -> None:
    """The trap: look-ups of many new people stand in the way of their messages."""

    answer = asyncio.Event()

    async def slow(account: Account) -> None:
        await answer.wait()

    office.platform.looks = slow
    await office.linked("C1")
    idea = await office.idea()
    await office.send()
    await met(office, 30)
    async with office.worker():
        await happened(lambda: office.platform.asked)
        await office.house.ask(office.house.person("pekka"), Support(idea))
        await happened(lambda: office.platform.at("C1", "update"))
        assert len(office.platform.asked) == 1
        await office.rows("delete from procrastinate_jobs where status = 'todo'")
        answer.set()


async def test_people_of_one_home_are_looked_up_one_after_another(office: Office) -> None:
    """The trap: Slack takes about a hundred look-ups a minute."""
    at_once = most = 0

    async def counted(account: Account) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.02)
        at_once -= 1

    office.platform.looks = counted
    await met(office, 6)
    async with office.worker():
        await happened(lambda: len(office.platform.asked) == 6)
    assert most == 1


async def test_who_waits_for_somebody_elses_look_up_is_asked_about_as_soon_as_it_ends(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: nobody is notified of a job that waited for its lock, so that each waits for the worker's next look."""
    monkeypatch.setattr("storage.jobs.POLL", 3600.0)
    await met(office, 20)
    async with office.worker():
        await happened(lambda: len(office.platform.asked) == 20)


def test_a_platform_that_asks_to_wait_for_ever_is_asked_again() -> None:
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="look_up", attempts=0)
    decision = Again().get_retry_decision(exception=Unreachable(float("inf")), job=job)
    assert decision
    assert decision.retry_at
    assert decision.retry_at < datetime.now(UTC) + timedelta(seconds=LONGEST_WAIT + 1)


async def test_a_platform_that_asks_to_wait_is_asked_about_nobody_meanwhile(office: Office) -> None:
    async def busy(account: Account) -> None:
        raise Unreachable(300)

    office.platform.looks = busy
    await met(office, 3)
    async with office.worker():
        await office.becomes(1, "select count(*) from procrastinate_jobs where attempts = 1 and status = 'todo'")
        await met(office, 4)
        await happened(lambda: office.platform.asked)
        wait = "select extract(epoch from scheduled_at - clock_timestamp()) from procrastinate_jobs where attempts = 1"
        assert 200 < await office.value(wait) < 301
    assert len(office.platform.asked) == 1


async def test_somebody_who_cannot_be_looked_up_does_not_hold_up_the_others(office: Office) -> None:
    async def fails(account: Account) -> None:
        if account.own.id == "NEW0":
            raise Unreachable

    office.platform.looks = fails
    await met(office, 4)
    async with office.worker():
        await happened(lambda: len(office.platform.asked) >= 4)
    assert len(set(office.platform.asked[:4])) == 4


async def test_a_job_that_is_done_is_forgotten_at_once(office: Office) -> None:
    """The trap: the job engine keeps finished jobs for ever."""
    await office.linked("C1")
    await office.idea()
    async with office.worker():
        await happened(lambda: office.platform.calls)
        await office.becomes(0, "select count(*) from procrastinate_jobs where task_name = 'send'")


async def test_a_job_that_failed_for_good_is_forgotten_after_a_week(office: Office) -> None:
    """The trap: the job engine keeps failed jobs for ever."""
    job = "insert into procrastinate_jobs (task_name, queue_name, status) values ('send', 'default', 'failed')"
    past = "select :job, 'failed'::procrastinate_job_event_type, now() - :days * interval '1 day'"
    for days in (6, 8):
        (row,) = await office.rows(f"{job} returning id")
        await office.rows(f"insert into procrastinate_events (job_id, type, at) {past}", days=days, job=row.id)
    tidier = Jobs(office.url, {}, office.house.clock.tick, office.sender().stop)
    async with tidier.working():
        await tidier.app.tasks["tidy"].defer_async(timestamp=0)
        await office.becomes(1, "select count(*) from procrastinate_jobs where status = 'failed'")
