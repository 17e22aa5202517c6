"""Everything arrives once the platforms allow it, and as much of it; nobody's click waits for that."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.views.common import CUT
from bot.views.text import plain
from playground.people import MAIJA, PEKKA
from playground.slack import SlackWorkspace
from playground.teams import TeamsTenant
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.records import eventually, value

BENCH, LAMP, SOAP = "Penkki bussipysäkille", "Lamppu varastoon", "Saippuaa altaille"
ABOUT, SAID, PLAN = "🪑" * 3000, "🚌" * 1500, "🔑" * 1000
"""The longest of each that is taken; four bytes a character."""


WAITS = """with sending as (select * from procrastinate_jobs where task_name = 'send') select (
    exists (select from pause where until > clock_timestamp() + interval '9 minutes')
    and exists (select from sending where scheduled_at > clock_timestamp() + interval '9 minutes')
    and not exists (select from sending where status = 'doing' or coalesce(scheduled_at < clock_timestamp(), true))
)::int"""
"""One chat waits as long as it was told, and nothing is about to leave."""
TEN_MINUTES = (
    "update pause set until = until - interval '10 minutes'",
    "update procrastinate_jobs set scheduled_at = scheduled_at - interval '10 minutes'",
)


def refuse(side: Side, times: int, seconds: int) -> None:
    """This chat answers the next messages with: too many, wait."""
    if isinstance(side.chat, SlackWorkspace):
        for method in ("chat.postMessage", "chat.update"):
            side.chat.faults.fail_next(method, 429, times, retry_after=seconds)
    elif isinstance(side.chat, TeamsTenant):
        side.chat.faults.fail_next(429, times, retry_after=seconds, path=f"{side.person(MAIJA).room}/activities")


async def test_what_a_chat_refuses_for_now_arrives_when_it_said_and_no_click_waits_sl25_tm22(side: Side) -> None:
    maija, pekka = side.there(MAIJA), side.person(PEKKA)
    await maija.shares(BENCH)
    await pekka.sees(BENCH)
    await maija.sees(BENCH)
    refuse(side, times=1, seconds=600)
    await pekka.supports(BENCH)
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(2))
    await eventually(lambda: value(side.place.bot.database, WAITS), 1)
    assert pekka.on_card(words.tally(1)) not in (await pekka.sees(BENCH)).text
    async with side.place.bot.database.engine.begin() as connection:
        for passes in TEN_MINUTES:
            await connection.exec_driver_sql(passes)
    await pekka.sees(BENCH, words.tally(2))


async def test_a_private_answer_that_is_refused_for_now_makes_the_cards_of_that_chat_wait_too_sl25_tm22(
    side: Side,
) -> None:
    maija, pekka, database = side.there(MAIJA), side.person(PEKKA), side.place.bot.database
    await maija.shares(BENCH)
    await pekka.sees(BENCH)
    if isinstance(side.chat, SlackWorkspace):
        side.chat.faults.fail_next("chat.postMessage", 429, retry_after=2)
    elif isinstance(side.chat, TeamsTenant):
        side.chat.faults.fail_next(429, retry_after=2, method="POST", path="/activities")
    begun, second = datetime.now(UTC), timedelta(seconds=1)
    told = {"later": (begun + second).isoformat()}
    answered = asyncio.create_task(pekka.writes("ohje"))
    await eventually(lambda: value(database, "select count(*) from pause where until > %(later)s", told), 1)
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))
    await pekka.sees(BENCH, words.tally(1))
    assert datetime.now(UTC) - begun >= 2 * second
    await answered


async def test_a_new_card_refused_for_now_comes_once(side: Side) -> None:
    maija = side.there(MAIJA)
    await maija.opens_sharing(LAMP)
    refuse(side, times=1, seconds=1)
    await maija.sends()
    await side.person(PEKKA).sees(LAMP)
    assert sum(LAMP in one.lines for one in side.chat.seen(side.person(PEKKA).room)) == 1


@pytest.mark.parametrize(("side", "statuses"), [("Slack", (500, 502)), ("Teams", (412, 502, 504))], indirect=["side"])
async def test_a_chat_that_fails_for_a_moment_still_gets_everything(side: Side, statuses: tuple[int, ...]) -> None:
    maija, titles = side.there(MAIJA), (BENCH, LAMP, SOAP)
    for title, status in zip(titles, statuses, strict=False):
        await maija.opens_sharing(title)
        if isinstance(side.chat, SlackWorkspace):
            side.chat.faults.fail_next("chat.postMessage", status)
        elif isinstance(side.chat, TeamsTenant):
            side.chat.faults.fail_next(status, method="POST", path=f"{side.person(MAIJA).room}/activities")
        await maija.sends()
    for title, _ in zip(titles, statuses, strict=False):
        await maija.sees(title)
        await side.person(PEKKA).sees(title)


async def test_what_is_too_long_for_a_card_is_cut_there_with_a_mark_and_kept_whole(side: Side) -> None:
    """The trap: JSON that escapes letters is up to three times as long as what was measured."""
    maija, pekka, database = side.person(MAIJA), side.there(PEKKA), side.place.bot.database
    await maija.shares(BENCH, ABOUT)
    assert ABOUT in (await maija.sees(BENCH)).lines
    await pekka.presses_card(words.COMMENT, BENCH)
    await pekka.sends((words.COMMENT_TEXT, SAID))
    await pekka.tries(BENCH, PLAN, days=14)
    for person in (maija, pekka):
        card = await person.sees(BENCH, plain(CUT), plain(PLAN[:100]))
        assert SAID not in card.text
        if person.chat is side.place.teams:
            assert ABOUT not in card.text
        else:
            assert ABOUT in card.lines
    for kept, text in (("idea where about", ABOUT), ("comment where text", SAID), ("experiment where what", PLAN)):
        assert await value(database, f"select count(*) from {kept} = %(text)s", {"text": text}) == 1  # noqa: S608
