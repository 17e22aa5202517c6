"""Nobody is flooded: of more than ten private messages within a minute the eleventh waits, and nobody else does."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.intents import Support
from bot.model import Caller, Subject
from bot.outbox import enqueue
from bot.replies import Post, Reply
from bot.sender import BATCH, Sender
from tests.outbox.conftest import Office

MANY = BATCH * 5
"""More than a sender looks through for one batch."""
A_MINUTE_PASSES = "update notification set at = at - interval '1 minute'"


async def told(office: Office, who: Caller, count: int = 1) -> None:
    """So many private messages wait for somebody: the same card again and again, as a person would get prompts."""
    async with office.database.transaction() as store:
        await enqueue(store, Reply(post=tuple(Post(Subject("idea", 1), who.own, "fi") for _ in range(count))))


async def send(office: Office) -> None:
    """A new bot each time: nobody remembers what another one sent."""
    platform = office.platform
    await Sender(office.database.transaction, {platform.name: platform}, office.house.scene).send(platform.name, "home")


@pytest.mark.parametrize("chat", ["slack", "teams"])
async def test_the_eleventh_private_message_within_a_minute_waits_and_other_peoples_pass_it_tm06(
    office: Office, chat: str
) -> None:
    """The trap: whoever is flooded stops the others' messages, or keeps a sender busy until the minute is over."""
    office.platform.name, office.platform.pace = chat, 0
    pekka, aino = office.house.person("pekka", chat), office.house.person("aino", chat)
    await office.idea()
    await told(office, pekka, MANY)
    await told(office, aino)
    await send(office)
    assert (len(office.platform.at("pekka")), len(office.platform.at("aino"))) == (10, 1)
    await told(office, aino)
    await send(office)
    assert (len(office.platform.at("pekka")), len(office.platform.at("aino"))) == (10, 2)
    await office.rows(A_MINUTE_PASSES)
    await send(office)
    assert len(office.platform.at("pekka")) == 20


async def test_a_sender_comes_back_when_the_first_of_the_ten_is_a_minute_old_tm06(office: Office) -> None:
    """The trap: it comes back at once, in vain, again and again."""
    office.platform.pace = 0
    await office.idea()
    await told(office, office.house.person("pekka"), 11)
    await office.rows("delete from procrastinate_jobs")
    await send(office)
    (job,) = await office.rows("select scheduled_at from procrastinate_jobs where task_name = 'send'")
    assert job.scheduled_at == await office.value("select min(at) + interval '1 minute' from notification")


async def test_two_bots_together_send_nobody_more_than_ten_in_a_minute_tm06(office: Office) -> None:
    office.platform.pace = 0
    pekka, aino = office.house.person("pekka"), office.house.person("aino")
    await office.idea()
    async with office.worker(), office.worker():
        for _ in range(14):
            await told(office, pekka)
            await told(office, aino)
            await office.quiet()
    for name in ("pekka", "aino"):
        times = [call.at for call in office.platform.at(name)]
        assert max(sum(begin <= one < begin + 60 for one in times) for begin in times) == 10


async def test_what_is_drawn_again_and_what_hangs_in_a_channel_notifies_nobody_tm06(office: Office) -> None:
    office.platform.pace = 0
    await office.linked("C1")
    idea = await office.idea()
    await told(office, office.house.person("pekka"), 11)
    async with office.database.transaction() as store:
        channel = Post(Subject("idea", idea), office.house.channel("C1"), "fi")
        await enqueue(store, Reply(post=(channel,) * 11))
    await send(office)
    await office.changed(idea)
    await send(office)
    assert len(office.platform.at("pekka", "post")) == len(office.platform.at("pekka", "update")) == 10
    assert len(office.platform.at("C1", "post")) == 1 + 11


async def test_the_answer_to_a_click_neither_waits_nor_counts_tm06(office: Office) -> None:
    office.platform.pace = 0
    pekka = office.house.person("pekka")
    idea = await office.idea()
    await told(office, pekka, 10)
    await send(office)
    assert (await office.house.ask(pekka, Support(idea))).show
    await send(office)
    assert await office.value("select count(*) from notification") == 10


async def test_when_somebody_was_told_is_forgotten_after_the_minute_in_which_it_counts(office: Office) -> None:
    office.platform.pace = 0
    await office.idea()
    await told(office, office.house.person("pekka"), 2)
    await send(office)
    office.house.now = datetime.now(UTC)
    await office.house.clock.tick()
    assert await office.value("select count(*) from notification") == 2
    office.house.now += timedelta(seconds=61)
    await office.house.clock.tick()
    assert await office.value("select count(*) from notification") == 0
