"""When and where a digest comes: another day, a channel, no more, and again; never two in a week."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.intents import (
    ChooseDigest,
    Intent,
    LinkChannel,
    OpenDigest,
    OpenOrganisation,
    OpenSettings,
    ResumeDigest,
    SaveOrganisation,
    StopDigest,
)
from bot.model import Caller, Place, Shows
from bot.views.kinds import Choice, Form, Notice
from bot.views.text import read
from tests.features.conftest import House
from tests.features.mondays import CHANNEL, sent, shares, weeks_pass

HELSINKI = ZoneInfo("Europe/Helsinki")


async def notice(house: House, who: Caller, intent: Intent) -> str:
    shown = (await house.ask(who, intent)).show
    assert isinstance(shown, Notice)
    return read(shown.text, "fi")


async def left_at(house: House, day: date, at: time) -> bool:
    """Whether one leaves at this minute, and not at the one before."""
    before = len(await sent(house))
    house.now = datetime.combine(day, at, HELSINKI) - timedelta(minutes=1)
    await house.clock.tick()
    assert len(await sent(house)) == before
    house.now += timedelta(minutes=1)
    await house.clock.tick()
    return len(await sent(house)) == before + 1


async def test_it_comes_on_the_chosen_day_at_the_chosen_time(house: House, maija: Caller) -> None:
    await shares(house)
    assert await notice(house, maija, ChooseDigest("3", "15:30")) == (
        "Seuraava kooste tulee sinulle 26.11.2026 klo\xa015.30."
    )
    assert await left_at(house, date(2026, 11, 26), time(15, 30))
    assert await sent(house) == [(date(2026, 11, 23), date(2026, 11, 26))]


@pytest.mark.parametrize("weekday", ["0", "2", "4"])
async def test_moving_it_never_brings_two_in_a_week_and_leaves_no_day_out(
    house: House,
    maija: Caller,
    weekday: str,
) -> None:
    """The trap: whoever moves the day just after a digest gets the next one at once, or misses some days."""
    await weeks_pass(house, 1)
    await house.ask(maija, ChooseDigest(weekday, "09:00"))
    await weeks_pass(house, 2)
    days = await sent(house)
    assert len(days) == 3 if weekday == "0" else len(days) in (2, 3)
    assert all(one[1] == other[0] for one, other in pairwise(days))
    assert len({until.isocalendar()[:2] for _, until in days}) == len(days)


async def test_stopped_it_comes_no_more_and_started_again_it_tells_only_of_the_new_time(
    house: House,
    maija: Caller,
) -> None:
    await house.ask(maija, StopDigest())
    await weeks_pass(house, 2)
    assert await sent(house) == []
    assert await notice(house, maija, ResumeDigest()) == "Kooste tulee taas. Seuraava tulee 14.12.2026 klo\xa08.30."
    await weeks_pass(house, 1)
    assert await sent(house) == [(date(2026, 12, 7), date(2026, 12, 14))]


async def test_the_form_opens_from_the_settings_and_by_a_word_for_those_who_get_one(
    house: House,
    maija: Caller,
) -> None:
    form = (await house.ask(maija, OpenSettings())).show
    assert isinstance(form, Form)
    assert OpenDigest() in [button.intent for button in form.buttons]
    other = (await house.ask(house.person("liisa"), OpenSettings())).show
    assert isinstance(other, Form)
    assert OpenDigest() not in [button.intent for button in other.buttons]
    assert "esihenkilöt" in await notice(house, house.person("liisa"), OpenDigest())


async def quiet_hours(house: House, begin: str, end: str) -> None:
    """What an admin has chosen."""
    form = (await house.ask(house.person("aino"), OpenOrganisation())).show
    assert isinstance(form, Form)
    assert isinstance(form.builds, SaveOrganisation)
    await house.ask(house.person("aino"), replace(form.builds, quiet_from=begin, quiet_until=end))


async def times(house: House, who: Caller) -> list[str]:
    """What one can choose, the present choice last."""
    form = (await house.ask(who, OpenDigest())).show
    assert isinstance(form, Form)
    (at,) = (one for one in form.fields if isinstance(one, Choice) and one.name == "at")
    return [*(option.value for option in at.options), str(form.value(at))]


async def test_no_time_in_the_quiet_hours_is_offered_or_taken(house: House, maija: Caller) -> None:
    every = await times(house, maija)
    assert (every[0], every[-2], len(every)) == ("08:00", "16:30", 19)
    await quiet_hours(house, "13.00", "9.15")
    assert await times(house, maija) == [*(f"{at}" for at in every[3:10]), "09:30"]
    form = (await house.ask(maija, ChooseDigest(at="16:30"))).show
    assert isinstance(form, Form)
    assert read(form.errors["at"], "fi") == "Se on hiljaista aikaa. Valitse toinen aika."
    async with house.database.engine.connect() as connection:
        assert (await connection.exec_driver_sql("select count(*) from digest_choice")).scalar_one() == 0


@pytest.mark.parametrize("where", ["private", "channel:1"])
async def test_a_time_that_became_quiet_gives_way_to_the_last_before_it_and_never_to_the_next_morning(
    house: House, maija: Caller, where: str
) -> None:
    """The form shows when it comes, and then it comes."""
    await shows_digests(house)
    await house.ask(maija, ChooseDigest("2", "16:30", where))
    await quiet_hours(house, "13.00", "8.00")
    assert (await times(house, maija))[-1] == "12:30"
    assert await notice(house, maija, ResumeDigest()) == "Kooste tulee taas. Seuraava tulee 25.11.2026 klo\xa012.30."
    await shares(house)
    for at, count in ((time(12, 29), 0), (time(12, 30), 1)):
        house.now = datetime.combine(date(2026, 11, 25), at, HELSINKI)
        await house.clock.tick()
        async with house.database.engine.connect() as connection:
            query = "select count(*) from posting where subject_kind like '%%digest'"
            assert (await connection.exec_driver_sql(query)).scalar_one() == count


async def shows_digests(house: House, place: Place = CHANNEL, unit: str = "Kotihoito") -> None:
    """An admin lets digests come to a channel."""
    link = LinkChannel(unit=unit, shows=(Shows.IDEAS, Shows.DIGEST), supervisor="maija" if unit else "")
    await house.ask(house.person("aino"), link, place)


async def places(house: House, who: Caller) -> list[str]:
    """Where one can choose that the digest comes."""
    form = (await house.ask(who, OpenDigest())).show
    assert isinstance(form, Form)
    (where,) = (one for one in form.fields if isinstance(one, Choice) and one.name == "where")
    return [option.value for option in where.options]


async def test_it_comes_to_a_channel_only_where_an_admin_lets_digests_come_also_to_one_of_everybody(
    house: House, maija: Caller
) -> None:
    assert await places(house, maija) == ["private"]
    await shows_digests(house, house.channel("C2"), unit="")
    assert await places(house, maija) == ["private", "channel:2", "both:2"]
    await shows_digests(house)
    assert await places(house, maija) == ["private", "channel:1", "both:1", "channel:2", "both:2"]
    await house.ask(maija, ChooseDigest(where="channel:2"))
    await shares(house)
    await weeks_pass(house, 1)
    async with house.database.engine.connect() as connection:
        query = "select name_there from posting where subject_kind like '%%digest'"
        assert list((await connection.exec_driver_sql(query)).scalars()) == ["C2"]


async def test_a_channel_that_is_not_ones_own_is_no_choice(house: House, maija: Caller) -> None:
    shown = (await house.ask(maija, ChooseDigest(where="channel:99"))).show
    assert isinstance(shown, Notice | Form)
    async with house.database.engine.connect() as connection:
        assert (await connection.exec_driver_sql("select count(*) from digest_choice")).scalar_one() == 0


async def test_a_channel_that_was_unlinked_gives_way_to_the_private_message(
    house: House,
    maija: Caller,
) -> None:
    """The trap: a digest that goes only to a channel that is gone goes nowhere."""
    await shows_digests(house)
    await house.ask(maija, ChooseDigest(where="channel:1"))
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("delete from channel")
    await weeks_pass(house, 1)
    assert len(await sent(house)) == 1


@pytest.mark.parametrize(
    "change",
    [
        "update channel set opened = true",
        "update channel set trouble = 'outsiders'",
        "update channel set shows = '{ideas}'",
        "with other as (insert into unit (name, names) values ('Koulu', '{}') returning id)"
        " update channel_unit set unit = (select id from other)",
    ],
)
async def test_where_an_outsider_may_read_or_it_is_ones_own_no_more_it_comes_in_private_instead(
    house: House, maija: Caller, change: str
) -> None:
    await shows_digests(house)
    await house.ask(maija, ChooseDigest(where="channel:1"))
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql(change)
    assert await places(house, maija) == ["private"]
    await shares(house)
    await weeks_pass(house, 1)
    async with house.database.engine.connect() as connection:
        copies = await connection.exec_driver_sql("select subject_kind from posting where subject_kind like '%%digest'")
        assert list(copies.scalars()) == ["digest"]
