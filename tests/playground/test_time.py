"""The town's time: it moves forward only, things become due in it, and messages bear it; nothing else follows it."""

import asyncio
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.calendar import working_day
from bot.model import Decision
from bot.views.checkins import DECISIONS
from playground.page.clock import ZONE
from playground.people import HOME_CARE, LIISA, PEKKA, WELLBEING
from playground.story import TITLE, Story
from playground.time import Time, real_time
from playground.waiting import until
from tests.playground.slack_app import AINO, IDEAS, section
from tests.playground.visiting import Studio, Visitor
from tests.scenarios.driver import Person

SOON = timedelta(minutes=5)
"""Less than any step."""
HIDDEN = "Herkkupäivä"


def local(visitor: Visitor) -> datetime:
    return visitor.town.time.now().astimezone(ZONE)


async def go(visitor: Visitor, to: str) -> datetime:
    """Take a step; what the page says is where the town is."""
    said = datetime.fromisoformat((await visitor.done("clock", to=to))["now"])
    shown = datetime.fromisoformat((await visitor.get("/api/town"))[1]["now"])
    assert abs(shown - said) < SOON
    assert abs(visitor.town.time.now() - said) < SOON
    return said.astimezone(ZONE)


async def test_the_next_working_day_is_none_of_the_countrys_holidays(visitor: Visitor) -> None:
    for now, then in (
        ("2026-12-02 08:59", "2026-12-02 09:00"),
        ("2026-12-02 09:00", "2026-12-03 09:00"),
        ("2026-12-04 23:59", "2026-12-07 09:00"),
        ("2026-12-12 03:00", "2026-12-14 09:00"),
        ("2026-12-31 09:30", "2027-01-04 09:00"),
        ("2027-01-05 12:00", "2027-01-07 09:00"),  # Epiphany, a Wednesday
        ("2027-03-25 12:00", "2027-03-30 09:00"),  # Good Friday to Easter Monday, and summer time begins
        ("2027-06-24 12:00", "2027-06-28 09:00"),  # Midsummer Eve
    ):
        begin, end = (datetime.fromisoformat(one).replace(tzinfo=ZONE) for one in (now, then))
        visitor.town.time.travel(begin)
        assert abs(await go(visitor, "morning") - end) < SOON
        assert working_day(end.date(), visitor.town.country) == end.date()


async def test_the_next_monday_is_never_today(visitor: Visitor) -> None:
    for now, then in (
        ("2026-12-07 08:00", "2026-12-14 09:00"),
        ("2026-12-20 23:00", "2026-12-21 09:00"),
        ("2027-03-26 12:00", "2027-03-29 09:00"),  # Easter Monday is a Monday too
        ("2027-10-29 12:00", "2027-11-01 09:00"),  # summer time ends
    ):
        begin, end = (datetime.fromisoformat(one).replace(tzinfo=ZONE) for one in (now, then))
        visitor.town.time.travel(begin)
        assert abs(await go(visitor, "monday") - end) < SOON


async def test_time_never_moves_back(visitor: Visitor) -> None:
    ahead = await go(visitor, "monday")
    visitor.town.time.travel(real_time())
    visitor.town.time.travel(real_time() - timedelta(days=400))
    assert local(visitor) >= ahead
    for to in ("back", "", "yesterday", "-1 hour", "2020-01-01"):
        assert await visitor.refused("clock", to=to)
    assert local(visitor) >= ahead
    last = local(visitor)
    for to in ("hour", "morning", "monday", "hour", "morning"):
        step = await go(visitor, to)
        assert step > last
        last = step


async def test_two_steps_at_once_both_move_forward(visitor: Visitor) -> None:
    begin = local(visitor)
    await asyncio.gather(*(visitor.done("clock", to="hour") for _ in range(3)))
    assert timedelta(hours=1) <= local(visitor) - begin < timedelta(hours=3) + SOON


def test_a_second_run_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    first = Time(tmp_path / "time")
    first.travel(real_time() + timedelta(days=40))
    again = Time(tmp_path / "time", -timedelta(days=77))
    assert abs(again.now() - first.now()) < SOON
    assert Time(tmp_path / "elsewhere", -timedelta(days=77)).now() < real_time() - timedelta(days=76)


async def test_the_end_of_a_trial_comes_with_its_question_and_then_none_is_left(visitor: Visitor) -> None:
    place = visitor.town
    story = Story(place, lambda _: None, place.language)
    with place.hurried():
        for step in (story.link, story.share, story.support, story.start_trial):
            await step()
        title = story.words(TITLE)
        await go(visitor, "hour")
        await place.quiet()
        assert story.pekka.asked(title, DECISIONS[Decision.ADOPT]) is None
        assert await go(visitor, "end") >= datetime.combine(story.ends_on, time(), ZONE)
        question = await until(lambda: story.pekka.asked(title, DECISIONS[Decision.ADOPT]))
        assert question.only_for is None
        shown = (await visitor.sees("teams", PEKKA.teams, place.teams.directory.chat_id(PEKKA.teams or "")))["messages"]
        assert title in str(shown[-1]["card"])
        assert datetime.fromisoformat(shown[-1]["at"]).astimezone(ZONE).date() >= story.ends_on
    assert (await visitor.refused("clock", to="end")).startswith("Yhtään kokeilua ei ole käynnissä.")


async def test_the_end_is_the_earliest_question_of_a_trial_that_people_see(visitor: Visitor) -> None:
    place = visitor.town
    pekka, days = Person(place, place.teams, PEKKA), {HIDDEN: 8, "Kuulokkeet": 15, "Muistilista": 24}
    story = Story(place, lambda _: None, place.language)
    with place.hurried():
        await story.link()
        for title, length in reversed(days.items()):
            await pekka.shares(title)
            await pekka.tries(title, title, days=length)
        await place.quiet()
        async with place.bot.database.engine.begin() as connection:
            await connection.execute(text("update idea set hidden = true where title = :title"), {"title": HIDDEN})
        begin = local(visitor).date()
        for title in ("Kuulokkeet", "Muistilista"):
            ends_on = working_day(begin + timedelta(days=days[title]), place.country)
            assert abs(await go(visitor, "end") - datetime.combine(ends_on, time(9), ZONE)) < SOON
            await until(lambda: story.pekka.asked(title, DECISIONS[Decision.ADOPT]))  # noqa: B023 - within its turn
        assert story.pekka.asked(HIDDEN, DECISIONS[Decision.ADOPT]) is None


async def test_messages_in_both_chats_bear_the_towns_time(visitor: Visitor) -> None:
    await visitor.town.quiet()
    introduced = {one.id for one in visitor.town.teams.seen(WELLBEING)}
    await go(visitor, "monday")
    await visitor.done("slack/write", who=LIISA.slack, room=HOME_CARE, text="@Latu apua")
    await visitor.done("teams/write", who=PEKKA.teams, room=WELLBEING, text="@Latu apua")
    place = visitor.town
    await until(lambda: len(place.slack.seen(HOME_CARE, LIISA.slack)) > 1)
    await until(lambda: len(place.teams.seen(WELLBEING, PEKKA.teams)) > 1 + len(introduced))
    for chat, who, room in (("slack", LIISA.slack, HOME_CARE), ("teams", PEKKA.teams, WELLBEING)):
        messages = (await visitor.sees(chat, who, room))["messages"]
        assert len(messages) > 1
        for one in (one for one in messages if one["id"] not in introduced):
            assert abs(datetime.fromisoformat(one["at"]) - place.time.now()) < SOON, (chat, one)
    activity = place.teams.deliveries[-1].activity
    for name in ("timestamp", "localTimestamp"):
        assert abs(datetime.fromisoformat(activity[name]) - place.time.now()) < SOON, name
    for call in await visitor.calls():
        assert abs(datetime.fromisoformat(call["at"]) - real_time()) < timedelta(minutes=5), "the wire keeps real time"


async def test_signatures_and_triggers_keep_real_time(both: Studio) -> None:
    workspace = both.slack.workspace
    both.visitor.town.time.travel(real_time() + timedelta(days=30))
    await workspace.slash(AINO.id, IDEAS, "/latu", "")
    assert workspace.deliveries[-1].status == 200, "Bolt takes no request that is five minutes old"
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [section("x")]}
    trigger = both.slack.bot.clicks[-1]["trigger_id"]
    assert (await both.slack.bot.client.views_open(trigger_id=trigger, view=view))["ok"]
