"""Nothing is sent twice, whatever happens between the platform's answer and our note of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import pytest

from bot.bot import Bot
from bot.intents import Support
from bot.model import Posting, Request, Subject
from storage.repositories.postings import Postings
from tests.outbox.conftest import Call, Office, happened


async def click(office: Office, bot: Bot, idea: int, message: str) -> None:
    house = office.house
    request = Request(
        house.person("pekka"), house.channel("C1"), message, message=message, subject=Subject("idea", idea)
    )
    await bot.handle(Support(idea), request)


async def test_a_click_in_the_instant_a_card_appears_makes_no_second_card(office: Office) -> None:
    """The trap: a card can be clicked before it is noted that it hangs."""
    await office.linked("C1")
    idea = await office.idea()
    answered, commit = asyncio.Event(), asyncio.Event()
    clicks: list[asyncio.Task[None]] = []

    @asynccontextmanager
    async def slow_to_commit() -> AsyncIterator[Any]:
        async with office.database.transaction() as store:
            yield store
            answered.set()
            await commit.wait()

    async def clicked(call: Call) -> None:
        if call.what == "post":
            bot = Bot(slow_to_commit, office.house.scene)
            bot.crowd.transaction = office.database.transaction
            clicks.append(asyncio.create_task(click(office, bot, idea, call.copy)))
            await answered.wait()

    office.platform.meets = clicked
    sending = asyncio.create_task(office.send())
    await answered.wait()
    await office.becomes(1, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
    commit.set()
    await asyncio.gather(sending, *clicks)
    await office.send()
    assert [call.what for call in office.platform.calls] == ["post", "update"]
    assert await office.states() == {"C1": "shown"}


async def test_a_card_that_we_did_not_know_shows_the_click_that_made_it_ours(office: Office) -> None:
    """The trap: no chat takes a key against sending twice; who dies in between leaves a card."""
    await office.linked("C1")
    idea = await office.idea()
    await office.send()
    await click(office, office.house.bot, idea, "C1:lost")
    await office.send()
    assert {call.copy for call in office.platform.at("C1", "update")} == {"C1:0", "C1:lost"}


async def test_only_one_card_of_an_idea_that_we_did_not_know_becomes_ours(office: Office) -> None:
    await office.linked("C1")
    idea = await office.idea()
    await office.send()
    for number in range(5):
        await click(office, office.house.bot, idea, f"C1:forged{number}")
    assert await office.value("select count(*) from posting") == 2


async def test_a_note_that_fails_waits_for_the_other_copies(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    failed: list[Posting] = []

    async def slow(call: Call) -> None:
        if call.place == "SLOW":
            await happened(lambda: failed)
            await asyncio.sleep(0.3)

    noted = Postings.sent

    async def hiccup(
        store: Postings, platform: str, home: str, copies: Sequence[tuple[Posting, str]], now: datetime
    ) -> None:
        quick = [posting for posting, _ in copies if posting.place.id == "QUICK"]
        if quick and not failed:
            failed.extend(quick)
            raise OSError
        await noted(store, platform, home, copies, now)

    monkeypatch.setattr(Postings, "sent", hiccup)
    office.platform.meets = slow
    await office.linked("QUICK", "SLOW")
    await office.idea()
    with pytest.raises(OSError):
        await office.send()
    await office.send()
    assert len(office.platform.at("SLOW")) == 1


async def test_a_bot_that_stops_in_the_middle_of_a_slow_call_notes_it(office: Office) -> None:
    async def slow(call: Call) -> None:
        await asyncio.sleep(1.5)

    office.platform.meets = slow
    await office.linked("C1", "C2")
    await office.idea()
    async with office.worker():
        await happened(lambda: len(office.platform.calls) == 2)
    assert await office.states() == {"C1": "shown", "C2": "shown"}
    await office.send()
    assert len(office.platform.calls) == 2


@pytest.mark.long
async def test_a_bot_that_stops_in_the_middle_of_a_very_slow_call_notes_it(office: Office) -> None:
    async def slow(call: Call) -> None:
        await asyncio.sleep(10)

    office.platform.meets = slow
    await office.linked("C1")
    await office.idea()
    async with office.worker(), office.worker():
        await happened(lambda: office.platform.calls)
    assert await office.states() == {"C1": "shown"}
    assert len(office.platform.calls) == 1


async def test_a_busy_bot_stops_soon_and_tells_the_others_what_is_left(office: Office) -> None:
    await office.linked("C1", "C2")
    idea = await office.idea()

    async def clicked_again(call: Call) -> None:
        await asyncio.sleep(0.1)
        await office.changed(idea)

    office.platform.meets = clicked_again
    async with office.worker():
        await happened(lambda: len(office.platform.calls) > 6)
        before = len(office.platform.calls)
    # What is in hand leaves: one copy in each channel, and one more if it was about to be taken.
    assert len(office.platform.calls) <= before + 4
    assert set((await office.states()).values()) == {"due"}
    assert await office.jobs() == 1


@pytest.mark.long
@pytest.mark.timeout(60)
async def test_when_a_bot_is_killed_another_goes_on(office: Office) -> None:
    """The trap: a killed worker's job stays taken, and its lock blocks the home."""
    await office.linked("C1")
    await office.idea()
    worker = await office.value("insert into procrastinate_workers default values returning id")
    taken = "update procrastinate_jobs set status = 'doing', worker_id = :worker where task_name = 'send'"
    await office.rows(taken, worker=worker)
    async with office.worker():
        assert await happened(lambda: office.platform.calls, seconds=50) < 24
