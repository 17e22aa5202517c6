"""Lessons put into a message: found like ideas beside the composer, and shown no further than an idea is."""

import pytest

from bot.intents import FindLessons, Hide, ShareIdea
from bot.model import Decision, Place, Request
from bot.ports import Finds
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.features.conftest import member as member
from tests.features.test_inserting import said
from tests.features.test_lessons import BOX, KEYS, tried
from tests.features.test_links import TEAMS, channel, hangs

LESSON = "Sopikaa ensin, kuka tarkistaa laatikot."


@remembered
async def taught(house: House) -> House:
    """Two lessons, and between them an idea that has taught nothing."""
    await tried(house, KEYS, BOX, Decision.STOP, LESSON)
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet pyöriin", anyway=True))
    await tried(house, "Kävelykokous", "Palaveri kävellen.", Decision.ADOPT, "Sateella sisälle.")
    return house


async def find(house: House, text: str = "", place: Place | None = None, skip: int = 0, most: int = 25) -> Finds:
    return await house.bot.find(FindLessons(text), Request(house.person("maija", "teams"), place), skip, most)


async def titles(house: House, text: str = "", place: Place | None = None, skip: int = 0, most: int = 25) -> list[str]:
    return [read(one.title, "fi") for one in (await find(house, text, place, skip, most)).found]


async def test_before_anything_is_typed_the_newest_lessons_are_there_page_by_page_tm15(taught: House) -> None:
    assert await titles(taught) == ["Kävelykokous", KEYS]
    assert await titles(taught, skip=1, most=1) == [KEYS]
    assert await find(taught, skip=2) == Finds("fi", "fi")


async def test_the_list_tells_what_a_trial_has_taught_without_opening_anything_tm15(taught: House) -> None:
    [one] = (await find(taught, "avaimet")).found
    assert (read(one.title, "fi"), read(one.line, "fi")) == (KEYS, f"Lopetettu. {LESSON}")


async def test_a_lesson_put_in_is_a_title_since_nobody_can_take_it_back(taught: House) -> None:
    [one] = (await find(taught, "laatikot")).found
    assert said(one.shown) == f"A lesson: “{KEYS}” | Stopped | 0 people support this | As it was on 24 Nov 2026."
    assert LESSON not in repr(one.shown)


@pytest.mark.parametrize(("text", "begins"), [("", "No trial has"), ("saippua", "No lessons match “saippua”.")])
async def test_that_no_lesson_is_found_is_said_in_words_tm15(house: House, text: str, begins: str) -> None:
    none = (await find(house, text)).instead
    assert none is not None
    assert read(none, "en").startswith(begins)


async def test_where_outsiders_may_read_only_the_way_to_a_lesson_is_put_in_sl34(taught: House) -> None:
    chat = taught.channel("19:somebody", "teams")
    nowhere = (await find(taught, "avaimet", chat)).instead
    assert nowhere is not None
    assert read(nowhere, "en").startswith("Outsiders may be reading here, so no lesson is put here.")
    await hangs(taught, teams=TEAMS)
    [one] = (await find(taught, place=chat, most=1)).found
    assert read(one.title, "fi") == KEYS
    assert read(one.line, "en").endswith("Only a link is put here: outsiders may be reading.")
    assert one.shown.link is not None
    assert one.shown.link.url == TEAMS
    assert KEYS not in said(one.shown)


async def test_a_lesson_in_a_linked_channel_is_shown_as_its_idea_is(taught: House) -> None:
    inside = await channel(taught, "C2", platform="teams")
    assert read((await find(taught, "avaimet", inside)).found[0].shown.title, "en") == f"A lesson: “{KEYS}”"


async def test_a_lesson_of_a_hidden_idea_is_found_by_nobody(taught: House, member: Member) -> None:
    aino = taught.person("aino")
    await taught.learn(aino, member("Aino", ADMIN))
    await taught.ask(aino, Hide("idea", 1, "Ei kuulu tänne."))
    assert await titles(taught) == ["Kävelykokous"]
