"""A copy that cannot be sent harms no other, and comes to an end."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.errors import Gone, Unreachable
from bot.intents import Support
from bot.model import Subject
from bot.outbox import enqueue
from bot.replies import Post, Reply
from bot.sender import ATTEMPTS, Sender, again_at
from bot.turn import Turn, drawers
from storage.repositories.postings import Postings
from tests.features.conftest import Member
from tests.features.conftest import member as member
from tests.outbox.conftest import Call, Office, happened, takes, told_more

FAILED = "status = 'todo' and attempts = 1"
LATER = "update procrastinate_jobs set scheduled_at = now() + interval '1 hour'"


async def refuses_bad(call: Call) -> None:
    if call.place == "BAD":
        raise Unreachable


async def refused(office: Office, attempts: int) -> int:
    """An idea on its way to GOOD, and to BAD, where it has been refused so many times."""
    await office.linked("GOOD", "BAD")
    office.platform.meets = refuses_bad
    idea = await office.idea()
    await office.rows("update posting set attempts = :attempts where name_there = 'BAD'", attempts=attempts)
    return idea


async def test_a_refused_copy_does_not_hold_up_a_click(office: Office) -> None:
    """The trap: jobs of one lock wait for the one that failed."""
    idea = await refused(office, attempts=10)  # it waits for minutes
    async with office.worker():
        await happened(lambda: office.platform.at("GOOD", "post"))
        await office.quiet()
        await office.house.ask(office.house.person("pekka"), Support(idea))
        await happened(lambda: office.platform.at("GOOD", "update"))
    assert len(office.platform.at("BAD")) == 1


async def test_a_failed_job_does_not_hold_up_a_click(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.linked("GOOD")
    idea = await office.idea()
    async with office.worker():
        await happened(lambda: office.platform.at("GOOD", "post"))
        await office.quiet()
        with monkeypatch.context() as broken:
            broken.setattr(Postings, "claim", None)
            await office.changed(idea)
            await office.becomes(1, f"select count(*) from procrastinate_jobs where {FAILED}")  # noqa: S608 - our own
            await office.rows(f"{LATER} where {FAILED}")
        await office.rows("update posting set state = 'shown'")
        await office.house.ask(office.house.person("pekka"), Support(idea))
        await happened(lambda: office.platform.at("GOOD", "update"))


async def test_jobs_do_not_pile_up_while_a_copy_waits(office: Office) -> None:
    idea = await refused(office, attempts=10)
    async with office.worker():
        for number in range(12):
            before = len(office.platform.at("GOOD"))
            await office.house.ask(office.house.person(f"P{number}"), Support(idea))
            await told_more(office.platform, "GOOD", before)
        await office.quiet()
        assert await office.jobs() == 1


async def test_a_refused_copy_is_tried_again_by_itself(office: Office) -> None:
    await refused(office, attempts=0)
    async with office.worker():
        await happened(lambda: len(office.platform.at("BAD")) == 2)
        office.platform.meets = takes
        await happened(lambda: len(office.platform.at("BAD")) == 3)
        await office.becomes(0, "select count(*) from posting where state <> 'shown'")


async def test_after_two_days_a_refused_copy_is_given_up_and_told_once(office: Office) -> None:
    """The trap: what never goes is tried for ever, or told every time."""
    idea = await refused(office, attempts=ATTEMPTS - 1)
    with capture_logs() as logs:
        await office.send()
        await office.rows("delete from procrastinate_jobs")
        await office.house.clock.tick()
        await office.send()
    assert [one for one in logs if one["log_level"] == "error"] == [
        {"event": "copy_given_up", "log_level": "error", "subject": "idea", "platform": "slack", "attempts": ATTEMPTS}
    ]
    assert len(office.platform.at("BAD")) == 1
    assert await office.states() == {"GOOD": "shown", "BAD": "failed"}
    assert await office.jobs() == 0

    office.platform.meets = takes
    await office.changed(idea)
    await office.send()
    assert await office.states() == {"GOOD": "shown", "BAD": "shown"}


async def test_a_drawing_that_the_database_refuses_leaves_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(turn: Turn[Any], _numbers: Sequence[int]) -> None:
        await turn.store.connection.execute(text("select 1/0"))

    monkeypatch.setitem(drawers, "broken", broken)
    async with office.database.transaction() as store:
        await enqueue(store, Reply(post=(Post(Subject("broken", 1), office.house.channel("BAD"), "fi"),)))
    await office.linked("GOOD", "BETTER")
    await office.idea()
    await office.send()
    assert {call.place for call in office.platform.calls} == {"GOOD", "BETTER"}
    assert await office.states() == {"GOOD": "shown", "BETTER": "shown", "BAD": "due"}


async def test_a_private_message_that_reaches_nobody_is_told(office: Office) -> None:
    async def gone(call: Call) -> None:
        raise Gone

    idea = await office.idea()
    office.platform.meets = gone
    async with office.database.transaction() as store:
        own = office.house.person("pekka").own
        await enqueue(store, Reply(post=(Post(Subject("idea", idea), own, "fi"),)))
    with capture_logs() as logs:
        await office.send()
    assert {"event": "prompt_lost", "log_level": "warning", "subject": "idea", "platform": "slack"} in logs
    assert await office.states() == {}


async def prompt_maija(office: Office, member: Member, *reachable: str) -> list[tuple[str, str]]:
    """A private message to Maija's account in Slack, who has another in Teams; answers with what was logged of it."""

    async def gone(call: Call) -> None:
        if call.place not in reachable:
            raise Gone

    house = office.house
    idea, own = await office.idea(), house.person("maija").own
    for one in (house.person("maija"), house.person("maija in Teams", "teams")):
        await house.learn(one, member("Maija", "maija@kunta.example"))
    await house.learn(house.person("pekka", "teams"), member("Pekka", "pekka@kunta.example"))
    office.platform.meets = gone
    async with office.database.transaction() as store:
        await enqueue(store, Reply(post=(Post(Subject("idea", idea), own, "sv"),)))
    chats = {name: replace(office.platform, name=name) for name in ("slack", "teams")}
    sender = Sender(office.database.transaction, chats, house.scene)
    with capture_logs() as logs:
        for chat in ("slack", "teams", "slack", "teams"):
            await sender.send(chat, "home")
            await office.changed(idea)
    return [(one["event"], one["platform"]) for one in logs if one["event"].startswith("prompt")]


async def test_a_private_message_that_cannot_reach_somebody_goes_to_their_other_chat(
    office: Office, member: Member
) -> None:
    assert await prompt_maija(office, member, "maija in Teams") == [("prompt_moved", "slack")]
    assert [call.place for call in office.platform.calls if call.what == "post"] == ["maija", "maija in Teams"]
    assert not office.platform.at("maija", "update")
    (row,) = await office.rows("select language from posting where platform = 'teams'")
    assert row.language == "sv"


async def test_a_private_message_that_arrives_goes_nowhere_else(office: Office, member: Member) -> None:
    assert await prompt_maija(office, member, "maija", "maija in Teams") == []
    assert {call.place for call in office.platform.calls} == {"maija"}


async def test_a_private_message_that_is_lost_in_every_chat_is_told_and_tried_no_more(
    office: Office, member: Member
) -> None:
    assert await prompt_maija(office, member) == [("prompt_moved", "slack"), ("prompt_lost", "teams")]
    assert [call.place for call in office.platform.calls] == ["maija", "maija in Teams"]


def test_what_was_refused_together_does_not_come_again_together() -> None:
    """The trap: many that wait equally long are too many again."""
    times = [again_at(3) for _ in range(20)]
    assert (max(times) - min(times)).total_seconds() > 1
