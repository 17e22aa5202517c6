"""How much leaves, in which order, and who waits."""

import asyncio
import math
import time
from collections import Counter

import pytest
from structlog.testing import capture_logs

from adapters.slack.outbound import Slack
from adapters.teams.outbound import Teams
from bot.errors import Unreachable
from bot.intents import Support
from bot.model import Request, Subject
from bot.outbox import enqueue
from bot.purse import Purse
from bot.replies import Post, Reply
from bot.sender import BATCH
from storage.repositories.departures import CLICKED
from tests.outbox.conftest import Call, Office, happened, takes, told_more


async def test_thirty_channels_get_the_news_in_turn(office: Office) -> None:
    office.platform.pace = 0
    office.platform.rate = 1000
    await office.linked(*(f"C{number:02}" for number in range(30)))
    idea = await office.idea()
    await office.send()
    sender, updates = office.sender(), 240

    async def clicked_again(call: Call) -> None:
        await office.changed(idea)
        sender.stopping = len(office.platform.calls) >= 30 + updates

    office.platform.meets = clicked_again
    await office.changed(idea)
    await sender.send("slack", "home")
    got = Counter(call.place for call in office.platform.calls if call.what == "update")
    assert len(got) == 30
    assert min(got.values()) >= updates // 30 - 1


async def test_ideas_of_one_channel_get_their_news_in_turn(office: Office) -> None:
    office.platform.pace = 0
    await office.linked("C1")
    ideas = [await office.idea(f"Idea {number}") for number in range(4)]
    await office.send()
    sender = office.sender()

    async def clicked_again(call: Call) -> None:
        for idea in ideas:
            await office.changed(idea)
        sender.stopping = len(office.platform.calls) >= 4 + 12

    office.platform.meets = clicked_again
    await office.changed(ideas[0])
    await sender.send("slack", "home")
    got = Counter(call.copy for call in office.platform.calls if call.what == "update")
    assert set(got.values()) == {3}


async def test_a_hundred_clicks_in_a_second_cost_at_most_two_updates_of_a_copy(office: Office) -> None:
    """The trap: a redraw for each click loses clicks, and waits for seconds."""
    await office.linked("C1", "C2")
    idea = await office.idea()
    people = [office.house.person(f"P{number}") for number in range(100)]
    async with office.worker():
        await happened(lambda: len(office.platform.calls) == 2)
        await office.quiet()
        office.platform.pace = max(Slack.pace, Teams.pace)
        begun = time.monotonic()
        await asyncio.gather(*(office.house.ask(one, Support(idea)) for one in people))
        seconds = math.ceil(time.monotonic() - begun)
        await office.becomes(0, "select count(*) from posting where state <> 'shown'")
        assert await office.value("select support from idea") == 100
        for channel in ("C1", "C2"):
            # One begins with the first click, the next one a second later; a slow machine takes more than a second.
            assert 1 <= len(office.platform.at(channel, "update")) <= 1 + seconds


async def test_two_bots_keep_one_pace(office: Office) -> None:
    """The trap: each bot paces itself, and two of them are too fast."""
    office.platform.pace = 0.3
    await office.linked("C1", "C2")
    idea = await office.idea()
    async with office.worker(), office.worker():
        for number in range(8):
            before = len(office.platform.at("C2"))
            await office.house.ask(office.house.person(f"P{number}"), Support(idea))
            await told_more(office.platform, "C2", before)
        await office.becomes(0, "select count(*) from posting where state <> 'shown'")
    assert office.platform.too_soon == 0


async def test_who_takes_over_from_a_stopped_bot_keeps_its_pace(office: Office) -> None:
    """The trap: who comes next does not know when the last message left."""
    office.platform.pace = 1
    await office.linked("C1")
    idea = await office.idea()
    async with office.worker():
        async with office.worker() as first:
            await happened(lambda: office.platform.calls)
            await first.stop()
            await office.changed(idea)
        await happened(lambda: office.platform.at("C1", "update"))
    assert office.platform.too_soon == 0


async def test_a_platform_that_asks_to_wait_is_left_alone_by_all_bots(office: Office) -> None:
    """The trap: each sender waits by itself while the others ask on."""

    async def busy(call: Call) -> None:
        raise Unreachable(300)

    await office.linked("C1", "C2")
    idea = await office.idea()
    await office.send()
    await office.rows("delete from procrastinate_jobs")
    office.platform.calls.clear()

    office.platform.meets = busy
    await office.rows("update posting set state = 'due' where name_there = 'C1'")
    await office.send()
    assert len(office.platform.calls) == 1

    await office.house.ask(office.house.person("pekka"), Support(idea))
    await office.house.clock.tick()
    await office.send()
    assert len(office.platform.calls) == 1
    assert await office.jobs() == 1
    wait = (
        "select extract(epoch from scheduled_at - clock_timestamp()) from procrastinate_jobs where task_name = 'send'"
    )
    assert 200 < await office.value(wait) < 301

    office.platform.meets = takes
    await office.rows("update pause set until = clock_timestamp()")
    await office.send()
    assert {call.place for call in office.platform.calls} == {"C1", "C2"}
    assert await office.states() == {"C1": "shown", "C2": "shown"}


async def test_a_platform_that_asks_to_wait_for_days_is_asked_again_after_ten_minutes(office: Office) -> None:
    async def busy(call: Call) -> None:
        raise Unreachable(11 * 24 * 3600)

    await office.linked("C1")
    await office.idea()
    office.platform.meets = busy
    await office.send()
    assert 500 < await office.value("select extract(epoch from until - clock_timestamp()) from pause") <= 600


async def test_private_messages_leave_first_then_new_cards_then_news(office: Office) -> None:
    """The trap: where little may leave at once, news of many cards hold up an answer to somebody."""
    office.platform.pace = 0
    await office.linked(*(f"C{number}" for number in range(BATCH + 1)))
    known = await office.idea("Vara-avaimet")
    await office.send()
    office.platform.calls.clear()
    await office.changed(known)
    new = await office.idea("Aamupala")
    async with office.database.transaction() as store:
        own = office.house.person("pekka").own
        await enqueue(store, Reply(post=(Post(Subject("idea", new), own, "fi"),)))
    await office.send()
    first, *others = office.platform.calls
    assert (first.what, first.place) == ("post", "pekka")
    assert [call.what for call in others] == ["post"] * (BATCH + 1) + ["update"] * (BATCH + 1)


async def test_of_many_redraws_the_copy_where_somebody_clicked_leaves_first(office: Office) -> None:
    """The trap: where little may leave, whoever clicks watches a card that does not move."""
    office.platform.pace = 0
    await office.linked(*(f"C{number:02}" for number in range(BATCH + 2)))
    idea = await office.idea()
    await office.send()
    last = office.platform.calls[-1]
    office.platform.calls.clear()
    click = Request(office.house.person("pekka"), office.house.channel(last.place), "click", last.copy)
    await office.house.bot.handle(Support(idea), click)
    await office.send()
    assert len(office.platform.calls) == BATCH + 2
    assert last.copy in {call.copy for call in office.platform.calls[:BATCH]}
    assert await office.value("select count(distinct rank) from posting") == 1


async def test_a_click_while_its_copy_is_drawn_keeps_its_place(office: Office) -> None:
    office.platform.pace = 0
    await office.linked("C1")
    idea = await office.idea()
    await office.send()
    copy = office.platform.calls[-1].copy
    sender = office.sender()

    async def clicked_meanwhile(call: Call) -> None:
        click = Request(office.house.person("pekka"), office.house.channel("C1"), "click", copy)
        await office.house.bot.handle(Support(idea), click)
        sender.stopping = True

    office.platform.meets = clicked_meanwhile
    await office.changed(idea)
    await sender.send("slack", "home")
    (row,) = await office.rows("select state, rank from posting")
    assert (row.state, row.rank) == ("due", CLICKED)


@pytest.mark.parametrize(("every", "told"), [(0.0, [4, 8, 9]), (60.0, [])])
async def test_the_log_tells_how_far_a_long_queue_has_left_and_nothing_of_a_short_one(
    office: Office, monkeypatch: pytest.MonkeyPatch, every: float, told: list[int]
) -> None:
    monkeypatch.setattr("bot.sender.TOLD_EVERY", every)
    monkeypatch.setattr("bot.sender.MOST", 4)
    office.platform.pace = 0
    await office.linked(*(f"C{number}" for number in range(9)))
    await office.idea()
    with capture_logs() as logs:
        async with office.worker():
            await office.becomes(9, "select count(*) from posting where state = 'shown'")
            await office.quiet()
    lines = [one for one in logs if one["event"] == "sending_progress"]
    assert all(one["log_level"] == "info" and one["platform"] == "slack" for one in lines)
    assert sorted({one["sent"] for one in lines}) == told


def test_no_conversation_of_teams_gets_more_in_any_hour_than_teams_takes_tm22() -> None:
    now, sent = 0.0, []
    purse = Purse(Teams.hourly, lambda: now)
    while now < 3 * 3600:
        sent.append(now)
        now += max(Teams.pace, purse.spend("channel"))
    within = [sum(begin <= one < begin + 3600 for one in sent) for begin in sent[::50]]
    assert max(within) <= 1800
    assert sent[500] <= 501, "much at once"
    now += 3600
    assert purse.spend("channel") == purse.spend("another") == 0.0, "and again after a rest"
    assert Purse(None).spend("channel") == 0.0
