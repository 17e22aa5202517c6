"""Finding ideas: newest, most supported, of one's own work community, by words; page by page, each once."""

import pytest

from bot.intents import (
    FindIdeas,
    Follow,
    Hide,
    MergeIdea,
    MyPage,
    Order,
    Search,
    SeeIdea,
    ShareIdea,
    Support,
    TakeBack,
    WriteSearch,
)
from bot.model import Caller
from bot.views.kinds import Form, Report
from bot.views.text import read
from tests.features.conftest import House

GIVEN = Order.GIVEN


async def shown(house: House, who: Caller, asked: FindIdeas | Search) -> Report:
    found = (await house.ask(who, asked)).show
    assert isinstance(found, Report)
    return found


def numbers(report: Report) -> list[int]:
    return [
        one.button.intent.idea
        for section in report.sections
        for one in section.items
        if one.button and isinstance(one.button.intent, SeeIdea)
    ]


def next_of(report: Report) -> FindIdeas | None:
    asked = [one.intent for one in report.buttons if isinstance(one.intent, FindIdeas) and one.intent.after]
    return asked[0] if asked else None


async def read_through(house: House, who: Caller, asked: FindIdeas) -> list[list[int]]:
    """Every page, by its own button."""
    pages: list[list[int]] = []
    wanted: FindIdeas | None = asked
    while wanted:
        report = await shown(house, who, wanted)
        pages.append(numbers(report))
        wanted = next_of(report)
    return pages


async def many(house: House, count: int, unit: int | None = None) -> None:
    liisa = house.person("liisa")
    for number in range(count):
        await house.ask(liisa, ShareIdea(title=f"Vara-avaimet autoihin {number}", anyway=True, unit=unit))


async def test_every_idea_is_on_one_page_newest_first_eight_at_a_time(house: House) -> None:
    await many(house, 10)
    assert await read_through(house, house.person("pekka"), FindIdeas()) == [[10, 9, 8, 7, 6, 5, 4, 3], [2, 1]]


async def test_the_most_supported_come_first_and_a_new_supporter_moves_nothing_twice(house: House) -> None:
    await many(house, 10)
    for who, number in (("pekka", 2), ("maija", 2), ("pekka", 7)):
        await house.ask(house.person(who), Support(number))
    pages = await read_through(house, house.person("pekka"), FindIdeas(order=Order.SUPPORTED))
    assert pages == [[2, 7, 10, 9, 8, 6, 5, 4], [3, 1]]


async def test_words_are_found_in_titles_and_texts_however_they_are_bent(house: House) -> None:
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Avainlaatikko autoihin"))
    await house.ask(liisa, ShareIdea(title="Penkki pysäkille", about="Avaimet putoavat."))
    await house.ask(liisa, ShareIdea(title="Hiljainen tunti"))
    assert numbers(await shown(house, liisa, Search("avaimet ja"))) == [2, 1]
    assert numbers(await shown(house, liisa, FindIdeas("avaimet penkki"))) == [2]
    assert numbers(await shown(house, liisa, FindIdeas("saippua"))) == []
    form = (await house.ask(liisa, WriteSearch("avaimet"))).show
    assert isinstance(form, Form)
    assert form.builds == Search("avaimet")


async def test_one_finds_those_of_ones_own_work_community_and_ones_own(house: House, maija: Caller) -> None:
    await many(house, 1, unit=1)
    await many(house, 1)
    await house.ask(maija, ShareIdea(title="Hiljainen tunti aamulla"))
    report = await shown(house, maija, FindIdeas())
    ours = next(one.intent for one in report.buttons if isinstance(one.intent, FindIdeas) and one.intent.unit)
    assert numbers(await shown(house, maija, ours)) == [1]
    assert numbers(await shown(house, maija, FindIdeas(order=Order.MINE))) == [3]


async def test_one_finds_what_one_supports_from_ones_own_page_and_takes_it_back_there_tm20(
    house: House, maija: Caller
) -> None:
    pekka = house.person("pekka")
    page = (await house.ask(pekka, MyPage())).show
    assert isinstance(page, Report)
    (mine,) = [one.intent for one in page.buttons if isinstance(one.intent, FindIdeas) and one.intent.order is GIVEN]
    await many(house, 4, unit=1)
    for number in (1, 2, 4):
        await house.ask(pekka, Support(number))
    await house.ask(maija, Support(3))
    await house.ask(maija, MergeIdea(2, into=3, reason="Sama"))
    await house.ask(maija, Hide("idea", 4, "Ei kuulu tänne."))
    report = await shown(house, pekka, mine)
    taken = [one.button.intent for part in report.sections for one in part.items if one.button]
    assert taken == [TakeBack(3), TakeBack(1)]
    for intent in taken:
        await house.ask(pekka, intent)
    assert (await shown(house, pekka, mine)).sections == ()


async def test_what_is_hidden_or_merged_is_found_by_nobody(house: House, maija: Caller) -> None:
    await many(house, 3, unit=1)
    await house.ask(maija, Hide("idea", 1, "Ei kuulu tänne."))
    await house.ask(maija, MergeIdea(2, into=3, reason="Sama"))
    for asked in (FindIdeas(), FindIdeas("avaimet"), FindIdeas(order=Order.SUPPORTED), FindIdeas(unit=1)):
        assert numbers(await shown(house, maija, asked)) == [3]


async def test_all_that_one_follows_is_read_from_ones_own_page_and_what_was_merged_is_there_too(
    house: House, maija: Caller
) -> None:
    """A page of five would hide the sixth for good."""
    pekka = house.person("pekka")
    await many(house, 10, unit=1)
    await house.ask(pekka, ShareIdea(title="Hiljainen tunti aamulla"))
    for number in range(1, 12):
        await house.ask(pekka, Follow(number))
    await house.ask(maija, MergeIdea(2, into=3, reason="Sama"))
    await house.ask(maija, Hide("idea", 4, "Ei kuulu tänne."))
    page = (await house.ask(pekka, MyPage())).show
    assert isinstance(page, Report)
    followed = next(one for one in page.sections if read(one.heading, "en") == "Ideas that you follow")
    last = followed.items[-1].button
    assert len(followed.items) == 6
    assert last
    assert last.intent == FindIdeas(order=Order.FOLLOWED)
    assert await read_through(house, pekka, FindIdeas(order=Order.FOLLOWED)) == [[10, 9, 8, 7, 6, 5, 3, 2], [1]]
    assert numbers(await shown(house, maija, FindIdeas(order=Order.FOLLOWED))) == []


async def test_among_all_of_ones_own_ideas_is_what_became_part_of_another(house: House, maija: Caller) -> None:
    await many(house, 3, unit=1)
    await house.ask(maija, MergeIdea(2, into=3, reason="Sama"))
    assert numbers(await shown(house, house.person("liisa"), FindIdeas(order=Order.MINE))) == [3, 2, 1]


@pytest.mark.parametrize("text", ["ja", "?!", "että on"])
async def test_words_that_say_nothing_find_not_every_idea(house: House, text: str) -> None:
    await many(house, 1)
    report = await shown(house, house.person("pekka"), FindIdeas(text))
    assert numbers(report) == []
